package org.hafnia.simulator.device.conditions;

import org.hafnia.simulator.device.states.LognormalLaw;
import org.hafnia.simulator.device.states.StateLaw;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.special.Erf;

/**
 * The law of ln(R/ohm) after drift: the first read's law, each value moved by the mean of {@link
 * RetentionCurve} at its resistance and spread by its scale. Summed over up to 4,000 points that
 * are equidistant in the normal score of the first read; both tails to 1e-12 of probability.
 * Quantiles come from a table in normal scores and are good to 1e-3 of the standard deviation.
 */
public final class AgedLaw implements StateLaw {

  private static final double REACH = 8;
  private static final double WIDEST_STEP = 0.1;
  private static final int MOST_POINTS = 4000;
  private static final double TABLE_REACH = 7.2;
  private static final double TABLE_STEP = 0.03;

  private final double[] weights;
  private final double[] centres;
  private final double[] scales;
  private final double freedom;
  private final TDistribution student;
  private final double[] table;

  private AgedLaw(StateLaw first, RetentionCurve curve, double progress) {
    double growth = curve.growth(progress);
    double step = step(first, curve, growth);
    int points = 2 * (int) Math.ceil(REACH / step) + 1;
    var normal = new LognormalLaw(0, 1);
    weights = new double[points];
    centres = new double[points];
    scales = new double[points];
    for (int i = 0; i < points; i++) {
      double z = (i - points / 2) * step;
      double lnOhm = first.quantile(normal.below(Math.min(z, 8)));
      weights[i] = Math.exp(normal.logDensity(z)) * step;
      centres[i] = lnOhm + curve.mean(lnOhm, progress);
      scales[i] = curve.scale(lnOhm) * growth;
    }
    freedom = curve.freedom();
    student = new TDistribution(Double.isInfinite(freedom) ? 1 : freedom);
    table = tabulate(normal);
  }

  /** The law after L; that of the first read where no time has passed. */
  public static StateLaw of(StateLaw first, RetentionCurve curve, double progress) {
    return progress > 0 ? new AgedLaw(first, curve, progress) : first;
  }

  /** Fine enough that the scale at every point spans the way to the next. */
  private static double step(StateLaw first, RetentionCurve curve, double growth) {
    double narrowest = Double.POSITIVE_INFINITY;
    for (double u : new double[] {1e-3, 0.5, 0.999}) {
      narrowest = Math.min(narrowest, curve.scale(first.quantile(u)) * growth);
    }
    double wanted = 0.5 * narrowest / first.deviation();
    return Math.clamp(wanted, 2 * REACH / MOST_POINTS, WIDEST_STEP);
  }

  @Override
  public double below(double lnOhm) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * tail((centres[i] - lnOhm) / scales[i]);
    }
    return Math.min(1, sum);
  }

  @Override
  public double above(double lnOhm) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * tail((lnOhm - centres[i]) / scales[i]);
    }
    return Math.min(1, sum);
  }

  /** Probability above z of the standardised spread. */
  private double tail(double z) {
    return Double.isInfinite(freedom)
        ? 0.5 * Erf.erfc(z / Math.sqrt(2))
        : student.cumulativeProbability(-z);
  }

  @Override
  public double quantile(double u) {
    if (!(u > 0 && u < 1)) {
      throw new IllegalArgumentException("u = " + u + " is outside the open interval (0, 1)");
    }
    double z = new LognormalLaw(0, 1).quantile(u);
    double place = Math.clamp((z + TABLE_REACH) / TABLE_STEP, 0, table.length - 1.000001);
    int i = (int) place;
    return table[i] + (place - i) * (table[i + 1] - table[i]);
  }

  private double[] tabulate(LognormalLaw normal) {
    int points = 2 * (int) Math.round(TABLE_REACH / TABLE_STEP) + 1;
    double[] quantiles = new double[points];
    double mean = mean();
    double wide = 4 * deviation();
    for (int i = 0; i < points; i++) {
      double u = normal.below((i - points / 2) * TABLE_STEP);
      double v = normal.above((i - points / 2) * TABLE_STEP);
      quantiles[i] = solve(u, v, i == 0 ? mean - wide : quantiles[i - 1], wide);
    }
    return quantiles;
  }

  /** The x with below(x) = u, above(x) = v, by bisection outward from a guess. */
  private double solve(double u, double v, double guess, double wide) {
    double low = guess;
    double high = guess;
    double reach = wide / 64;
    while (tooHigh(low, u, v)) {
      low -= reach;
      reach *= 2;
    }
    reach = wide / 64;
    while (!tooHigh(high, u, v)) {
      high += reach;
      reach *= 2;
    }
    for (int i = 0; i < 40 && high - low > 1e-7; i++) {
      double middle = 0.5 * (low + high);
      if (tooHigh(middle, u, v)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return 0.5 * (low + high);
  }

  private boolean tooHigh(double x, double u, double v) {
    return u < 0.5 ? below(x) > u : above(x) < v;
  }

  @Override
  public double logDensity(double lnOhm) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      double z = (lnOhm - centres[i]) / scales[i];
      double density =
          Double.isInfinite(freedom)
              ? Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI)
              : student.density(z);
      sum += weights[i] * density / scales[i];
    }
    return Math.log(sum);
  }

  @Override
  public double mean() {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * centres[i];
    }
    return sum;
  }

  @Override
  public double deviation() {
    double mean = mean();
    double widening = Double.isInfinite(freedom) ? 1 : freedom / (freedom - 2);
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      double off = centres[i] - mean;
      sum += weights[i] * (off * off + scales[i] * scales[i] * widening);
    }
    return Math.sqrt(sum);
  }
}
