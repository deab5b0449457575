package org.hafnia.simulator.fitting.weakreset.population;

import org.hipparchus.special.Erf;

/**
 * Laws of m1, t* and m2 over the devices, cut to a box: exponential, lognormal, exponential.
 *
 * @param slopeScale of m1, per pulse
 * @param kneeMedian of t*, in pulses
 * @param kneeShape standard deviation of ln t*
 * @param lateScale of m2, per pulse
 * @param box the bounds; also the locations of the exponential laws
 */
public record Laws(
    double slopeScale, double kneeMedian, double kneeShape, double lateScale, Box box) {

  static final int COUNT = 4;

  /** The same numbers with other bounds. */
  public Laws within(Box other) {
    return new Laws(slopeScale, kneeMedian, kneeShape, lateScale, other);
  }

  /** The logarithms of the four numbers. */
  double[] logs() {
    return new double[] {
      Math.log(slopeScale), Math.log(kneeMedian), Math.log(kneeShape), Math.log(lateScale)
    };
  }

  Laws with(double[] logs) {
    return new Laws(
        Math.exp(logs[0]), Math.exp(logs[1]), Math.exp(logs[2]), Math.exp(logs[3]), box);
  }

  /** ln of the law of a scale, without -x / scale. */
  private static double lnExponential(double scale, double width) {
    return -Math.log(scale) - Math.log(-Math.expm1(-width / scale));
  }

  /** d ln p / d ln scale, without x / scale. */
  private static double slopeOfExponential(double scale, double width) {
    return -1 + width / scale / Math.expm1(width / scale);
  }

  private double z(double lnKnee) {
    return (lnKnee - Math.log(kneeMedian)) / kneeShape;
  }

  private double below(double lnKnee) {
    return 0.5 * Erf.erfc(-z(lnKnee) / Math.sqrt(2));
  }

  double lnWithin() {
    double from = below(Math.log(box.kneeLow()));
    return Math.log(Math.max(1e-300, below(Math.log(box.kneeHigh())) - from));
  }

  /** ln of the probability of a knee beyond a pulse. */
  private double lnBeyond(double pulse) {
    double from = Math.max(Math.log(pulse), Math.log(box.kneeLow()));
    return Math.log(Math.max(1e-300, below(Math.log(box.kneeHigh())) - below(from))) - lnWithin();
  }

  /** What the points of a cloud need, worked out once per set of laws. */
  Evaluation evaluation(double lastPulse) {
    return new Evaluation(lastPulse);
  }

  final class Evaluation {

    private static final double STEP = 1e-5;

    private final double ln1 = lnExponential(slopeScale, box.slopeHigh() - box.slopeLow());
    private final double ln2 = lnExponential(lateScale, box.lateHigh() - box.lateLow());
    private final double lnWithin = lnWithin();
    private final double lnBeyond;
    private final double[] inside = new double[2];
    private final double[] beyond = new double[2];

    Evaluation(double lastPulse) {
      lnBeyond = lnBeyond(lastPulse);
      for (int i = 0; i < 2; i++) {
        double[] up = logs();
        double[] down = logs();
        up[1 + i] += STEP;
        down[1 + i] -= STEP;
        Laws more = with(up);
        Laws less = with(down);
        inside[i] = (more.lnWithin() - less.lnWithin()) / (2 * STEP);
        beyond[i] = (more.lnBeyond(lastPulse) - less.lnBeyond(lastPulse)) / (2 * STEP);
      }
    }

    /** ln of the law at a point. */
    double ln(double slope, double lnKnee, double late) {
      double first = ln1 - (slope - box.slopeLow()) / slopeScale;
      if (lnKnee == Double.POSITIVE_INFINITY) {
        return first + lnBeyond;
      }
      double z = z(lnKnee);
      double middle = -z * z / 2 - Math.log(kneeShape * Math.sqrt(2 * Math.PI)) - lnWithin;
      return first + middle + ln2 - (late - box.lateLow()) / lateScale;
    }

    /** Adds the derivatives by the logarithms of the four numbers, times a weight. */
    void addScore(double weight, double slope, double lnKnee, double late, double[] score) {
      score[0] +=
          weight
              * ((slope - box.slopeLow()) / slopeScale
                  + slopeOfExponential(slopeScale, box.slopeHigh() - box.slopeLow()));
      if (lnKnee == Double.POSITIVE_INFINITY) {
        score[1] += weight * beyond[0];
        score[2] += weight * beyond[1];
        return;
      }
      double z = z(lnKnee);
      score[1] += weight * (z / kneeShape - inside[0]);
      score[2] += weight * (z * z - 1 - inside[1]);
      score[3] +=
          weight
              * ((late - box.lateLow()) / lateScale
                  + slopeOfExponential(lateScale, box.lateHigh() - box.lateLow()));
    }
  }
}
