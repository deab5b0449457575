package org.hafnia.simulator.inference.tolerance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.hafnia.simulator.inference.tolerance.ToleratedRate.Ends;
import org.hafnia.simulator.inference.tolerance.ToleratedRate.Point;
import org.junit.jupiter.api.Test;

class ToleratedRateTest {

  /** Straight over the logarithm: half of the way down lies at the geometric mean. */
  @Test
  void liesWhereTheStraightLineOverTheLogarithmCrossesTheLoss() {
    var points = List.of(point(1e-3, 0.97), point(1e-1, 0.95));

    var rate = ToleratedRate.at(0.02, 0.98, points).orElseThrow();

    assertThat(rate.rate().orElseThrow()).isCloseTo(1e-2, within(1e-12));
    assertThat(rate.reached()).isTrue();
    assertThat(rate.low()).isEmpty();
  }

  @Test
  void hasAnIntervalAroundIt() {
    var points =
        List.of(point(1e-3, 0.97, 0.002), point(1e-2, 0.96, 0.002), point(1e-1, 0.9, 0.01));

    var rate = ToleratedRate.at(0.03, 0.98, points).orElseThrow();

    double found = rate.rate().orElseThrow();
    assertThat(found).isBetween(1e-2, 1e-1);
    assertThat(rate.low().orElseThrow()).isLessThan(found);
    assertThat(rate.high().orElseThrow()).isGreaterThan(found);
  }

  @Test
  void saysNothingBetweenPointsThatAreNotThere() {
    var tooCoarse = ToleratedRate.at(0.01, 0.98, List.of(point(0.1, 0.5, 0.01))).orElseThrow();
    var tooFew = ToleratedRate.at(0.1, 0.98, List.of(point(0.1, 0.97, 0.01))).orElseThrow();

    assertThat(tooCoarse.rate()).isEmpty();
    assertThat(tooCoarse.reached()).isTrue();
    assertThat(tooCoarse.low()).hasValue(0);
    assertThat(tooCoarse.high()).hasValue(0.1);
    assertThat(tooFew.rate()).isEmpty();
    assertThat(tooFew.reached()).isFalse();
    assertThat(tooFew.high()).isEmpty();
    assertThat(ToleratedRate.at(0.1, 0.98, List.of(point(0, 0.98)))).isEmpty();
  }

  @Test
  void mayBeReachedOnlyByTheLowerEnds() {
    var rate =
        ToleratedRate.at(0.02, 0.98, List.of(point(1e-3, 0.98, 0), point(1e-1, 0.965, 0.01)));

    assertThat(rate.orElseThrow().rate()).isEmpty();
    assertThat(rate.orElseThrow().low().orElseThrow()).isBetween(1e-3, 1e-1);
    assertThat(rate.orElseThrow().high()).isEmpty();
  }

  private static Point point(double rate, double accuracy) {
    return new Point(rate, accuracy, Optional.empty());
  }

  private static Point point(double rate, double accuracy, double half) {
    return new Point(rate, accuracy, Optional.of(new Ends(accuracy - half, accuracy + half)));
  }
}
