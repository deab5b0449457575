package org.hafnia.simulator.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.hafnia.simulator.array.weights.WeightErrors;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.optimizer.rule.Rule;
import org.hafnia.simulator.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorPlaneTest {

  private static final int SIZE = 20_000;
  private static final Rule DESCENT = Rule.sgd(0);
  private static final RandomStream STREAM = RandomStream.of(1, "latent", 0);

  @Test
  void aWeightThatIsAlwaysReadWrongMovesAsTheGradientIsTaken() {
    assertThat(pushedDown(1, ErrorGradient.STRAIGHT_THROUGH)).containsOnly(-1);
    assertThat(pushedDown(1, ErrorGradient.THROUGH_ERRORS)).containsOnly(1);
  }

  @ParameterizedTest
  @EnumSource(ErrorGradient.class)
  void aWeightThatIsReadRightMovesStraight(ErrorGradient gradient) {
    assertThat(pushedDown(0, gradient)).containsOnly(-1);
  }

  @Test
  void throughErrorsJustTheWeightsThatWereReadWrongMoveTheOtherWay() {
    double rate = 0.2;
    var plane = plane(Precision.BINARY, rate, ErrorGradient.THROUGH_ERRORS);
    step(plane, 1, 0.5);
    float[] meant = new float[SIZE];
    plane.readMeant(1, 0, SIZE, meant);

    int up = 0;
    for (float weight : meant) {
      up += weight > 0 ? 1 : 0;
    }
    double deviation = Math.sqrt(SIZE * rate * (1 - rate));
    assertThat(up - SIZE * rate).isBetween(-4 * deviation, 4 * deviation);
  }

  @Test
  void zerosOfATernaryWeightAreNotTurned() {
    var straight = plane(Precision.TERNARY, 0.3, ErrorGradient.STRAIGHT_THROUGH);
    var through = plane(Precision.TERNARY, 0.3, ErrorGradient.THROUGH_ERRORS);
    // Errors by adding one never turn a ternary sign, so that both are the same.
    assertThat(step(through, 1, 0.05)).isEqualTo(step(straight, 1, 0.05));
  }

  /** What is meant after a gradient of +1 has pushed for long. */
  private static float[] pushedDown(double rate, ErrorGradient gradient) {
    var plane = plane(Precision.BINARY, rate, gradient);
    for (int number = 1; number <= 30; number++) {
      step(plane, number, 0.02);
    }
    float[] meant = new float[SIZE];
    plane.readMeant(30, 0, SIZE, meant);
    return meant;
  }

  private static float[] step(ErrorPlane plane, int number, double rate) {
    float[] gradient = new float[SIZE];
    Arrays.fill(gradient, 1);
    float[] weight = new float[SIZE];
    plane.update(DESCENT.step(number, rate, 0), 0, SIZE, gradient, weight);
    return weight;
  }

  private static ErrorPlane plane(Precision precision, double rate, ErrorGradient gradient) {
    var channel = new WeightErrors(rate, new WeightErrors.Added(Math.min(rate, 0.5)));
    return new ErrorPlane(
        new LatentPlane(SIZE, precision, DESCENT, STREAM),
        channel.channel(precision == Precision.TERNARY),
        gradient,
        17);
  }
}
