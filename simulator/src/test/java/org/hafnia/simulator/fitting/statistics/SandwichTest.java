package org.hafnia.simulator.fitting.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.linear.Array2DRowRealMatrix;
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

  @Test
  void takesTheMeanOfCurvatureAndScores() {
    // Four devices with scores of +-1 on either axis: an information of 2 on each.
    double[][] scores = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};
    var curvature = new Array2DRowRealMatrix(new double[][] {{4, 1}, {1, 3}});

    double[][] information = Sandwich.information(curvature, scores).getData();

    assertThat(information[0]).containsExactly(3, 0.5);
    assertThat(information[1]).containsExactly(0.5, 2.5);
    double[][] few = {{1, 0}, {0, 1}};
    assertThat(Sandwich.information(curvature, few)).isEqualTo(curvature);
  }
}
