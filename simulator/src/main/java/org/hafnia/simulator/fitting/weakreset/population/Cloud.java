package org.hafnia.simulator.fitting.weakreset.population;

import java.util.Arrays;
import org.hafnia.simulator.fitting.weakreset.trace.KneeFit;
import org.hafnia.simulator.fitting.weakreset.trace.MeanLaw;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * The likelihood of one trace as weighted points (m1, t*, m2), a quadrature: a sum over the points
 * of weight times law is the integral of likelihood times law, ln t* being the variable of the
 * knee. The base is integrated out; points keep its conditional mean.
 */
public final class Cloud {

  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(7);
  private static final double REACH = 4;
  private static final double NEGLIGIBLE = 11;

  private int size;
  double[] slope = new double[512];
  double[] lnKnee = new double[512];
  double[] late = new double[512];
  double[] base = new double[512];
  double[] lnWeight = new double[512];
  double baseVariance;

  private final Box box;

  /**
   * Spans the points.
   *
   * @param fits by rising knee, the straight one (infinite knee) last
   * @param lastPulse of the trace, at which the knees end
   */
  public Cloud(KneeFit[] fits, double lastPulse, Box box) {
    this.box = box;
    double most = Double.NEGATIVE_INFINITY;
    for (KneeFit fit : fits) {
      most = Math.max(most, -fit.rss() / 2);
    }
    for (int k = 0; k < fits.length; k++) {
      KneeFit fit = fits[k];
      if (-fit.rss() / 2 < most - NEGLIGIBLE) {
        continue;
      }
      double ln = -fit.rss() / 2 - most + fit.lnDeterminant() / 2;
      if (Double.isInfinite(fit.knee())) {
        straight(fit, ln + Math.log(2 * Math.PI));
      } else if (fit.bends()) {
        double from = k == 0 ? fit.knee() : fits[k - 1].knee();
        double to = Math.min(fits[k + 1].knee(), lastPulse);
        double cell = Math.log(to / from) / 2;
        bent(fit, ln + 1.5 * Math.log(2 * Math.PI) + Math.log(cell));
      }
    }
    trim();
    if (size == 0) {
      onlyBest(fits);
    }
  }

  /** Where numbers are too exact for a quadrature, as without noise: the best fit alone. */
  private void onlyBest(KneeFit[] fits) {
    resize(1);
    KneeFit best = fits[fits.length - 1];
    for (KneeFit fit : fits) {
      best = fit.rss() < best.rss() ? fit : best;
    }
    double m1 = Math.clamp(best.estimate()[1], box.slopeLow(), box.slopeHigh());
    double m2 = best.bends() ? Math.clamp(best.estimate()[2], box.lateLow(), box.lateHigh()) : 0;
    double variance = best.covariance()[0][0];
    baseVariance = variance > 0 ? variance : 0;
    add(m1, Math.log(best.knee()), m2, best.estimate()[0], 0);
  }

  private void straight(KneeFit fit, double ln) {
    double sd = fit.error(1);
    double[] window = window(fit.estimate()[1], sd, box.slopeLow(), box.slopeHigh());
    baseVariance = fit.covariance()[0][0] - square(fit.covariance()[0][1]) / (sd * sd);
    for (int i = 0; i < RULE.getNumberOfPoints(); i++) {
      double m1 = place(window, i);
      double z = (m1 - fit.estimate()[1]) / sd;
      double b = fit.estimate()[0] + fit.covariance()[0][1] / sd * z;
      double weight = ln + Math.log(weight(window, i) / sd) - z * z / 2 - 0.5 * LN_2_PI;
      add(m1, Double.POSITIVE_INFINITY, 0, b, weight);
    }
  }

  private static final double LN_2_PI = Math.log(2 * Math.PI);

  private void bent(KneeFit fit, double ln) {
    double[][] v = fit.covariance();
    double[] e = fit.estimate();
    double sd2 = fit.error(2);
    double ratio = v[1][2] / v[2][2];
    double sd1 = Math.sqrt(Math.max(1e-300, v[1][1] - ratio * v[1][2]));
    double determinant = v[1][1] * v[2][2] - v[1][2] * v[1][2];
    double b1 = (v[0][1] * v[2][2] - v[0][2] * v[1][2]) / determinant;
    double b2 = (v[0][2] * v[1][1] - v[0][1] * v[1][2]) / determinant;
    baseVariance = v[0][0] - b1 * v[0][1] - b2 * v[0][2];
    double[] window2 = window(e[2], sd2, box.lateLow(), box.lateHigh());
    for (int i = 0; i < RULE.getNumberOfPoints(); i++) {
      double m2 = place(window2, i);
      double z2 = (m2 - e[2]) / sd2;
      double ln2 = ln + Math.log(weight(window2, i) / sd2) - z2 * z2 / 2 - 0.5 * LN_2_PI;
      double centre = e[1] + ratio * (m2 - e[2]);
      double[] window1 = window(centre, sd1, box.slopeLow(), box.slopeHigh());
      for (int j = 0; j < RULE.getNumberOfPoints(); j++) {
        double m1 = place(window1, j);
        double z1 = (m1 - centre) / sd1;
        double weight = ln2 + Math.log(weight(window1, j) / sd1) - z1 * z1 / 2 - 0.5 * LN_2_PI;
        double b = e[0] + b1 * (m1 - e[1]) + b2 * (m2 - e[2]);
        add(m1, Math.log(fit.knee()), m2, b, weight);
      }
    }
  }

  /** Where a normal law has its mass within bounds, or its tail if that is all there is. */
  private static double[] window(double mean, double sd, double low, double high) {
    double from = Math.max(low, mean - REACH * sd);
    double to = Math.min(high, mean + REACH * sd);
    double tail = 10 * sd * sd;
    if (mean - low < -REACH * sd / 2) {
      from = low;
      to = Math.min(high, low + Math.min(REACH * sd, tail / (low - mean)));
    } else if (mean - high > REACH * sd / 2) {
      to = high;
      from = Math.max(low, high - Math.min(REACH * sd, tail / (mean - high)));
    }
    return new double[] {from, to};
  }

  private static double place(double[] window, int i) {
    return (window[0] + window[1]) / 2 + (window[1] - window[0]) / 2 * RULE.getPoint(i);
  }

  private static double weight(double[] window, int i) {
    return (window[1] - window[0]) / 2 * RULE.getWeight(i);
  }

  private static double square(double x) {
    return x * x;
  }

  private void add(double m1, double lnT, double m2, double b, double ln) {
    if (size == slope.length) {
      resize(2 * size);
    }
    slope[size] = m1;
    lnKnee[size] = lnT;
    late[size] = m2;
    base[size] = b;
    lnWeight[size++] = ln;
  }

  private void resize(int length) {
    slope = Arrays.copyOf(slope, length);
    lnKnee = Arrays.copyOf(lnKnee, length);
    late = Arrays.copyOf(late, length);
    base = Arrays.copyOf(base, length);
    lnWeight = Arrays.copyOf(lnWeight, length);
  }

  /** Points without weight under any law are only work. */
  private void trim() {
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      most = Math.max(most, lnWeight[i]);
    }
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (lnWeight[i] > most - 2 * NEGLIGIBLE) {
        slope[kept] = slope[i];
        lnKnee[kept] = lnKnee[i];
        late[kept] = late[i];
        base[kept] = base[i];
        lnWeight[kept++] = lnWeight[i];
      }
    }
    size = kept;
    resize(size);
  }

  public int size() {
    return size;
  }

  /** The mean law at a point; the slope after a knee beyond the trace is that before it. */
  public MeanLaw law(int i) {
    boolean bends = lnKnee[i] < Double.POSITIVE_INFINITY;
    return new MeanLaw(base[i], slope[i], Math.exp(lnKnee[i]), bends ? late[i] : slope[i]);
  }
}
