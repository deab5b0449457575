package org.hafnia.simulator.fitting.weakreset.trace;

import java.util.Arrays;

/**
 * First guesses from a trace, good enough to start from: a low quantile of blocks of reads hardly
 * moves with the telegraph state, whose noise is one-sided and most often small.
 */
public final class Start {

  private static final int BLOCKS = 40;
  private static final int PASSES = 3;

  /** Where the quantile of low and high reads, of usual amplitudes, is about the same. */
  private static final double QUANTILE = 0.1;

  private static final double RAISED = 0.7;

  private Start() {}

  /** Broken line through the blocks by least squares; again with what it leaves, as blocks rise. */
  public static MeanLaw law(Trace trace, ReadNoise noise) {
    MeanLaw law = new MeanLaw(0, 0, Double.POSITIVE_INFINITY, 0);
    for (int pass = 0; pass < PASSES; pass++) {
      law = through(trace, noise, law);
    }
    return law;
  }

  private static MeanLaw through(Trace trace, ReadNoise noise, MeanLaw before) {
    int size = Math.max(1, Math.ceilDiv(trace.reads(), BLOCKS));
    int blocks = trace.reads() / size;
    double[] t = new double[blocks];
    double[] y = new double[blocks];
    for (int b = 0; b < blocks; b++) {
      double[] reads = new double[size];
      for (int i = 0; i < size; i++) {
        int at = b * size + i;
        int pulse = trace.pulses()[at];
        reads[i] = trace.lnOhm()[at] - noise.ramp(pulse) - before.at(pulse);
        t[b] += (double) pulse / size;
      }
      Arrays.sort(reads);
      y[b] = reads[(int) (QUANTILE * size)] + before.at(t[b]);
      y[b] += RAISED * Math.sqrt(noise.firstVariance(false));
    }
    return best(t, y);
  }

  private static MeanLaw best(double[] t, double[] y) {
    MeanLaw best = new MeanLaw(y[0], 0, Double.POSITIVE_INFINITY, 0);
    double least = Double.POSITIVE_INFINITY;
    for (int k = 2; k <= t.length; k++) {
      if (k > t.length - 3 && k < t.length) {
        continue;
      }
      MeanLaw law = brokenLine(t, y, k < t.length ? t[k] : Double.POSITIVE_INFINITY);
      double sum = 0;
      for (int b = 0; b < t.length; b++) {
        sum += Math.abs(y[b] - law.at(t[b]));
      }
      if (sum < least) {
        least = sum;
        best = law;
      }
    }
    return best;
  }

  private static MeanLaw brokenLine(double[] t, double[] y, double knee) {
    // Slopes of either side through the common point, by least squares about it.
    double[] m = new double[5];
    double meanY = Arrays.stream(y).average().orElse(0);
    double meanA = Arrays.stream(t).map(x -> Math.min(x, knee)).average().orElse(0);
    double meanB = Arrays.stream(t).map(x -> Math.max(0, x - knee)).average().orElse(0);
    for (int i = 0; i < t.length; i++) {
      double a = Math.min(t[i], knee) - meanA;
      double b = Math.max(0, t[i] - knee) - meanB;
      m[0] += a * a;
      m[1] += a * b;
      m[2] += b * b;
      m[3] += a * (y[i] - meanY);
      m[4] += b * (y[i] - meanY);
    }
    double determinant = m[0] * m[2] - m[1] * m[1];
    double early;
    double late;
    if (determinant > 1e-9 * m[0] * m[2] && m[2] > 0) {
      early = (m[2] * m[3] - m[1] * m[4]) / determinant;
      late = (m[0] * m[4] - m[1] * m[3]) / determinant;
    } else {
      early = m[0] > 0 ? m[3] / m[0] : 0;
      late = early;
    }
    return new MeanLaw(meanY - early * meanA - late * meanB, early, knee, late);
  }

  /** Typical |ln R step| between reads, as a standard deviation; robust against outliers. */
  public static double stepDeviation(Trace trace) {
    double[] steps = new double[trace.reads() - 1];
    for (int t = 0; t < steps.length; t++) {
      steps[t] = trace.lnOhm()[t + 1] - trace.lnOhm()[t];
    }
    Arrays.sort(steps);
    double centre = steps[steps.length / 2];
    double[] distances = Arrays.stream(steps).map(step -> Math.abs(step - centre)).toArray();
    Arrays.sort(distances);
    return 1.4826 * distances[distances.length / 2];
  }
}
