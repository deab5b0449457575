package org.hafnia.simulator.device.conditions;

import static org.hafnia.simulator.device.conditions.Term.Domain.POSITIVE;
import static org.hafnia.simulator.device.conditions.Term.Domain.REAL;
import static org.hafnia.simulator.device.conditions.Term.Domain.SHARE;

import java.util.ArrayList;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.states.LognormalLaw;

/**
 * Resistance after one pulse against its voltage, gate voltage and width: a smooth step from the
 * state before to the state that a strong pulse reaches, with a spread that changes along it.
 *
 * <pre>
 *   z  = z0 + kV (V - V0) + kG (Vg - g0) + kW ln(width / w0)
 *   F  = (1 + kappa exp(-z))^(-1/kappa)             kappa = 1: logistic; 0: exp(-exp(-z)), Gumbel
 *   F  = F(z without the gate) F(zG + kG (Vg - g0)) where gate and voltage must both suffice
 *   mean of ln R  = start + (end - start) F
 *   its variance  = ((1 - F) sStart^2 + F sEnd^2) exp(8 hump F (1 - F))
 * </pre>
 *
 * <p>Variances add up as those of cells of which a share F has gone the way: a few that have, among
 * many that have not, already spread.
 *
 * <p>A fraction rho of the variance belongs to the cell, the rest changes from pulse to pulse.
 * Ranges: V, Vg in volt; width in second, positive. Chosen on the SET and RESET sweeps of the RADAR
 * arrays (IEEE TED 2021, 10.1109/TED.2021.3097975) and of a 40 nm chip.
 */
public final class ProgrammingCurve {

  /** Numbers of the curve where voltage, gate and width add up. */
  public static final Terms SUM =
      Terms.of(
          new Term("start", "mean of ln(R/ohm) before the step", "1", REAL),
          new Term("end", "mean of ln(R/ohm) after the step", "1", REAL),
          new Term("sStart", "sd of ln R before the step", "1", POSITIVE),
          new Term("sEnd", "sd of ln R after the step", "1", POSITIVE),
          new Term("hump", "ln of the extra spread within the step", "1", REAL),
          new Term("rho", "share of the variance from cell to cell", "1", SHARE),
          new Term("z0", "place of the reference pulse on the step", "1", REAL),
          new Term("kV", "steepness in voltage", "1/V", REAL),
          new Term("kG", "steepness in gate voltage", "1/V", REAL),
          new Term("kW", "steepness in ln of the width", "1", REAL));

  /** The same where gate and voltage must both suffice. */
  public static final Terms BOTH = both();

  private static final int HUMP = 4;
  private static final int RHO = 5;

  private final double[] values;
  private final Reference reference;
  private final double startVariance;
  private final double endVariance;

  /**
   * The pulse at which z = z0, and the shape of the step.
   *
   * @param volt V0, in volt
   * @param gateVolt g0, in volt
   * @param second w0, in second
   * @param kappa 1 for a logistic step, 0 for a Gumbel step, or between
   */
  public record Reference(double volt, double gateVolt, double second, double kappa) {}

  /** Mean and standard deviation of ln(R/ohm). */
  public record Moments(double mean, double deviation) {}

  /** A curve of the numbers of {@link #SUM} or {@link #BOTH}. */
  public ProgrammingCurve(double[] values, Reference reference) {
    this.values = values;
    this.reference = reference;
    startVariance = values[2] * values[2];
    endVariance = values[3] * values[3];
  }

  /** The curve of an operation, "SET" or "RESET", in a description. */
  public static ProgrammingCurve of(ModelDescription description, String operation) {
    String prefix = operation + ".";
    var terms = description.find(prefix + "zG").isPresent() ? BOTH : SUM;
    var reference =
        new Reference(
            description.constant(prefix + "V0"),
            description.constant(prefix + "g0"),
            new Term("w0", "", "s", POSITIVE).checked(description.constant(prefix + "w0"), prefix),
            new Term("kappa", "", "1", REAL)
                .checked(description.constant(prefix + "kappa"), prefix));
    return new ProgrammingCurve(terms.read(description, prefix), reference);
  }

  private static Terms both() {
    var terms = new ArrayList<>(SUM.terms());
    terms.add(new Term("zG", "place of the reference gate on its own step", "1", REAL));
    return new Terms(terms);
  }

  /** How far along the step a pulse is, 0 to 1. */
  public double progress(double volt, double gateVolt, double second) {
    double width = values[9] * Math.log(second / reference.second());
    double z = values[6] + values[7] * (volt - reference.volt()) + width;
    double gate = values[8] * (gateVolt - reference.gateVolt());
    return values.length > SUM.size() ? step(z) * step(values[10] + gate) : step(z + gate);
  }

  private double step(double z) {
    double kappa = reference.kappa();
    if (kappa == 1) {
      return 1 / (1 + Math.exp(-z));
    }
    return kappa == 0
        ? Math.exp(-Math.exp(-z))
        : Math.exp(-Math.log1p(kappa * Math.exp(-z)) / kappa);
  }

  /** Mean of ln(R/ohm) at a place on the step. */
  public double mean(double progress) {
    return values[0] + (values[1] - values[0]) * progress;
  }

  /** ln of the standard deviation of ln(R/ohm) at a place on the step. */
  public double logDeviation(double progress) {
    return 0.5 * Math.log((1 - progress) * startVariance + progress * endVariance)
        + 4 * values[HUMP] * progress * (1 - progress);
  }

  /** Mean and deviation at a place on the step. */
  public Moments at(double progress) {
    return new Moments(mean(progress), Math.exp(logDeviation(progress)));
  }

  /** The law of the resistance after a pulse, over cells and repetitions. */
  public LognormalLaw law(double volt, double gateVolt, double second) {
    var moments = at(progress(volt, gateVolt, second));
    return new LognormalLaw(moments.mean(), moments.deviation());
  }

  /** Share of the variance that belongs to the cell. */
  public double cellShare() {
    return values[RHO];
  }

  /** Mean of ln(R/ohm) where a pulse does nothing. */
  public double start() {
    return values[0];
  }
}
