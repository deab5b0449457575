package org.hafnia.simulator.training.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RocAreaTest {

  @Test
  void countsPairsThatAreInOrderAndHalvesTies() {
    double[] scores = {1, 2, 3, 2, 4};
    boolean[] positive = {false, false, false, true, true};

    // Of six pairs, (2, 1), (4, 1), (4, 2), (4, 3) are in order and (2, 2) is a tie.
    assertThat(RocArea.of(scores, positive).orElseThrow().value())
        .isCloseTo(4.5 / 6, within(1e-12));
  }

  @Test
  void aPerfectClassifierHasTheAreaOneWithoutAnError() {
    var area = RocArea.of(new double[] {0, 1, 2, 3}, new boolean[] {false, false, true, true});

    assertThat(area).contains(new RocArea(1, 0, 1, 1));
  }

  @Test
  void needsTwoSamplesOfEachClassAndNumbers() {
    assertThat(RocArea.of(new double[] {0, 1, 2}, new boolean[] {false, true, true})).isEmpty();
    assertThat(
            RocArea.of(
                new double[] {0, 1, Double.NaN, 2}, new boolean[] {false, false, true, true}))
        .isEmpty();
  }

  @Test
  void itsIntervalCoversTheTruthInNineteenOfTwentyDraws() {
    var random = new SplittableRandom(1);
    // Scores N(1, 1) against N(0, 1): the area is Phi(1 / sqrt 2) = 0.76025.
    int covered = 0;
    int draws = 2000;
    for (int draw = 0; draw < draws; draw++) {
      double[] scores = new double[90];
      boolean[] positive = new boolean[90];
      for (int i = 0; i < scores.length; i++) {
        positive[i] = i < 30;
        scores[i] = random.nextGaussian() + (positive[i] ? 1 : 0);
      }
      var area = RocArea.of(scores, positive).orElseThrow();
      covered += area.low() <= 0.760250 && 0.760250 <= area.high() ? 1 : 0;
    }

    assertThat((double) covered / draws).isBetween(0.93, 0.97);
  }
}
