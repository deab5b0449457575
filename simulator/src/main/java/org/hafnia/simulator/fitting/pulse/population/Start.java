package org.hafnia.simulator.fitting.pulse.population;

import java.util.Arrays;
import java.util.List;
import org.hafnia.simulator.fitting.pulse.likelihood.Device;
import org.hafnia.simulator.fitting.pulse.likelihood.Setting;
import org.hafnia.simulator.fitting.pulse.likelihood.Trace;
import org.hafnia.simulator.fitting.pulse.likelihood.Variant;

/**
 * Where a search starts: noise from the autocovariance of the increments (write noise makes
 * neighbouring increments go opposite ways, cycle-to-cycle noise does not), the step law from mean
 * increments against earlier reads.
 */
public final class Start {

  private static final int BINS = 12;
  private static final int BACK = 6;

  public final double low;
  public final double high;

  /** The median read. */
  private final double middle;

  /** Variance of an increment, and covariance of neighbouring ones. */
  private double variance;

  private double covariance;
  private long neighbours;

  /** Mean increment in each bin, and how many there were: up, then down. */
  private final double[][] drift = new double[2][BINS];

  private final double[][] count = new double[2][BINS];
  private final boolean whole;

  public Start(List<Device> devices, boolean whole) {
    this.whole = whole;
    double[] all =
        devices.stream().flatMapToDouble(d -> Arrays.stream(d.trace.reads())).sorted().toArray();
    low = all[(int) (0.005 * (all.length - 1))];
    high = all[(int) Math.ceil(0.995 * (all.length - 1))];
    middle = all[all.length / 2];
    for (var device : devices) {
      bin(device.trace);
    }
    for (int d = 0; d < 2; d++) {
      for (int b = 0; b < BINS; b++) {
        drift[d][b] /= Math.max(1, count[d][b]);
      }
    }
    long n = 0;
    for (var device : devices) {
      n += scatter(device.trace);
    }
    variance /= Math.max(1, n);
    covariance /= Math.max(1, neighbours);
  }

  public double range() {
    return high - low;
  }

  /** What is fitted first: step sizes that spread normally. */
  public Setting setting(Variant variant, boolean additive) {
    return new Setting(variant, additive, false, exact(), 1e-7 * range(), middle);
  }

  /** Whether reads show no noise of their own beyond what chance would make of it. */
  public boolean exact() {
    return -covariance < 4 * variance / Math.sqrt((double) Math.max(1, neighbours));
  }

  public double readDeviation() {
    return Math.sqrt(Math.max(-covariance, 1e-4 * variance));
  }

  public double stepDeviation() {
    return Math.sqrt(Math.max(variance + 2 * Math.min(0, covariance), 1e-3 * variance));
  }

  private void bin(Trace trace) {
    for (int t = 1; t < trace.length(); t++) {
      double before = before(trace, t);
      if (trace.pulses()[t] == 0 || Double.isNaN(before) || saturated(trace, t)) {
        continue;
      }
      int d = trace.directions()[t] > 0 ? 0 : 1;
      int b = of(before);
      drift[d][b] += trace.reads()[t] - trace.reads()[t - 1];
      count[d][b] += trace.pulses()[t];
    }
  }

  private long scatter(Trace trace) {
    long n = 0;
    double last = Double.NaN;
    for (int t = 1; t < trace.length(); t++) {
      double before = before(trace, t);
      if (trace.pulses()[t] == 0 || Double.isNaN(before) || saturated(trace, t)) {
        last = Double.NaN;
        continue;
      }
      int d = trace.directions()[t] > 0 ? 0 : 1;
      double off =
          trace.reads()[t] - trace.reads()[t - 1] - trace.pulses()[t] * drift[d][of(before)];
      variance += off * off / trace.pulses()[t];
      if (!Double.isNaN(last)) {
        covariance += off * last;
        neighbours++;
      }
      last = off;
      n++;
    }
    return n;
  }

  /** The state before, from reads that share no noise with the increment at t. */
  private static double before(Trace trace, int t) {
    int to = t - 2;
    int from = Math.max(0, t - BACK);
    if (to < 0) {
      return trace.length() < 3 * BACK ? trace.reads()[0] : Double.NaN;
    }
    double sum = 0;
    for (int i = from; i <= to; i++) {
      sum += trace.reads()[i];
    }
    return sum / (to - from + 1);
  }

  /** Whether a run of pulses in one direction has made most of its way: it may sit at a bound. */
  private boolean saturated(Trace trace, int t) {
    if (whole) {
      return false;
    }
    int from = t;
    while (from > 1 && trace.directions()[from - 1] == trace.directions()[t]) {
      from--;
    }
    int to = t;
    while (to < trace.length() - 1 && trace.directions()[to + 1] == trace.directions()[t]) {
      to++;
    }
    return t > 3 && beyond(trace, t, from - 1, to);
  }

  private static boolean beyond(Trace trace, int t, int from, int to) {
    double first = trace.reads()[from];
    double way = trace.reads()[to] - first;
    return Math.abs(way) > 0 && (before(trace, t) - first) / way > 0.9;
  }

  private int of(double w) {
    return Math.max(0, Math.min(BINS - 1, (int) (BINS * (w - low) / range())));
  }

  private double centre(int bin) {
    return low + (bin + 0.5) / BINS * range();
  }

  /** Least squares of the drift by p(w): intercept and slope; direction 0 up, 1 down. */
  public double[] line(int d, java.util.function.DoubleUnaryOperator p) {
    double n = 0;
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double sxy = 0;
    for (int b = 0; b < BINS; b++) {
      double x = p.applyAsDouble(centre(b));
      double w = count[d][b];
      double y = drift[d][b] * (d == 0 ? 1 : -1);
      n += w;
      sx += w * x;
      sy += w * y;
      sxx += w * x * x;
      sxy += w * x * y;
    }
    double spread = n * sxx - sx * sx;
    double slope = spread > 1e-12 * n * sxx ? (n * sxy - sx * sy) / spread : 0;
    return new double[] {n > 0 ? (sy - slope * sx) / n : 0, slope, n};
  }

  /** How far the drift is from intercept + slope p(w), in squares. */
  public double misfit(int d, double[] line, java.util.function.DoubleUnaryOperator p) {
    double sum = 0;
    for (int b = 0; b < BINS; b++) {
      double y = drift[d][b] * (d == 0 ? 1 : -1);
      double off = y - line[0] - line[1] * p.applyAsDouble(centre(b));
      sum += count[d][b] * off * off;
    }
    return sum;
  }
}
