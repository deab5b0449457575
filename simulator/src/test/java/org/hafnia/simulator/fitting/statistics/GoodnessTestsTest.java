package org.hafnia.simulator.fitting.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.hafnia.simulator.random.NormalLaw;
import org.hafnia.simulator.random.RandomStream;
import org.junit.jupiter.api.Test;

class GoodnessTestsTest {

  @Test
  void statisticsFollowTheirDefinitions() {
    double[] u = {0.7, 0.1, 0.4};

    assertThat(GoodnessTests.kolmogorovSmirnov(u)).isCloseTo(0.3, within(1e-12));
    double a = -3 - (Math.log(0.1 * 0.3) + 3 * Math.log(0.4 * 0.6) + 5 * Math.log(0.7 * 0.9)) / 3;
    assertThat(GoodnessTests.andersonDarling(u)).isCloseTo(a, within(1e-12));
  }

  @Test
  void probabilitiesOfAKnownLawAreUniformWhereItIsTrue() {
    double[] found = new double[400];
    double[] deep = new double[400];
    for (int i = 0; i < found.length; i++) {
      var tests = GoodnessTests.ofKnownLaw(uniform(i, 200));
      found[i] = tests.kolmogorovSmirnov().pValue();
      deep[i] = tests.andersonDarling().pValue();
    }

    assertThat(GoodnessTests.kolmogorovSmirnov(found)).isLessThan(1.63 / 20);
    assertThat(GoodnessTests.kolmogorovSmirnov(deep)).isLessThan(1.63 / 20);
  }

  @Test
  void probabilitiesOfAFittedNormalLawAreUniformToo() {
    double[] found = new double[600];
    double[] deep = new double[600];
    for (int i = 0; i < found.length; i++) {
      double[] z = uniform(i + 1000, 150);
      for (int j = 0; j < z.length; j++) {
        z[j] = 3 + 2 * NormalLaw.quantile(z[j]);
      }
      var tests = GoodnessTests.ofNormality(z);
      found[i] = tests.kolmogorovSmirnov().pValue();
      deep[i] = tests.andersonDarling().pValue();
    }

    assertThat(GoodnessTests.kolmogorovSmirnov(found)).isLessThan(1.63 / Math.sqrt(600) + 0.02);
    assertThat(GoodnessTests.kolmogorovSmirnov(deep)).isLessThan(1.63 / Math.sqrt(600) + 0.02);
  }

  @Test
  void aWrongLawHasASmallProbability() {
    double[] skewed = uniform(7, 500);
    for (int i = 0; i < skewed.length; i++) {
      skewed[i] = -Math.log(skewed[i]);
    }

    var tests = GoodnessTests.ofNormality(skewed);

    assertThat(tests.kolmogorovSmirnov().pValue()).isLessThan(1e-6);
    assertThat(tests.andersonDarling().pValue()).isLessThan(1e-6);
    assertThat(tests.andersonDarling().method()).contains("estimated");
  }

  @Test
  void theBootstrapCountsReplicasThatAreAtLeastAsFar() {
    double[] u = uniform(3, 50);

    var tests = GoodnessTests.byBootstrap(u, 99, draw -> uniform(100 + draw, 50));
    var known = GoodnessTests.ofKnownLaw(u);

    assertThat(tests.kolmogorovSmirnov().pValue())
        .isCloseTo(known.kolmogorovSmirnov().pValue(), within(0.15));
    assertThat(tests.kolmogorovSmirnov().method()).contains("99");
  }

  private static double[] uniform(long seed, int n) {
    var stream = RandomStream.of(seed, "goodness", 0);
    return IntStream.range(0, n).mapToDouble(i -> stream.uniform(i, 0)).toArray();
  }
}
