package org.hafnia.simulator.fitting.weakreset.trace;

import java.util.Arrays;

/**
 * First guesses from a trace, good enough to start from: a low quantile of blocks of reads hardly
 * moves with the telegraph state, whose noise is one-sided and most often small.
 */
public final class Start {

  private static final int BLOCKS = 40;

  /** Where the quantile of low and high reads, of usual amplitudes, is about the same. */
  private static final double QUANTILE = 0.1;

  private static final double RAISED = 0.7;

  private Start() {}

  /** Broken line through the blocks by least squares. */
  public static MeanLaw law(Trace trace, ReadNoise noise) {
    int n = trace.reads();
    int size = Math.max(1, Math.ceilDiv(n, BLOCKS));
    int blocks = n / size;
    double[] t = new double[blocks];
    double[] y = new double[blocks];
    for (int b = 0; b < blocks; b++) {
      double[] reads = Arrays.copyOfRange(trace.lnOhm(), b * size, (b + 1) * size);
      Arrays.sort(reads);
      double low = reads[(int) (QUANTILE * size)];
      int first = trace.pulses()[b * size];
      y[b] = low - noise.ramp(first + size / 2) + RAISED * Math.sqrt(noise.firstVariance(false));
      t[b] = (trace.pulses()[b * size] + trace.pulses()[(b + 1) * size - 1]) / 2.0;
    }
    MeanLaw best = new MeanLaw(y[0], 0, Double.POSITIVE_INFINITY, 0);
    double least = Double.POSITIVE_INFINITY;
    for (int k = 2; k < Math.max(3, blocks - 2); k++) {
      double knee = k < blocks ? t[k] : Double.POSITIVE_INFINITY;
      MeanLaw law = brokenLine(t, y, knee);
      double sum = 0;
      for (int b = 0; b < blocks; b++) {
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
