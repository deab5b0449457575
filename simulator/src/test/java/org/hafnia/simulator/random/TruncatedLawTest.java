package org.hafnia.simulator.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TruncatedLawTest {

  static Stream<TruncatedLaw> laws() {
    return Stream.of(
        new TruncatedLaw.Exponential(1, 2, 1.5, 4),
        new TruncatedLaw.Exponential(0, 1, 0, 50),
        new TruncatedLaw.Normal(1, 2, -4, 2),
        new TruncatedLaw.Lognormal(0.8, 500, 41, 2000),
        new TruncatedLaw.Uniform(-1, 3));
  }

  @ParameterizedTest
  @MethodSource("laws")
  void quantilesRiseFromBoundToBound(TruncatedLaw law) {
    double before = law.min();
    for (int i = 1; i < 1000; i++) {
      double x = law.quantile(i / 1000.0);
      assertThat(x).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(law.max());
      before = x;
    }
    double width = law.max() - law.min();
    assertThat(law.quantile(1e-12)).isCloseTo(law.min(), within(1e-6 * width));
  }

  @ParameterizedTest
  @MethodSource("laws")
  void meanIsTheIntegralOfTheQuantiles(TruncatedLaw law) {
    int n = 1_000_000;
    DoubleUnaryOperator quantiles = law.quantiles();
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += quantiles.applyAsDouble((i + 0.5) / n);
    }

    assertThat(sum / n).isCloseTo(law.mean(), within(1e-5 * (law.max() - law.min())));
  }

  @Test
  void quantilesInvertTheDistribution() {
    NormalDistribution untruncated = new NormalDistribution(1, 2);
    double below = untruncated.cumulativeProbability(-4);
    double inside = untruncated.cumulativeProbability(2) - below;
    TruncatedLaw law = new TruncatedLaw.Normal(1, 2, -4, 2);

    for (double u : new double[] {0.001, 0.2, 0.5, 0.999}) {
      double back = (untruncated.cumulativeProbability(law.quantile(u)) - below) / inside;
      assertThat(back).isCloseTo(u, within(1e-12));
    }
  }

  @Test
  void cutsExponentialsAtTheirLocation() {
    assertThat(new TruncatedLaw.Exponential(2, 1, 1, 3).min()).isEqualTo(2);
  }

  @Test
  void rejectsWhatIsNoLaw() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TruncatedLaw.Normal(0, 0, -1, 1))
        .withMessageContaining("deviation = 0.0 must be positive");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TruncatedLaw.Uniform(2, 1))
        .withMessageContaining("[2.0, 1.0]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TruncatedLaw.Uniform(0, 1).quantile(1))
        .withMessageContaining("u = 1.0 is outside");
  }
}
