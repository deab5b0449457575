package org.hafnia.simulator.device.pulse;

/**
 * How the size of a step depends on the weight w, dimensionless. A pulse in direction d = +1 (up)
 * or -1 (down) moves a device by d dw_d y_d(w), with y_d(w) given here.
 *
 * <p>Source: IBM/aihwkit, pulsed devices.
 */
public sealed interface StepLaw {

  /** As users write it, "soft-bounds". */
  String word();

  /** y_d(w), the size of a step relative to the device's step size; may be negative if linear. */
  double factor(int direction, double weight, PulseDevice device);

  /** Every step is the same: y = 1. */
  record Constant() implements StepLaw {

    @Override
    public String word() {
      return "constant";
    }

    @Override
    public double factor(int direction, double weight, PulseDevice device) {
      return 1;
    }
  }

  /**
   * Steps change linearly with the weight: y_up = 1 - gammaUp w/referenceUp, y_down = 1 - gammaDown
   * w/referenceDown. The references are the population's bounds, so that the slope does not vary
   * with the bounds of a device: gamma is the share of the step that is lost at the bound.
   *
   * @param gammaUp dimensionless
   * @param gammaDown dimensionless
   * @param referenceUp weight, not 0: the mean upper bound
   * @param referenceDown weight, not 0: the mean lower bound
   */
  record Linear(double gammaUp, double gammaDown, double referenceUp, double referenceDown)
      implements StepLaw {

    @Override
    public String word() {
      return "linear";
    }

    @Override
    public double factor(int direction, double weight, PulseDevice device) {
      return direction > 0
          ? 1 - gammaUp * weight / referenceUp
          : 1 - gammaDown * weight / referenceDown;
    }
  }

  /** Steps vanish at the device's own bounds: y_up = 1 - w/b_max, y_down = 1 - w/b_min. */
  record SoftBounds() implements StepLaw {

    @Override
    public String word() {
      return "soft-bounds";
    }

    @Override
    public double factor(int direction, double weight, PulseDevice device) {
      return 1 - weight / (direction > 0 ? device.upper() : device.lower());
    }
  }

  /**
   * Steps change exponentially with the weight, and never turn back:
   *
   * <pre>
   *   y_d = max(0, 1 - A_d exp(d gamma_d z)),   z = 2 a w / span + b
   * </pre>
   *
   * The span is the population's mean b_max - b_min, so that the shape does not vary with the
   * bounds of a device (aihwkit takes each device's own).
   *
   * @param a dimensionless
   * @param b dimensionless
   * @param span weight, above 0
   */
  record Exponential(
      double a,
      double b,
      double span,
      double gammaUp,
      double gammaDown,
      double amplitudeUp,
      double amplitudeDown)
      implements StepLaw {

    @Override
    public String word() {
      return "exponential";
    }

    @Override
    public double factor(int direction, double weight, PulseDevice device) {
      double z = 2 * a * weight / span + b;
      double shrunk =
          direction > 0
              ? amplitudeUp * StrictMath.exp(gammaUp * z)
              : amplitudeDown * StrictMath.exp(-gammaDown * z);
      return Math.max(0, 1 - shrunk);
    }
  }
}
