package org.hafnia.simulator.fitting.statistics;

import java.util.Arrays;
import java.util.List;
import org.hafnia.simulator.device.description.Estimate;
import org.hipparchus.distribution.continuous.TDistribution;

/** From bootstrap replicates of a number to its standard error and interval. */
public final class Replicates {

  private Replicates() {}

  /** On which scale the estimate is nearly normal. */
  public enum Scale {
    /** Locations. */
    LINEAR,
    /** Positive numbers: deviations, decays, rates. */
    LOG,
    /** Numbers in (0, 1). */
    LOGIT,
    /** Correlations (Fisher's z). */
    FISHER;

    double to(double x) {
      return switch (this) {
        case LINEAR -> x;
        case LOG -> Math.log(x);
        case LOGIT -> Math.log(x / (1 - x));
        case FISHER -> 0.5 * Math.log((1 + x) / (1 - x));
      };
    }

    double from(double y) {
      return switch (this) {
        case LINEAR -> y;
        case LOG -> Math.exp(y);
        case LOGIT -> 1 / (1 + Math.exp(-y));
        case FISHER -> Math.tanh(y);
      };
    }
  }

  /**
   * Estimate +- q se on the scale given, se from the replicates and q of Student's law with one
   * degree of freedom less than there are devices. se is widened, for drawing from the n devices
   * themselves, replicates vary less than new devices would: of a location by the root of n/(n -
   * 1), of a spread by n/(n - 1), as its centre has been taken from the same devices. Replicates
   * that are not finite on that scale are left out; with fewer than half of them left the number is
   * not identified.
   */
  public static Estimate studentized(
      double estimate, double[] replicates, Scale scale, double confidence, int devices) {
    double centre = scale.to(estimate);
    double[] moved = finite(Arrays.stream(replicates).map(scale::to).toArray());
    if (!Double.isFinite(centre) || moved.length < 2 || 2 * moved.length < replicates.length) {
      return Estimate.notIdentified("too few bootstrap draws in which it exists");
    }
    double widened = widened(scale, devices);
    double se = widened * deviation(moved);
    double q = new TDistribution(devices - 1).inverseCumulativeProbability(0.5 + confidence / 2);
    return new Estimate(
        widened * deviation(Arrays.stream(moved).map(scale::from).toArray()),
        scale.from(centre - q * se),
        scale.from(centre + q * se),
        confidence,
        true,
        "bootstrap over devices, " + replicates.length + " draws");
  }

  /** A number and its standard error, by whatever formula, on the scale of the interval. */
  public record Told(double value, double error) {}

  /**
   * Between quantiles of (replicate - estimate) / error of the replicate, times the estimate's own
   * error by the same formula (bootstrap-t): where estimates that come out low look better known
   * than they are, this reaches further up.
   *
   * @param told the estimate, on the scale given
   * @param replicates likewise
   */
  public static Estimate pivotal(
      Told told, List<Told> replicates, Scale scale, double confidence, int devices) {
    double[] pivots =
        finite(
            replicates.stream()
                .mapToDouble(one -> (one.value() - told.value()) / one.error())
                .toArray());
    if (!Double.isFinite(told.value()) || !(told.error() > 0) || 2 * pivots.length < devices) {
      return Estimate.notIdentified("too few bootstrap draws in which it exists");
    }
    Arrays.sort(pivots);
    double q = new TDistribution(devices - 1).inverseCumulativeProbability(0.5 + confidence / 2);
    double above = Math.max(q, -Quantiles.ofSorted(pivots, 0.5 - confidence / 2));
    double below = Math.max(q, Quantiles.ofSorted(pivots, 0.5 + confidence / 2));
    double error = widened(scale, devices) * told.error();
    double low = scale.from(told.value() - below * error);
    double high = scale.from(told.value() + above * error);
    double[] values = replicates.stream().mapToDouble(one -> scale.from(one.value())).toArray();
    return new Estimate(
        widened(scale, devices) * deviation(finite(values)),
        low,
        high,
        confidence,
        true,
        "bootstrap-t over devices, " + replicates.size() + " draws");
  }

  /**
   * Standard error of ln of the mean of all values, of which each device has some.
   *
   * <pre>
   *   var ln(S / N) = sum over devices (S_d / S - N_d / N)^2
   * </pre>
   *
   * @param devices the values of each
   * @param weights how often each device counts
   */
  public static double lnMeanError(List<double[]> devices, int[] weights) {
    double count = 0;
    double sum = 0;
    for (int d = 0; d < weights.length; d++) {
      count += (double) weights[d] * devices.get(d).length;
      sum += weights[d] * Arrays.stream(devices.get(d)).sum();
    }
    double variance = 0;
    for (int d = 0; d < weights.length; d++) {
      double[] values = devices.get(d);
      double influence = Arrays.stream(values).sum() / sum - values.length / count;
      variance += weights[d] * influence * influence;
    }
    return Math.sqrt(variance);
  }

  /** From the lower of both lower ends to the upper of both upper ones. */
  public static Estimate wider(Estimate one, Estimate other) {
    if (!(one.identified() && other.identified())) {
      return one.identified() ? other : one;
    }
    return new Estimate(
        Math.max(one.standardError(), other.standardError()),
        Math.min(one.low(), other.low()),
        Math.max(one.high(), other.high()),
        one.confidence(),
        true,
        "the wider of: " + one.method() + "; " + other.method());
  }

  private static double widened(Scale scale, int devices) {
    double share = devices / (devices - 1.0);
    return scale == Scale.LOG ? share : Math.sqrt(share);
  }

  /** Between quantiles of the replicates (Efron's percentiles). */
  public static Estimate percentile(double[] replicates, double confidence) {
    double[] sorted = finite(replicates);
    if (sorted.length < 2 || 2 * sorted.length < replicates.length) {
      return Estimate.notIdentified("too few bootstrap draws in which it exists");
    }
    Arrays.sort(sorted);
    return new Estimate(
        deviation(sorted),
        Quantiles.ofSorted(sorted, 0.5 - confidence / 2),
        Quantiles.ofSorted(sorted, 0.5 + confidence / 2),
        confidence,
        true,
        "percentiles of a bootstrap over devices, " + replicates.length + " draws");
  }

  private static double[] finite(double[] values) {
    return Arrays.stream(values).filter(Double::isFinite).toArray();
  }

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double square = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(square / (values.length - 1));
  }
}
