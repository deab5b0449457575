package org.hafnia.simulator.dataset.preparation;

import org.hafnia.simulator.dataset.DatasetProblem;
import uk.me.berndporr.iirj.Butterworth;

/**
 * A Butterworth band pass, run over a signal forwards and then backwards, so that nothing is
 * delayed. With w = tan(pi f / rate) and w1, w2 at the corners, what is left of an amplitude is
 *
 * <pre>  gain(f) = 1 / (1 + ((w^2 - w1 w2) / (w (w2 - w1)))^(2 order))</pre>
 *
 * <p>1 at the geometric centre, 1/2 at both corners: the square of the gain of one pass. The filter
 * begins each pass at rest, on the signal less its mean.
 *
 * @param lowHertz lower corner, above 0
 * @param highHertz upper corner, above the lower one and below half of the sampling rate
 * @param order of the low pass that the filter is made of, 1 to 8
 */
public record BandPass(double lowHertz, double highHertz, int order) {

  private static final int HIGHEST_ORDER = 8;

  public BandPass {
    if (!(lowHertz > 0 && highHertz > lowHertz && highHertz < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a band from %s to %s Hz; corners are above 0 and rise".formatted(lowHertz, highHertz));
    }
    if (order < 1 || order > HIGHEST_ORDER) {
      throw new IllegalArgumentException(
          "order is %d; it must be 1 to %d".formatted(order, HIGHEST_ORDER));
    }
  }

  /** Filters a signal in its place. */
  void apply(double[] signal, double rateHertz) {
    double mean = 0;
    for (double value : signal) {
      mean += value / signal.length;
    }
    for (int t = 0; t < signal.length; t++) {
      signal[t] -= mean;
    }
    var forwards = filter(rateHertz);
    for (int t = 0; t < signal.length; t++) {
      signal[t] = forwards.filter(signal[t]);
    }
    var backwards = filter(rateHertz);
    for (int t = signal.length - 1; t >= 0; t--) {
      signal[t] = backwards.filter(signal[t]);
    }
  }

  private Butterworth filter(double rateHertz) {
    var filter = new Butterworth();
    filter.bandPass(order, rateHertz, (lowHertz + highHertz) / 2, highHertz - lowHertz);
    return filter;
  }

  void check(String recording, double rateHertz) {
    if (highHertz >= rateHertz / 2) {
      throw new DatasetProblem(
          recording,
          "its sampling rate",
          rateHertz + " Hz",
          "more than 2 x %s Hz, the upper corner of bandPass".formatted(highHertz));
    }
  }
}
