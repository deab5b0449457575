package org.hafnia.simulator.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.hafnia.simulator.device.description.ModelParameter;
import org.hafnia.simulator.device.presets.DeviceModels;
import org.hafnia.simulator.device.presets.Hfo2WeakReset2021;
import org.hafnia.simulator.random.TruncatedLaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeakResetModelTest {

  private static final WeakResetModel MODEL = Hfo2WeakReset2021.model();

  /** Golden: Monte Carlo of the authors' laws with 400,000 devices, printed to four digits. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "m1 6.934e-4 4.915e-4 6.558e-4 4.41e-5 3.062e-3",
        "t* 628.3 514.5 422.7 83.4 1871.5",
        "c1 0.00513 0.00532 0.05203 -0.1153 0.1236",
        "m2 2.741e-5 1.969e-5 2.534e-5 2.8e-7 1.117e-4",
        "R0 7003 6997 344.7 6305 7786"
      })
  void lawsHaveTheGoldenMoments(String row) {
    String[] golden = row.split(" ", -1);
    TruncatedLaw law = law(golden[0]);
    double deviation = Double.parseDouble(golden[3]);
    // Four standard errors of 400,000 draws; wider where the statistic or the law asks for it.
    double error = 4 * deviation / Math.sqrt(400_000);

    assertThat(law.mean()).isCloseTo(Double.parseDouble(golden[1]), within(error));
    assertThat(law.quantile(0.5)).isCloseTo(Double.parseDouble(golden[2]), within(1.5 * error));
    assertThat(deviation(law)).isCloseTo(deviation, within(1.5 * error));
    assertThat(law.quantile(0.01)).isCloseTo(Double.parseDouble(golden[4]), within(4 * error));
    assertThat(law.quantile(0.99)).isCloseTo(Double.parseDouble(golden[5]), within(8 * error));
  }

  @Test
  void telegraphPowersAreThoseOfTheMatrix() {
    WeakResetModel.Telegraph telegraph = MODEL.telegraph();

    assertThat(telegraph.upAfter(1)).isCloseTo(0.0008, within(1e-15));
    assertThat(telegraph.downAfter(1)).isCloseTo(0.002, within(1e-15));
    assertThat(telegraph.upAfter(5)).isCloseTo(0.003978, within(5e-7));
    assertThat(telegraph.downAfter(5)).isCloseTo(0.009944, within(5e-7));
    assertThat(telegraph.upAfter(14)).isCloseTo(0.010998, within(5e-7));
    assertThat(telegraph.downAfter(14)).isCloseTo(0.027496, within(5e-7));
    assertThat(telegraph.upAfter(1_000_000)).isCloseTo(0.2857, within(5e-5));
  }

  @Test
  void everyParameterSaysUnitAndSource() {
    assertThat(MODEL.parameters())
        .hasSize(15)
        .allSatisfy(
            parameter -> {
              assertThat(parameter.unit()).isNotBlank();
              assertThat(parameter.values()).isNotEmpty();
              assertThat(parameter.mean()).isBetween(parameter.low(), parameter.high());
              assertThat(parameter.source())
                  .containsAnyOf("2107.06064", "10.1109/TED.2021.3097975");
            })
        .extracting(ModelParameter::symbol)
        .doesNotHaveDuplicates();
  }

  @Test
  void presetsAreFoundByName() {
    assertThat(DeviceModels.find("hfo2-weak-reset-2021")).contains(MODEL);
    assertThat(DeviceModels.find("hfo2-weak-reset-2022")).isEmpty();
  }

  @Test
  void rejectsImpossiblePulsesAndProbabilities() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WeakResetModel.Pulse(-1, 1e-7))
        .withMessageContaining("volt = -1.0 is outside (0, 10]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WeakResetModel.Pulse(1, Double.NaN))
        .withMessageContaining("second = NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WeakResetModel.Telegraph(0.7, 0.1, new TruncatedLaw.Uniform(0, 1)))
        .withMessageContaining("probability up = 0.7");
  }

  private static TruncatedLaw law(String symbol) {
    return switch (symbol) {
      case "m1" -> MODEL.slope();
      case "t*" -> MODEL.knee();
      case "c1" -> MODEL.offset();
      case "m2" -> MODEL.lateSlope();
      default -> MODEL.initialOhm();
    };
  }

  private static double deviation(TruncatedLaw law) {
    int n = 200_000;
    DoubleUnaryOperator quantiles = law.quantiles();
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double x = quantiles.applyAsDouble((i + 0.5) / n) - law.mean();
      squares += x * x;
    }
    return Math.sqrt(squares / n);
  }

  @Test
  void isMadeAgainFromItsDescription() {
    assertThat(DeviceModel.of(MODEL.description())).isEqualTo(MODEL);
  }
}
