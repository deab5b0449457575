package org.hafnia.simulator.fitting.weakreset.population;

/**
 * Mean and spread over devices of ln(R / ohm) before the first pulse: a normal law by maximum
 * likelihood, each device known up to its own standard error. The error of the spread takes the
 * kurtosis of the data, as sums of truncated laws have thinner tails than the normal.
 *
 * @param mean of ln(R / ohm)
 * @param meanError standard error
 * @param deviation between devices
 * @param lnDeviationError standard error of its logarithm; infinite for less than three devices
 */
public record Level(double mean, double meanError, double deviation, double lnDeviationError) {

  private static final int ITERATIONS = 100;

  /** Fits values with their standard errors. */
  public static Level of(double[] values, double[] errors) {
    int n = values.length;
    double variance = 0;
    double mean = 0;
    for (int i = 0; i < ITERATIONS; i++) {
      double weight = 0;
      double sum = 0;
      for (int d = 0; d < n; d++) {
        double w = 1 / (variance + errors[d] * errors[d] + 1e-18);
        weight += w;
        sum += w * values[d];
      }
      mean = sum / weight;
      double numerator = 0;
      double denominator = 0;
      for (int d = 0; d < n; d++) {
        double own = errors[d] * errors[d];
        double w = 1 / (variance + own + 1e-18);
        double square = (values[d] - mean) * (values[d] - mean) * n / Math.max(1, n - 1.0);
        numerator += w * w * (square - own);
        denominator += w * w;
      }
      variance = Math.max(0, numerator / denominator);
    }
    variance = variance > 0 ? variance : 0;
    double deviation = Math.sqrt(variance);
    double fourth = 0;
    double second = 0;
    for (double value : values) {
      double square = (value - mean) * (value - mean);
      second += square / n;
      fourth += square * square / n;
    }
    double kurtosis = Math.clamp(fourth / (second * second + 1e-300), 1.5, 20);
    double lnError =
        n < 3 || variance == 0
            ? Double.POSITIVE_INFINITY
            : Math.sqrt((kurtosis - 1) / (4 * (n - 1.0)));
    return new Level(mean, deviation / Math.sqrt(n), deviation, lnError);
  }
}
