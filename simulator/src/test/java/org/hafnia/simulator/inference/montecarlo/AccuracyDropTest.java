package org.hafnia.simulator.inference.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccuracyDropTest {

  private static final int IMAGES = 1000;

  private static PointResult point(double rate, double accuracy, double half) {
    int correct = (int) Math.round(accuracy * IMAGES);
    var interval = new Interval(accuracy - half, accuracy + half);
    return new PointResult(
        ErrorPoint.bitErrorRate(rate),
        List.of(correct, correct),
        IMAGES,
        Optional.of(interval),
        interval,
        List.of(),
        new MarginHistogram(0, 1, List.of()),
        0,
        0,
        0,
        false);
  }

  @Test
  void aDropLiesBetweenItsNeighboursOnTheLogarithmOfTheRate() {
    var points = List.of(point(1e-3, 0.9, 0.001), point(1e-1, 0.8, 0.001));

    var five = AccuracyDrop.of(point(0, 0.9, 0), points).getLast();

    assertThat(five.points()).isEqualTo(5);
    assertThat(five.x().orElseThrow()).isCloseTo(1e-2, within(1e-9));
    assertThat(five.low().orElseThrow()).isLessThan(1e-2);
    assertThat(five.high().orElseThrow()).isGreaterThan(1e-2);
  }

  @Test
  void whatIsNotReachedOrReachedFromTheStartIsLeftOpen() {
    var flat = List.of(point(1e-3, 0.9, 0.001), point(1e-1, 0.9, 0.001));
    var steep = List.of(point(1e-3, 0.1, 0.001), point(1e-1, 0.1, 0.001));

    assertThat(AccuracyDrop.of(point(0, 0.9, 0), flat).getLast().x()).isEmpty();
    assertThat(AccuracyDrop.of(point(0, 0.9, 0), steep).getLast().x()).isEmpty();
  }

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
