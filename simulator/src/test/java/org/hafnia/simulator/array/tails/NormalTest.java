package org.hafnia.simulator.array.tails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hafnia.simulator.device.states.LognormalLaw;
import org.hafnia.simulator.device.states.StateLaw;
import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTest {

  @Test
  void tailsAgreeWithTheComplementaryErrorFunction() {
    for (double z = -8; z <= 8; z += 0.0371) {
      double expected = 0.5 * Erf.erfc(-z / Math.sqrt(2));
      assertThat(Normal.below(z)).as("z = %s", z).isCloseTo(expected, within(2e-14 * expected));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-10, 7.619853024160527e-24",
    "-20, 2.753624118606234e-89",
    "-30, 4.906713927148187e-198",
    "-37, 5.725571222524576e-300"
  })
  void farTailsAreThoseOfTheTables(double z, double expected) {
    assertThat(Normal.below(z)).isCloseTo(expected, within(1e-12 * expected));
    assertThat(Normal.quantile(expected)).isCloseTo(z, within(1e-12 * -z));
  }

  @Test
  void quantileUndoesTheDistribution() {
    for (double u = 1e-300; u < 0.5; u *= 3.7) {
      assertThat(Normal.below(Normal.quantile(u))).isCloseTo(u, within(1e-12 * u));
      assertThat(Normal.quantile(u)).isLessThan(0);
    }
    assertThat(Normal.quantile(0.975)).isCloseTo(Normal.Z95, within(1e-15));
    assertThat(Normal.quantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Normal.quantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void scoresOfAnyLawReachIntoBothTails() {
    var known = new LognormalLaw(9, 0.4);
    var score = new Score(new Wrapped(known));
    for (double z = -20; z <= 20; z += 1.7) {
      assertThat(score.value(z)).isCloseTo(9 + 0.4 * z, within(1e-9));
      assertThat(score.of(9 + 0.4 * z)).isCloseTo(z, within(1e-9));
    }
  }

  @Test
  void quadratureFindsSmoothAndBrokenExpectations() {
    for (double cut = -3; cut < 12; cut += 1.3) {
      double at = cut;
      var broken =
          Quadrature.expectation(z -> z > at ? 1 : 0, new double[] {at, Double.NaN}, 1e-10);
      assertThat(broken.value()).isCloseTo(Normal.above(at), within(1e-9 * Normal.above(at)));
      // E Phi(a + b z) = Phi(a / sqrt(1 + b^2)).
      double smooth =
          Quadrature.expectation(z -> Normal.below(-at + 2 * z), new double[0], 1e-10).value();
      double expected = Normal.below(-at / Math.sqrt(5));
      assertThat(smooth).isCloseTo(expected, within(1e-9 * expected));
    }
  }

  /** A law whose family is not known. */
  private record Wrapped(LognormalLaw law) implements StateLaw {
    @Override
    public double below(double lnOhm) {
      return Normal.below((lnOhm - law.mu()) / law.sigma());
    }

    @Override
    public double above(double lnOhm) {
      return Normal.above((lnOhm - law.mu()) / law.sigma());
    }

    @Override
    public double quantile(double u) {
      return law.mu() + law.sigma() * Normal.quantile(u);
    }

    @Override
    public double logDensity(double lnOhm) {
      return law.logDensity(lnOhm);
    }

    @Override
    public double mean() {
      return law.mean();
    }

    @Override
    public double deviation() {
      return law.deviation();
    }
  }
}
