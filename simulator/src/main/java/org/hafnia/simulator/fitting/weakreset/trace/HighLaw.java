package org.hafnia.simulator.fitting.weakreset.trace;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Law of a read while the telegraph state is high: A U1 U2 + xi with U1, U2 ~ U(0,1), xi ~ N(0,1);
 * A is the amplitude in units of the other noise. The product u = U1 U2 has density -ln u, so that
 *
 * <pre>
 *   z(x; A) = int_0^1 -ln(u) phi(x - A u) du
 * </pre>
 *
 * tabulated in steps of 1/8 and interpolated (error of ln z below 1e-5).
 */
final class HighLaw {

  /** Number of amplitudes, geometrically spaced. */
  static final int COUNT = 180;

  private static final double FIRST = 0.5;
  private static final double RATIO = 1.05;
  private static final double STEP = 0.125;
  private static final double MARGIN = 8;
  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(48);
  private static final AtomicReferenceArray<HighLaw> KNOWN = new AtomicReferenceArray<>(COUNT);

  private final double amplitude;
  private final double[] lnDensity;
  private final double[] slope;
  private final double[] below;

  /** E[(d ln z / dx)^2], the information of a read about its level. */
  private final double information;

  private HighLaw(int index) {
    amplitude = amplitude(index);
    int nodes = (int) Math.ceil((amplitude + 2 * MARGIN) / STEP) + 1;
    lnDensity = new double[nodes];
    slope = new double[nodes];
    below = new double[nodes];
    double sum = 0;
    for (int i = 0; i < nodes; i++) {
      sum += tabulate(i);
    }
    information = sum * STEP;
  }

  /** A of that index. */
  static double amplitude(int index) {
    return FIRST * Math.pow(RATIO, index);
  }

  static HighLaw of(int index) {
    HighLaw known = KNOWN.get(index);
    if (known == null) {
      known = new HighLaw(index);
      KNOWN.set(index, known);
    }
    return known;
  }

  /** With u = s^3, which takes the singularity of ln u at 0 away. */
  private double tabulate(int i) {
    double x = i * STEP - MARGIN;
    double from = Math.cbrt(Math.clamp((x - MARGIN - 0.5) / amplitude, 0, 1));
    double to = Math.cbrt(Math.clamp((x + MARGIN + 0.5) / amplitude, 0, 1));
    double z = 0;
    double dz = 0;
    for (int k = 0; k < RULE.getNumberOfPoints(); k++) {
      double s = (from + to) / 2 + (to - from) / 2 * RULE.getPoint(k);
      double weight = RULE.getWeight(k) * (to - from) / 2 * -9 * Math.log(s) * s * s;
      double d = x - amplitude * s * s * s;
      double f = weight * Math.exp(-d * d / 2) / Math.sqrt(2 * Math.PI);
      z += f;
      dz -= d * f;
    }
    lnDensity[i] = Math.log(z);
    slope[i] = dz / z;
    below[i] = i == 0 ? 0 : below[i - 1] + STEP * (z + Math.exp(lnDensity[i - 1])) / 2;
    return z * slope[i] * slope[i];
  }

  double information() {
    return information;
  }

  /** {@code out[0] = ln z(x)}, {@code out[1] = d ln z / dx}; normal tails beyond the table. */
  void at(double x, double[] out) {
    double place = (x + MARGIN) / STEP;
    int last = lnDensity.length - 1;
    if (place < 0 || place >= last) {
      int end = place < 0 ? 0 : last;
      double beyond = (place - end) * STEP;
      out[0] = lnDensity[end] + slope[end] * beyond - beyond * beyond / 2;
      out[1] = slope[end] - beyond;
      return;
    }
    int i = (int) place;
    double f = place - i;
    double rise = lnDensity[i + 1] - lnDensity[i];
    double a = slope[i] * STEP - rise;
    double b = rise - slope[i + 1] * STEP;
    out[0] = lnDensity[i] + f * rise + f * (1 - f) * ((1 - f) * a + f * b);
    out[1] = slope[i] + f * (slope[i + 1] - slope[i]);
  }

  /** Probability of a read below x. */
  double below(double x) {
    double place = (x + MARGIN) / STEP;
    if (place <= 0) {
      return 0;
    }
    int i = (int) Math.min(place, below.length - 2);
    double f = Math.min(1, place - i);
    return Math.clamp(below[i] + f * (below[i + 1] - below[i]), 0, 1);
  }
}
