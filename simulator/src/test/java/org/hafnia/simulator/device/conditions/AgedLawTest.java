package org.hafnia.simulator.device.conditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.hafnia.simulator.device.states.LognormalLaw;
import org.hafnia.simulator.device.states.StateLaw;
import org.hafnia.simulator.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgedLawTest {

  private static final RetentionCurve CURVE =
      new RetentionCurve(
          new double[] {0.01, 0.005, 0.13, 0.48, 5e-3, 21e3, 2.2, 0, 0.6},
          new RetentionCurve.Reference(298, 9));
  private static final LognormalLaw FIRST = new LognormalLaw(10.5, 0.8);
  private static final StateLaw AGED = AgedLaw.of(FIRST, CURVE, CURVE.progress(1e4, 298));

  @Test
  void agreesWithCellsDrawnOneByOne() {
    var draws = RandomStream.of(1, "aged", 0);
    double progress = CURVE.progress(1e4, 298);
    double[] x = new double[200_000];
    for (int i = 0; i < x.length; i++) {
      double first = FIRST.quantile(draws.uniform(i, 0));
      double scale = CURVE.scale(first) * CURVE.growth(progress);
      double own = Math.exp(CURVE.mixing() * draws.normal(i, 1));
      x[i] = first + CURVE.mean(first, progress) + scale * own * draws.normal(i, 2);
    }
    Arrays.sort(x);

    assertThat(AGED.mean()).isCloseTo(Arrays.stream(x).average().orElse(0), within(0.01));
    for (double u : new double[] {0.001, 0.05, 0.5, 0.95, 0.999}) {
      assertThat(AGED.below(x[(int) (u * x.length)]))
          .isCloseTo(u, within(5 * Math.sqrt(u * (1 - u) / x.length)));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-12, 1e-6, 0.01, 0.5, 0.99})
  void quantilesInvertTheDistributionInBothTails(double u) {
    assertThat(AGED.below(AGED.quantile(u))).isCloseTo(u, within(0.1 * u));
    assertThat(AGED.score(AGED.quantile(u)))
        .isCloseTo(new LognormalLaw(0, 1).quantile(u), within(0.01));
  }

  @Test
  void hasADensityThatIsTheSlopeOfTheDistribution() {
    double slope = (AGED.below(10.51) - AGED.below(10.49)) / 0.02;

    assertThat(Math.exp(AGED.logDensity(10.5))).isCloseTo(slope, within(1e-4));
  }

  @Test
  void staysTheFirstLawAtTimeZero() {
    assertThat(AgedLaw.of(FIRST, CURVE, CURVE.progress(0, 298))).isSameAs(FIRST);
  }

  @Test
  void holdsNarrowSpreadsOfLowResistances() {
    var narrow = AgedLaw.of(new LognormalLaw(8.5, 0.2), CURVE, CURVE.progress(0.01, 298));

    assertThat(narrow.below(20)).isCloseTo(1, within(1e-9));
    assertThat(narrow.above(narrow.quantile(0.5))).isCloseTo(0.5, within(1e-3));
  }
}
