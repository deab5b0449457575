package org.hafnia.simulator.fitting.pulse.clouds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.hipparchus.random.HaltonSequenceGenerator;
import org.junit.jupiter.api.Test;

class ParabolaTest {

  private static final double[] MEANS = {0.5, -0.2, 1, 2};
  private static final double[] DEVIATIONS = {0.5, 1, 2, 0.1};
  private static final int POINTS = 200;

  @Test
  void integratesANormalLikelihoodInClosedForm() {
    // Read of the first parameter, 1.0, with deviation 0.4; nothing is known of the others.
    double[][] points = points();
    double[] ln = Arrays.stream(points).mapToDouble(x -> -0.5 * square(x[0] - 1, 0.4)).toArray();

    var parabola = through(points, ln);
    double[][] integral = parabola.integral(MEANS, DEVIATIONS, new double[4]);

    double variance = 0.4 * 0.4 + 0.5 * 0.5;
    double exact = -0.5 * 0.5 * 0.5 / variance + Math.log(0.4 / Math.sqrt(variance));
    assertThat(integral[0][0]).isCloseTo(exact, within(1e-2));
    assertThat(integral[1][0]).isCloseTo(0.5 + 0.5 * 0.25 / variance, within(1e-2));
    double left = 0.25 * 0.16 / variance;
    double moved = 0.5 * 0.25 / variance;
    assertThat(integral[2][0]).isCloseTo(left + moved * moved, within(1e-2));
  }

  @Test
  void leavesThePopulationWhereNothingIsKnown() {
    double[][] points = points();

    var parabola = through(points, new double[POINTS]);
    double[][] integral = parabola.integral(MEANS, DEVIATIONS, new double[4]);

    assertThat(integral[0][0]).isCloseTo(0, within(1e-9));
    for (int j = 0; j < 4; j++) {
      assertThat(integral[1][j]).isCloseTo(MEANS[j], within(1e-9));
      assertThat(integral[2][j]).isCloseTo(DEVIATIONS[j] * DEVIATIONS[j], within(1e-9));
    }
  }

  @Test
  void fewPointsMakeNone() {
    double[][] few = Arrays.copyOf(points(), 20);

    assertThat(through(few, new double[20]).known()).isFalse();
  }

  private static double square(double off, double deviation) {
    return off * off / (deviation * deviation);
  }

  private static Parabola through(double[][] points, double[] ln) {
    double[] shares = new double[ln.length];
    Arrays.fill(shares, 1.0 / ln.length);
    double[][] moments = {{0.5, 0, 1, 2}, {0.1, 0.5, 1, 0.01}};
    return Parabola.through(points, ln, shares, moments);
  }

  private static double[][] points() {
    var sequence = new HaltonSequenceGenerator(4);
    double[][] points = new double[POINTS][];
    for (int i = 0; i < POINTS; i++) {
      double[] u = sequence.nextVector();
      points[i] = new double[4];
      for (int j = 0; j < 4; j++) {
        points[i][j] = MEANS[j] + 3 * DEVIATIONS[j] * (u[j] - 0.5);
      }
    }
    return points;
  }
}
