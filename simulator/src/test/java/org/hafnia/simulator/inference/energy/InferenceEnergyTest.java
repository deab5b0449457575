package org.hafnia.simulator.inference.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.hafnia.simulator.network.MlpDescription;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.TensorShape;
import org.junit.jupiter.api.Test;

class InferenceEnergyTest {

  private static final EnergyParameters PUBLISHED = EnergyParameters.published();

  /** 784-3000-10: the input layer adds pixels under signs, the other one counts bits. */
  @Test
  void countsWhatABinaryPerceptronDoes() {
    var energy = of(Precision.BINARY);

    assertThat(energy.inputAdditions()).isEqualTo(784 * 3000);
    assertThat(energy.popcountOperations()).isEqualTo(3000 * 10);
    assertThat(energy.senseOperations()).isEqualTo(784 * 3000 + 3000 * 10);
    assertThat(energy.realProducts()).isZero();
    assertThat(energy.memoryBits()).isGreaterThan(784 * 8 + 2 * 3000).isLessThan(1_000_000);
    assertThat(energy.senseJoule()).isCloseTo(energy.senseOperations() * 144e-15, within(1e-12));
    assertThat(energy.totalJoule())
        .isCloseTo(
            energy.senseJoule()
                + energy.popcountJoule()
                + energy.realJoule()
                + energy.memoryJoule(),
            within(1e-18));
  }

  @Test
  void takesMoreForRealWeightsThanForBinaryOnes() {
    var real = of(Precision.REAL);

    assertThat(real.senseOperations()).isZero();
    assertThat(real.realProducts()).isEqualTo(784 * 3000 + 3000 * 10);
    assertThat(real.totalJoule()).isGreaterThan(10 * of(Precision.BINARY).totalJoule());
  }

  @Test
  void namesTheSourceOfEachParameter() {
    assertThat(PUBLISHED.steps()).allSatisfy(step -> assertThat(step.source()).isNotBlank());
    assertThat(PUBLISHED.at(0.6).sense().joule())
        .isCloseTo(PUBLISHED.sense().joule() / 4, within(1e-20));
    assertThat(PUBLISHED.popcount().asked(1e-15).source()).isEqualTo("asked for");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PUBLISHED.popcount().asked(-1))
        .withMessageContaining("popcount = -1.0 J");
  }

  private static InferenceEnergy of(Precision weights) {
    var network =
        new MlpDescription(
            java.util.List.of(3000),
            weights,
            weights == Precision.REAL ? Precision.REAL : Precision.BINARY);
    return InferenceEnergy.of(network.layers(TensorShape.of(784), 10), PUBLISHED);
  }
}
