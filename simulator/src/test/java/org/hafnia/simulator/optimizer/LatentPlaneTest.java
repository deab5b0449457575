package org.hafnia.simulator.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.optimizer.rule.Rule;
import org.hafnia.simulator.random.NormalLaw;
import org.hafnia.simulator.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatentPlaneTest {

  private static final int SIZE = 50_000;
  private static final RandomStream STREAM = RandomStream.of(1, "latent", 0);

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.03, 0.05})
  void ternaryWeightsAreZeroUpToTheThreshold(double threshold) {
    float[] binary = read(new LatentPlane(SIZE, Precision.BINARY, Rule.ADAM, STREAM));
    var plane = new LatentPlane(SIZE, Precision.TERNARY, spec(threshold), Rule.ADAM, STREAM);

    float[] ternary = read(plane);

    int zeros = 0;
    for (int i = 0; i < SIZE; i++) {
      zeros += ternary[i] == 0 ? 1 : 0;
      assertThat(ternary[i] == 0 || ternary[i] == binary[i]).isTrue();
    }
    double share = 1 - 2 * NormalLaw.above(threshold / 0.03);
    double deviation = Math.sqrt(SIZE * share * (1 - share));
    assertThat(Math.abs(zeros - SIZE * share)).isLessThanOrEqualTo(4 * deviation);
  }

  @Test
  void aGradientMovesAWeightThroughZeroToTheOtherSign() {
    var plane = new LatentPlane(1, Precision.TERNARY, spec(0.2), Rule.sgd(0), STREAM);
    float[] weight = new float[1];
    var seen = new StringBuilder();
    for (int step = 1; step <= 12; step++) {
      plane.update(Rule.sgd(0).step(step, 0.1, 0), 0, 1, new float[] {step < 7 ? 1 : -1}, weight);
      seen.append((int) weight[0]).append(' ');
    }

    assertThat(seen.toString()).matches("(0 )+(-1 )+(0 )+(1 )*").contains("-1 ");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1, Double.NaN})
  void refusesThresholdsThatNoWeightCouldFollow(double threshold) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LatentPlane(1, Precision.TERNARY, spec(threshold), Rule.ADAM, STREAM))
        .withMessageContaining("ternaryThreshold");
  }

  private static LatentSpec spec(double threshold) {
    return LatentSpec.withThreshold(threshold);
  }

  private static float[] read(LatentPlane plane) {
    float[] weight = new float[SIZE];
    plane.read(0, 0, SIZE, weight);
    return weight;
  }
}
