package org.hafnia.simulator.fitting.pulse.likelihood;

/**
 * Exponential steps by what noisy reads tell of them: relative to the step at a weight in the
 * middle of the reads, and by how steeply they change there.
 *
 * <pre>
 *   y_d(w) = max(0, 1 - g (1 - exp(-rho x)) / rho),   x = d (w - middle)
 *          = (1 - q) (1 + C exp(-d rho w)),   q = g / rho,   C = q exp(d rho middle) / (1 - q)
 * </pre>
 *
 * <p>For rho = 0 this is a straight line. Amplitude C and rate rho alone hang together so closely
 * that neither can be searched for; g hardly depends on rho.
 *
 * @param middle weight
 * @param steepness g: share of the step that is lost per weight, per weight
 * @param rate rho, per weight
 */
public record MidSteps(double middle, double steepness, double rate) {

  /** Largest g / rho with a step far off the middle that is not 0, and least rho / g. */
  private static final double MOST_LOST = 0.98;

  private static final double STRAIGHT = 1e-3;

  /** The steps of a direction by the numbers that devices share. */
  static MidSteps of(Setting setting, int direction, double[] shared) {
    int at = Setting.SHAPE - Setting.DEVICE + (direction > 0 ? 0 : 1);
    return new MidSteps(setting.middle(), shared[at], shared[at + 2]);
  }

  /** y_d(w). */
  public double factor(int direction, double weight) {
    double x = direction * (weight - middle);
    double bent = Math.max(-60, Math.min(60, rate * x));
    double length = Math.abs(bent) < 1e-9 ? x : -Math.expm1(-bent) / rate;
    return Math.max(0, 1 - steepness * length);
  }

  /** Its derivative by ln(y), as it is at the middle: the exponent of the model's law. */
  public double lawRate() {
    if (steepness == 0) {
      return rate;
    }
    double relative = rate / steepness;
    if (relative > 1 / MOST_LOST || relative < -STRAIGHT) {
      return rate;
    }
    return steepness * (relative > 0.5 ? 1 / MOST_LOST : -STRAIGHT);
  }

  private double lost() {
    return steepness == 0 ? 0 : steepness / lawRate();
  }

  /** What the model's law calls 1, relative to the step in the middle. */
  public double lawSize() {
    return 1 - lost();
  }

  /** The amplitude of the model's law, which is 1 + amplitude exp(-d rate w). */
  public double lawAmplitude(int direction) {
    return lost() / lawSize() * Math.exp(direction * lawRate() * middle);
  }
}
