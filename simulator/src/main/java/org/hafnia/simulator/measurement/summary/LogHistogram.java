package org.hafnia.simulator.measurement.summary;

/**
 * Counts positive values in bins that are 0.1 % wide, from 1e-6 to 1e18: quantiles of any number of
 * values in 450 kB, each within 0.05 % of the exact one and never outside of them.
 */
public final class LogHistogram {

  private static final double WIDTH = 1e-3;
  private static final double LOW = Math.log(1e-6);
  private static final int BINS = (int) Math.ceil((Math.log(1e18) - LOW) / WIDTH);

  /** Of the standard deviation of a normal law to its median absolute deviation. */
  private static final double DEVIATION_PER_MAD = 1.4826;

  /** Deviations from the median beyond which a value is an outlier. */
  public static final double OUTLIER_DEVIATIONS = 5;

  private final long[] bins = new long[BINS];
  private long count;
  private double mean;
  private double squares;
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;

  public void add(double value) {
    double ln = Math.log(value);
    bins[bin(ln)]++;
    count++;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
    double step = ln - mean;
    mean += step / count;
    squares += step * (ln - mean);
  }

  public long count() {
    return count;
  }

  /** Mean of ln(value). */
  public double meanLn() {
    return mean;
  }

  /** Standard deviation of ln(value); 0 for one value. */
  public double deviationLn() {
    return count < 2 ? 0 : Math.sqrt(squares / (count - 1));
  }

  /** The value below which a share of all lies; the histogram is not empty. */
  public double quantile(double share) {
    return Math.clamp(Math.exp(quantileLn(share)), least, greatest);
  }

  private double quantileLn(double share) {
    double rank = share * count;
    long below = 0;
    for (int bin = 0; bin < BINS; bin++) {
      below += bins[bin];
      if (below > 0 && below >= rank) {
        return centre(bin);
      }
    }
    return centre(BINS - 1);
  }

  /** Share of the values not above this one. */
  public double shareUpTo(double value) {
    long below = 0;
    int last = bin(Math.log(value));
    for (int bin = 0; bin <= last; bin++) {
      below += bins[bin];
    }
    return (double) below / count;
  }

  /**
   * Values whose logarithm is further than {@link #OUTLIER_DEVIATIONS} robust standard deviations
   * (1.4826 times the median absolute deviation) from the median; none where half of the values lie
   * within one bin.
   */
  public long outliers() {
    double median = quantileLn(0.5);
    double deviation = DEVIATION_PER_MAD * medianAbsoluteDeviation(median);
    if (!(deviation > WIDTH)) {
      return 0;
    }
    long outliers = 0;
    for (int bin = 0; bin < BINS; bin++) {
      boolean far = Math.abs(centre(bin) - median) > OUTLIER_DEVIATIONS * deviation;
      outliers += far ? bins[bin] : 0;
    }
    return outliers;
  }

  private double medianAbsoluteDeviation(double median) {
    int middle = bin(median);
    long within = bins[middle];
    int reach = 0;
    while (2 * within < count) {
      reach++;
      within += at(middle - reach) + at(middle + reach);
    }
    return reach * WIDTH;
  }

  private long at(int bin) {
    return bin >= 0 && bin < BINS ? bins[bin] : 0;
  }

  private static int bin(double ln) {
    return Math.clamp((long) Math.floor((ln - LOW) / WIDTH), 0, BINS - 1);
  }

  private static double centre(int bin) {
    return LOW + (bin + 0.5) * WIDTH;
  }
}
