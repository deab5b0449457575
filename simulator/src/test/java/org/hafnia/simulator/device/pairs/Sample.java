package org.hafnia.simulator.device.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;

/**
 * A sample compared with a golden Monte Carlo of 400,000 devices, at a significance of 1e-4 (two
 * sided, 3.89 standard errors of both) and allowing for the rounding of the golden number.
 */
final class Sample {

  static final double Z = 3.89;
  private static final double GOLDEN_SIZE = 400_000;

  private final double[] values;

  Sample(double[] values) {
    this.values = values;
  }

  void hasMean(double golden, double rounding) {
    assertThat(mean()).isCloseTo(golden, within(rounding + Z * deviation() * rootInverseSizes()));
  }

  void hasDeviation(double golden, double rounding) {
    double mean = mean();
    double variance = deviation() * deviation();
    double fourth = stream().map(x -> Math.pow(x - mean, 4)).average().orElseThrow();
    double relative = Math.sqrt(fourth / (variance * variance) - 1) / 2;
    double tolerance = rounding + Z * relative * deviation() * rootInverseSizes();
    assertThat(deviation()).isCloseTo(golden, within(tolerance));
  }

  void hasQuantile(double p, double golden, double rounding) {
    double tolerance = Z * Math.sqrt(p * (1 - p)) * rootInverseSizes();
    assertThat(below(golden - rounding)).isLessThan(p + tolerance);
    assertThat(below(golden + rounding)).isGreaterThan(p - tolerance);
  }

  /** The values are 0 or 1. */
  void hasFraction(double golden, double rounding) {
    double tolerance = Z * Math.sqrt(golden * (1 - golden)) * rootInverseSizes();
    assertThat(mean()).isCloseTo(golden, within(rounding + tolerance));
  }

  double mean() {
    return stream().average().orElseThrow();
  }

  double deviation() {
    double mean = mean();
    return Math.sqrt(stream().map(x -> (x - mean) * (x - mean)).average().orElseThrow());
  }

  private double below(double limit) {
    return stream().filter(x -> x < limit).count() / (double) values.length;
  }

  private double rootInverseSizes() {
    return Math.sqrt(1.0 / values.length + 1 / GOLDEN_SIZE);
  }

  DoubleStream stream() {
    return DoubleStream.of(values);
  }
}
