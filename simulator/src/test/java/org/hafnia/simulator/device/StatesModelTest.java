package org.hafnia.simulator.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelParameter;
import org.hafnia.simulator.device.description.ModelProblem;
import org.hafnia.simulator.device.presets.DeviceModels;
import org.hafnia.simulator.device.sampling.ModelSamples;
import org.hafnia.simulator.device.sampling.SampleSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatesModelTest {

  private static final StatesModel TAILS =
      (StatesModel) DeviceModels.find("hfo2-radar-2021-tails").orElseThrow();

  @ParameterizedTest
  @ValueSource(strings = {"hfo2-radar-2021", "hfo2-radar-2021-tails"})
  void comesBackFromItsDescription(String name) {
    var model = DeviceModels.find(name).orElseThrow();

    assertThat(DeviceModel.of(model.description())).isEqualTo(model);
  }

  @Test
  void thePresetHasTheMeasuredMoments() {
    var states = ((StatesModel) DeviceModels.find("hfo2-radar-2021").orElseThrow()).states();

    assertThat(states.low().deviation()).isCloseTo(0.201, within(0.001));
    assertThat(states.high().deviation()).isCloseTo(1.170, within(0.001));
  }

  @Test
  void badCellsMakeLowReadsOfHrsMoreFrequent() {
    double threshold = Math.log(8100);

    assertThat(TAILS.allStates().high().below(threshold))
        .isGreaterThan(1.3 * TAILS.states().high().below(threshold));
  }

  @Test
  void namesTheParameterThatIsWrong() {
    assertThatThrownBy(() -> changed("LRS", "cell", -1))
        .isInstanceOf(ModelProblem.class)
        .hasMessageContaining("LRS")
        .hasMessageContaining("cell = -1.0");
    assertThatThrownBy(() -> changed("rho", "value", 2))
        .isInstanceOf(ModelProblem.class)
        .hasMessageContaining("rho")
        .hasMessageContaining("-1.0 to 1.0");
    assertThatThrownBy(() -> without("bad HRS")).hasMessageContaining("bad HRS");
    assertThatThrownBy(() -> without("HRS")).hasMessageContaining("HRS");
  }

  @Test
  void drawsReadsOfItsLawsAndCells() {
    var table = ModelSamples.draw(TAILS, new SampleSpec(3, 400, 50));
    int hrs = table.words("state").indexOf("HRS");
    double[] ohm = table.numbers("resistanceOhm");
    long below = 0;
    for (int row = 0; row < table.rows(); row++) {
      below += table.codes("state")[row] == hrs && ohm[row] < 50_000 ? 1 : 0;
    }

    assertThat(table.rows()).isEqualTo(400 * 50 * 2);
    assertThat(Arrays.stream(ohm).allMatch(r -> r > 0 && Double.isFinite(r))).isTrue();
    assertThat(below / (400 * 50.0))
        .isCloseTo(TAILS.allStates().high().below(Math.log(50_000)), within(0.04));
    var again = ModelSamples.draw(TAILS, new SampleSpec(3, 400, 50));
    assertThat(again.numbers("resistanceOhm")).isEqualTo(ohm);
  }

  private static void changed(String symbol, String key, double value) {
    var parameters =
        TAILS.description().parameters().stream()
            .map(p -> p.symbol().equals(symbol) ? with(p, key, value) : p)
            .toList();
    new StatesModel(description(parameters));
  }

  private static void without(String symbol) {
    var parameters =
        TAILS.description().parameters().stream().filter(p -> !p.symbol().equals(symbol)).toList();
    new StatesModel(description(parameters));
  }

  private static ModelParameter with(ModelParameter p, String key, double value) {
    var values = new TreeMap<>(p.values());
    values.put(key, value);
    return new ModelParameter(
        p.name(),
        p.symbol(),
        p.unit(),
        p.law(),
        values,
        p.low(),
        p.high(),
        p.mean(),
        p.source(),
        p.tag());
  }

  private static ModelDescription description(List<ModelParameter> parameters) {
    var d = TAILS.description();
    return new ModelDescription(
        d.name(), d.family(), d.title(), d.reference(), parameters, d.range(), Map.of());
  }
}
