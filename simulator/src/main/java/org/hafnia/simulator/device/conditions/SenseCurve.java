package org.hafnia.simulator.device.conditions;

import static org.hafnia.simulator.device.conditions.Term.Domain.POSITIVE;

import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelProblem;

/**
 * What supply and temperature do to a precharge sense amplifier.
 *
 * <pre>
 *   Vth = VT - kT (T - 300 K)
 *   Vov = n phi ln(1 + exp((VDD - Vth)/(n phi))),   phi = kB T/q
 *   R_T = 1/(beta (T/300 K)^-a Vov)
 *   a branch of R has fallen in time where R + R_T &lt; r0 2 Vov/VDD,   r0 = t_sense/C
 * </pre>
 *
 * <p>The offset between the two ln tau is normal with deviation sOff. Reads tell the time to sense
 * and the capacitance by their ratio only. Volt, kelvin, ohm.
 */
public final class SenseCurve {

  /** Numbers of the curve. */
  public static final Terms TERMS =
      Terms.of(
          new Term("sOff", "offset of ln tau, standard deviation", "1", POSITIVE),
          new Term("VT", "threshold voltage at 300 K", "V", POSITIVE),
          new Term("n", "slope factor of weak inversion", "1", POSITIVE),
          new Term("beta", "conductance per volt of overdrive at 300 K", "S/V", POSITIVE),
          new Term("r0", "time to sense over capacitance", "ohm", POSITIVE),
          new Term("kT", "fall of the threshold voltage with temperature", "V/K", POSITIVE),
          new Term("a", "mobility exponent", "1", POSITIVE));

  private static final double[] LEAST = {1e-4, 0.1, 1, 1e-6, 1e3, 1e-6, 0.01};
  private static final double[] GREATEST = {1, 1, 2.5, 1, 1e9, 0.005, 3};

  private static final double VOLT_PER_KELVIN = 8.617333262e-5;
  private static final double REFERENCE_KELVIN = 300;

  private final double[] values;

  /** A curve of the numbers of {@link #TERMS}. */
  public SenseCurve(double[] values) {
    this.values = values;
  }

  /** The curve in a description. */
  public static SenseCurve of(ModelDescription description) {
    double[] values = TERMS.read(description, "");
    double[] possible = within(values);
    for (int i = 0; i < values.length; i++) {
      if (values[i] != possible[i]) {
        throw new ModelProblem(
            TERMS.terms().get(i).symbol(),
            "value = " + values[i],
            "%s to %s %s".formatted(LEAST[i], GREATEST[i], TERMS.terms().get(i).unit()));
      }
    }
    return new SenseCurve(values);
  }

  /** Values that circuits may have, nearest to these. */
  public static double[] within(double... values) {
    double[] possible = values.clone();
    for (int i = 0; i < possible.length; i++) {
      possible[i] = Math.clamp(possible[i], LEAST[i], GREATEST[i]);
    }
    return possible;
  }

  /** sOff. */
  public double offset() {
    return values[0];
  }

  /** Vov, in volt; falls exponentially below the threshold and never is 0. */
  public double overdriveVolt(double supplyVolt, double kelvin) {
    double threshold = values[1] - values[5] * (kelvin - REFERENCE_KELVIN);
    return overdriveVolt(supplyVolt - threshold, values[2], kelvin);
  }

  /**
   * Vov of a transistor.
   *
   * @param above supply less threshold, in volt
   * @param slopeFactor n
   */
  public static double overdriveVolt(double above, double slopeFactor, double kelvin) {
    double scale = slopeFactor * VOLT_PER_KELVIN * kelvin;
    double x = above / scale;
    return scale * (x > 30 ? x : Math.log1p(Math.exp(x)));
  }

  /** Fall of the mobility from 300 K on, as a factor. */
  public static double mobility(double kelvin, double exponent) {
    return Math.pow(kelvin / REFERENCE_KELVIN, -exponent);
  }

  /** R_T, in ohm. */
  public double transistorOhm(double supplyVolt, double kelvin) {
    return 1 / (values[3] * mobility(kelvin, values[6]) * overdriveVolt(supplyVolt, kelvin));
  }

  /** ln of the R + R_T that falls just in time. */
  public double limit(double supplyVolt, double kelvin) {
    return Math.log(values[4] * 2 * overdriveVolt(supplyVolt, kelvin) / supplyVolt);
  }
}
