package org.hafnia.simulator.array.sense;

import java.util.List;
import org.hafnia.simulator.array.Requirements;
import org.hafnia.simulator.device.conditions.SenseCurve;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelParameter;
import org.hafnia.simulator.device.description.ModelParameter.Quantity;
import org.hafnia.simulator.device.description.ModelParameter.Tag;

/**
 * A precharge sense amplifier as a circuit, whatever supply and temperature it is run at.
 *
 * <pre>
 *   VT  = thresholdVolt - thresholdVoltPerKelvin (T - 300 K) - cornerVolt * speed
 *   Vov = n phi ln(1 + exp((VDD - VT)/(n phi))),   phi = kB T/q
 *   R_T = 1/(beta Vov),   beta = beta_300 (T/300 K)^-mobilityExponent (1 + cornerDrive * speed)
 * </pre>
 *
 * <p>Vov is the overdrive of the transistors, smooth from weak to strong inversion. Speed is 1 at
 * the corner FF, -1 at SS.
 *
 * @param thresholdVolt VT at 300 K and corner TT, in volt, [0.1, 1]
 * @param slopeFactor n of weak inversion, [1, 2.5]
 * @param betaSiemensPerVolt beta_300, conductance of the path per volt of overdrive, [1e-6, 1]
 * @param capacitanceFarad C of an output node, in farad, [1e-17, 1e-10]
 * @param offsetDeviation s_off, standard deviation of the offset between the two ln tau, [0, 1]
 * @param thresholdVoltPerKelvin fall of VT with temperature, in V/K, [0, 0.005]
 * @param mobilityExponent fall of the mobility with temperature, [0, 3]
 * @param cornerVolt shift of VT at FF and SS, in volt, [0, 0.2]
 * @param cornerDrive relative change of beta at FF and SS, [0, 0.5]
 */
public record PcsaDesign(
    double thresholdVolt,
    double slopeFactor,
    double betaSiemensPerVolt,
    double capacitanceFarad,
    double offsetDeviation,
    double thresholdVoltPerKelvin,
    double mobilityExponent,
    double cornerVolt,
    double cornerDrive) {

  private static final String SOURCE =
      "chosen for a generic 130 nm CMOS process, 1.2 V nominal; no paper's number";

  private static final double REFERENCE_KELVIN = 300;

  public PcsaDesign {
    Requirements.within("thresholdVolt", thresholdVolt, 0.1, 1, "V");
    Requirements.within("slopeFactor", slopeFactor, 1, 2.5, "1");
    Requirements.within("betaSiemensPerVolt", betaSiemensPerVolt, 1e-6, 1, "S/V");
    Requirements.within("capacitanceFarad", capacitanceFarad, 1e-17, 1e-10, "F");
    Requirements.within("offsetDeviation", offsetDeviation, 0, 1, "1");
    Requirements.within("thresholdVoltPerKelvin", thresholdVoltPerKelvin, 0, 0.005, "V/K");
    Requirements.within("mobilityExponent", mobilityExponent, 0, 3, "1");
    Requirements.within("cornerVolt", cornerVolt, 0, 0.2, "V");
    Requirements.within("cornerDrive", cornerDrive, 0, 0.5, "1");
  }

  /** A generic 130 nm design for 1.2 V, ternary near 0.6 V with 20 ns to sense. */
  public static PcsaDesign generic130nm() {
    return new PcsaDesign(0.60, 1.4, 3.3e-3, 50e-15, 0.03, 0.7e-3, 1.5, 0.04, 0.1);
  }

  /**
   * The design of a fitted amplifier.
   *
   * @param description of family sense-amplifier
   * @param senseSecond t_sense that it is used with: reads tell t_sense/C alone
   */
  public static PcsaDesign of(ModelDescription description, double senseSecond) {
    return new PcsaDesign(
        description.constant("VT"),
        description.constant("n"),
        description.constant("beta"),
        senseSecond / description.constant("r0"),
        description.constant("sOff"),
        description.constant("kT"),
        description.constant("a"),
        0,
        0);
  }

  /** The same design with another offset. */
  public PcsaDesign withOffset(double deviation) {
    return new PcsaDesign(
        thresholdVolt,
        slopeFactor,
        betaSiemensPerVolt,
        capacitanceFarad,
        deviation,
        thresholdVoltPerKelvin,
        mobilityExponent,
        cornerVolt,
        cornerDrive);
  }

  /** Vov, in volt; falls exponentially below VT and never is 0. */
  double overdriveVolt(double supplyVolt, double kelvin, Corner corner) {
    double threshold =
        thresholdVolt
            - thresholdVoltPerKelvin * (kelvin - REFERENCE_KELVIN)
            - cornerVolt * corner.speed();
    return SenseCurve.overdriveVolt(supplyVolt - threshold, slopeFactor, kelvin);
  }

  /** R_T, in ohm: grows as the supply nears VT. */
  double transistorOhm(double supplyVolt, double kelvin, Corner corner) {
    double beta =
        betaSiemensPerVolt
            * SenseCurve.mobility(kelvin, mobilityExponent)
            * (1 + cornerDrive * corner.speed());
    return 1 / (beta * overdriveVolt(supplyVolt, kelvin, corner));
  }

  /** All of the above with unit, source and tag, for display. */
  public List<ModelParameter> parameters() {
    return List.of(
        shown("threshold voltage", "VT", thresholdVolt, "V"),
        shown("slope factor of weak inversion", "n", slopeFactor, "1"),
        shown("conductance per volt of overdrive", "beta", betaSiemensPerVolt, "S/V"),
        shown("capacitance of an output node", "C", capacitanceFarad, "F"),
        shown("offset of ln tau, standard deviation", "s_off", offsetDeviation, "1"),
        shown("fall of VT with temperature", "dVT/dT", thresholdVoltPerKelvin, "V/K"),
        shown("mobility exponent", "a", mobilityExponent, "1"),
        shown("shift of VT at FF and SS", "dVT", cornerVolt, "V"),
        shown("change of beta at FF and SS", "dbeta", cornerDrive, "1"));
  }

  private static ModelParameter shown(String name, String symbol, double value, String unit) {
    return ModelParameter.constant(name, symbol, new Quantity(value, unit), SOURCE, Tag.R);
  }
}
