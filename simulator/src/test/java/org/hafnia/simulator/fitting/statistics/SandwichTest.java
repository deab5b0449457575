package org.hafnia.simulator.fitting.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SandwichTest {

  private static final double[][] INVERSE = {{0.5, 0}, {0, 0.25}};

  @Test
  void widensErrorsToTheSpreadOfTheScores() {
    double[][] scores = {{2, 1}, {-2, 1}, {2, -1}, {-2, -1}};

    double[][] covariance = Sandwich.covariance(INVERSE, scores);

    // 4/3 0.5^2 (4 * 2^2) and 4/3 0.25^2 (4 * 1^2)
    assertThat(covariance[0][0]).isCloseTo(16.0 / 3, within(1e-12));
    assertThat(covariance[1][1]).isCloseTo(1.0 / 3, within(1e-12));
  }

  @Test
  void neverSaysLessThanTheInformation() {
    double[][] scores = {{0.1, 0}, {-0.1, 0}, {0.1, 0}, {-0.1, 0}};

    assertThat(Sandwich.covariance(INVERSE, scores)).isDeepEqualTo(INVERSE);
  }

  @Test
  void keepsWhatIsNotKnown() {
    double inf = Double.POSITIVE_INFINITY;
    double[][] inverse = {{inf, 0}, {0, 0.25}};

    double[][] covariance = Sandwich.covariance(inverse, new double[][] {{1, 0}, {-1, 0}});

    assertThat(covariance[0][0]).isEqualTo(inf);
    assertThat(covariance[1][1]).isEqualTo(0.25);
  }
}
