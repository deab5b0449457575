package org.hafnia.simulator.device;

import java.util.List;
import java.util.Map;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.device.description.MeasuredRange;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelParameter;
import org.hafnia.simulator.random.TruncatedLaw;

/**
 * Weak RESET of hafnium oxide RRAM: resistance after t weak RESET pulses since the last SET.
 *
 * <pre>
 *   R(t) = R0 exp(w),   w = w_mean(t) + w_rtn + w_pink + w_white
 *   w_mean(t) = m1 t + c1                     t <  t*
 *             = m2 t + t* (m1 - m2) + c1      t >= t*
 *   w_rtn     = U1 U2 amp while the telegraph state is high, else 0;  U1, U2 anew at every update
 *   w_pink    = alpha sum_k b[k] x[k],  b[0] = 1,  b[k] = b[k-1] (k - 1/2)/k,  x ~ U(0,1) per pulse
 *   w_white   ~ N(0, sigma_white), anew at every read
 * </pre>
 *
 * <p>Source: arXiv 2107.06064 and its authors' public repository
 * Atreya95/Learning-with-memory-device-imperfections.
 *
 * @param name name of the preset or fit
 * @param slope m1, ln R per pulse before the knee
 * @param knee t*, in pulses
 * @param offset c1, ln R right after a SET, relative to R0
 * @param lateSlope m2, ln R per pulse after the knee
 * @param initialOhm R0, low resistance after a SET, in ohm
 * @param telegraph the telegraph noise
 * @param pinkCoupling alpha, ln R per unit of the pink sum
 * @param whiteNoise sigma_white, standard deviation of the read noise in ln R, [0, 1]
 * @param reset the weak RESET pulse, for the energy only
 * @param set the SET pulse, for the energy only
 * @param parameters all of the above with unit, source and tag
 * @param range where it was measured; empty where that is not known
 */
public record WeakResetModel(
    String name,
    TruncatedLaw slope,
    TruncatedLaw knee,
    TruncatedLaw offset,
    TruncatedLaw lateSlope,
    TruncatedLaw initialOhm,
    Telegraph telegraph,
    double pinkCoupling,
    double whiteNoise,
    Pulse reset,
    Pulse set,
    List<ModelParameter> parameters,
    List<MeasuredRange> range)
    implements DeviceModel {

  /** Most pulses that one update gives to a device. */
  public static final int MAX_PULSES = 14;

  /** Pulses that the pink noise remembers. */
  public static final int PINK_TAPS = 15;

  public WeakResetModel {
    if (!(pinkCoupling >= 0 && pinkCoupling <= 1)) {
      throw new IllegalArgumentException(
          "pinkCoupling = " + pinkCoupling + " is outside [0, 1], in ln R");
    }
    if (!(whiteNoise >= 0 && whiteNoise <= 1)) {
      throw new IllegalArgumentException(
          "whiteNoise = " + whiteNoise + " is outside [0, 1], in ln R");
    }
    requireNotBelow("initialOhm", initialOhm.min(), Double.MIN_NORMAL);
    requireNotBelow("knee", knee.min(), 0);
    requireNotBelow("slope", slope.min(), 0);
    requireNotBelow("lateSlope", lateSlope.min(), 0);
    requireNotBelow("telegraph amplitude", telegraph.amplitude().min(), 0);
    parameters = List.copyOf(parameters);
    range = List.copyOf(range);
  }

  @Override
  public ModelDescription description() {
    return new ModelDescription(
        name,
        Family.WEAK_RESET,
        "Weak RESET of hafnium oxide RRAM",
        parameters.getFirst().source(),
        parameters,
        range,
        Map.of());
  }

  /** The model of a description of family weak-reset. */
  public static WeakResetModel of(ModelDescription description) {
    return WeakResetDescription.model(description);
  }

  /**
   * Two-state random telegraph noise, a Markov chain that moves with the pulses.
   *
   * @param up probability per pulse of low to high
   * @param down probability per pulse of high to low
   * @param amplitude amp, largest ln R of the high state
   */
  public record Telegraph(double up, double down, TruncatedLaw amplitude) {

    public Telegraph {
      requireProbability("up", up);
      requireProbability("down", down);
    }

    /** Probability of being high n pulses after being low: the matrix to the power n. */
    public double upAfter(int pulses) {
      return up / (up + down) * -StrictMath.expm1(pulses * StrictMath.log1p(-up - down));
    }

    /** Probability of being low n pulses after being high. */
    public double downAfter(int pulses) {
      return down / (up + down) * -StrictMath.expm1(pulses * StrictMath.log1p(-up - down));
    }
  }

  /**
   * A programming pulse. Its energy on a device of resistance R is V^2 width / R.
   *
   * @param volt V over the device, in volts, (0, 10]
   * @param second width, in seconds, (0, 1e-3]
   */
  public record Pulse(double volt, double second) {

    public Pulse {
      if (!(volt > 0 && volt <= 10)) {
        throw new IllegalArgumentException("volt = " + volt + " is outside (0, 10] V");
      }
      if (!(second > 0 && second <= 1e-3)) {
        throw new IllegalArgumentException("second = " + second + " is outside (0, 1e-3] s");
      }
    }

    /** V^2 width, in joule ohm: divided by a resistance, the energy in joule. */
    public double jouleOhm() {
      return volt * volt * second;
    }
  }

  private static void requireProbability(String name, double p) {
    if (!(p > 0 && p < 0.5)) {
      throw new IllegalArgumentException(
          "probability " + name + " = " + p + " per pulse is outside (0, 0.5)");
    }
  }

  private static void requireNotBelow(String name, double min, double limit) {
    if (!(min >= limit)) {
      throw new IllegalArgumentException(
          name + " reaches down to " + min + "; it must be at least " + limit);
    }
  }
}
