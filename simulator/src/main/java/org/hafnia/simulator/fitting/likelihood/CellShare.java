package org.hafnia.simulator.fitting.likelihood;

import java.util.List;

/**
 * Share rho of the variance that belongs to the cell: the mean product of two residuals of one
 * device, over all pairs and relative to the mean square; its error by leaving out one device after
 * the other (jackknife).
 *
 * @param share rho, at least 0
 * @param error its standard error
 */
public record CellShare(double share, double error) {

  /** Fewer devices say nothing about it. */
  public static final int FEWEST_DEVICES = 8;

  /** Least share that is told from 0 on the logit scale. */
  public static final double LEAST = 1e-4;

  /** From the standardised residuals of each device. */
  public static CellShare of(List<double[]> residuals) {
    int n = residuals.size();
    double[] products = new double[n];
    double[] pairs = new double[n];
    double[] squares = new double[n];
    double[] points = new double[n];
    for (int c = 0; c < n; c++) {
      double sum = 0;
      for (double e : residuals.get(c)) {
        sum += e;
        squares[c] += e * e;
      }
      points[c] = residuals.get(c).length;
      products[c] = sum * sum - squares[c];
      pairs[c] = points[c] * (points[c] - 1);
    }
    double p = sum(products);
    double q = sum(pairs);
    double s = sum(squares);
    double m = sum(points);
    double all = p / q * m / s;
    double spread = 0;
    for (int c = 0; c < n; c++) {
      double without = (p - products[c]) / (q - pairs[c]) * (m - points[c]) / (s - squares[c]);
      spread += (without - all) * (without - all);
    }
    double error = Math.sqrt(spread * (n - 1) / n);
    return new CellShare(Math.clamp(all, 0, 0.999), error);
  }

  /** Best guess of a device's own part from its residuals, in standard deviations. */
  public double cell(double[] residuals) {
    return Math.sqrt(share) * sum(residuals) / (1 + (residuals.length - 1) * share);
  }

  /** Standard deviation of {@link #cell} around the truth. */
  public double cellError(int points) {
    return Math.sqrt((1 - share) / (1 + (points - 1) * share));
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
