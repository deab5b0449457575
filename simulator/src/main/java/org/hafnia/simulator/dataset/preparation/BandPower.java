package org.hafnia.simulator.dataset.preparation;

/**
 * The natural logarithm of the power of a signal, the mean of its squares over a window that moves
 * along: what is shown as event-related desynchronisation (G. Pfurtscheller and F. H. Lopes da
 * Silva, Clin. Neurophysiol. 110(11), 1842-1857, 1999).
 *
 * @param windowSecond length of the window, centred; cut short at both ends of the recording
 */
record BandPower(double windowSecond) {

  /** Keeps the logarithm of silence finite; of signals in microvolt, far below any noise. */
  private static final double LEAST = 1e-9;

  void apply(double[] signal, double rateHertz) {
    int half = (int) Math.round(windowSecond * rateHertz / 2);
    double[] before = new double[signal.length + 1];
    for (int t = 0; t < signal.length; t++) {
      before[t + 1] = before[t] + signal[t] * signal[t];
    }
    for (int t = 0; t < signal.length; t++) {
      int from = Math.max(0, t - half);
      int to = Math.min(signal.length, t + half + 1);
      double power = (before[to] - before[from]) / (to - from);
      signal[t] = Math.log(Math.max(power, 0) + LEAST);
    }
  }
}
