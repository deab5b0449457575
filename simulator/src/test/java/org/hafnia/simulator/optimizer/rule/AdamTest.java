package org.hafnia.simulator.optimizer.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.training.tracker.Tracker;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AdamTest {

  private static final int SIZE = 1003;

  @Test
  void vectorsAndScalarsGiveTheSameBits() {
    var vectors = new Adam(SIZE);
    var scalars = new Adam(SIZE);
    for (int step = 1; step <= 50; step++) {
      float[] one = gradient(step, SIZE);
      float[] other = one.clone();
      var adam = Rule.ADAM.step(step, 8, 0);

      int done = AdamVectors.update(adam, 0, SIZE, vectors, one);
      vectors.updateScalar(adam, done, SIZE, one);
      scalars.updateScalar(adam, 0, SIZE, other);

      assertThat(done).isGreaterThan(900);
      assertThat(one).containsExactly(other);
      assertThat(vectors.first()).containsExactly(scalars.first());
      assertThat(vectors.second()).containsExactly(scalars.second());
    }
  }

  @Test
  void walksLikeTheAdamOfDjl() {
    try (var manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      var rate = Tracker.fixed(0.01f);
      var djl = ai.djl.training.optimizer.Adam.builder().optLearningRateTracker(rate).build();
      var weight = manager.zeros(new ai.djl.ndarray.types.Shape(SIZE));
      var own = new float[SIZE];
      var adam = new Adam(SIZE);
      for (int step = 1; step <= 100; step++) {
        // An ideal problem: each coordinate falls into a parabola of its own.
        float[] gradient = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
          gradient[i] = (own[i] - i / 1000f) * (1 + i % 7);
        }
        djl.update("w", weight, manager.create(gradient));
        adam.update(Rule.ADAM.step(step, 0.01, 0), 0, SIZE, gradient);
        for (int i = 0; i < SIZE; i++) {
          own[i] += gradient[i];
        }
      }
      float[] theirs = weight.toFloatArray();
      for (int i = 0; i < SIZE; i++) {
        assertThat(own[i]).isCloseTo(theirs[i], within(2e-5f));
      }
    }
  }

  @Test
  void theFirstStepIsTheLearningRateAgainstTheGradient() {
    float[] values = {3, -0.001f, 0};

    new Adam(3).update(Rule.ADAM.step(1, 8, 0), 0, 3, values);

    assertThat(values[0]).isCloseTo(-8, within(1e-4f));
    assertThat(values[1]).isCloseTo(8, within(1e-3f));
    assertThat(values[2]).isZero();
  }

  @Test
  void momentsThatFadeBecomeZeroAndNeverSubnormal() {
    var adam = new Adam(1);
    adam.update(Rule.ADAM.step(1, 1, 0), 0, 1, new float[] {1e-12f});

    for (int step = 2; step <= 1000; step++) {
      adam.update(Rule.ADAM.step(step, 1, 0), 0, 1, new float[1]);
      assertThat(adam.first()[0])
          .satisfiesAnyOf(m -> assertThat(m).isZero(), m -> assertThat(m).isGreaterThan(1e-31f));
    }
    assertThat(adam.first()[0]).isZero();
  }

  @Test
  void gradientsWhoseSquareWouldBeSubnormalAreNone() {
    var adam = new Adam(2);
    float[] values = {9e-18f, 1.1e-17f};

    adam.update(Rule.ADAM.step(1, 1, 0), 0, 2, values);

    assertThat(values[0]).isZero();
    assertThat(adam.first()[0]).isZero();
    assertThat(adam.first()[1]).isCloseTo(1.1e-18f, within(1e-24f));
  }

  private static float[] gradient(long seed, int size) {
    var random = new SplittableRandom(seed);
    float[] gradient = new float[size];
    for (int i = 0; i < size; i++) {
      double magnitude = Math.pow(10, -25 * random.nextDouble());
      gradient[i] = i % 5 == 0 ? 0 : (float) (magnitude * random.nextGaussian());
    }
    return gradient;
  }
}
