package org.hafnia.simulator.inference.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ConfidenceIntervalsTest {

  @Test
  void theIntervalOverImagesOfOneDrawIsWilsons() {
    int[] rights = new int[100];
    Arrays.fill(rights, 0, 90, 1);

    var interval = ConfidenceIntervals.overImages(rights, 1);

    assertThat(interval.low()).isCloseTo(0.8256, within(1e-4));
    assertThat(interval.high()).isCloseTo(0.9448, within(1e-4));
  }

  @Test
  void drawsOfTheSameAnswersTellNoMoreAboutImagesThanOne() {
    int[] once = new int[100];
    Arrays.fill(once, 0, 90, 1);
    int[] often = new int[100];
    Arrays.fill(often, 0, 90, 50);

    assertThat(ConfidenceIntervals.overImages(often, 50).low())
        .isCloseTo(ConfidenceIntervals.overImages(once, 1).low(), within(1e-12));
  }
}
