package org.hafnia.simulator.device.conditions;

import static org.hafnia.simulator.device.conditions.Term.Domain.POSITIVE;
import static org.hafnia.simulator.device.conditions.Term.Domain.REAL;

import java.util.ArrayList;
import org.hafnia.simulator.device.description.ModelDescription;

/**
 * What time and temperature do to a resistance, x0 = ln(R/ohm) at the first read.
 *
 * <pre>
 *   L    = ln(1 + t a / t0),   a = exp(-(Ea / k) (1/T - 1/T0))
 *   u    = ln R - Rg / R
 *   mean of u - u0 = (m + mR (x0 - x00)) L
 *   scale of u - u0 = s q(R0) sqrt(L^2b + r^2),   q(R0) = 1 / (1 + (Rc / R0)^p)
 * </pre>
 *
 * <p>Without Rg, u is ln R. With it, resistances below Rg move by their conductance, 1/R, and those
 * above it by their logarithm, so that no conductance falls below 0 and none rises without end.
 *
 * <p>u wanders with independent increments, so that the square of the scale grows by the growth of
 * L^(2b). On top of that each read has a noise of its own, r scales at L = 1, where the model has
 * an r: what flickers from read to read does not add up over time. Each cell has its own factor on
 * the scale, exp(tau z) with z normal; without tau all have one. Chosen on 16,384 cells that
 * relaxed for 10 ms to 1e4 s: spread there separates into a function of R0, from 1 % at 4 kohm to
 * 80 % at 130 kohm, and one of time. k is Boltzmann's constant, t in second, T in kelvin.
 */
public final class RetentionCurve {

  /** Numbers of the curve with a normal law. */
  public static final Terms NORMAL =
      Terms.of(
          new Term("m", "drift of ln R per unit of L", "1", REAL),
          new Term("mR", "change of the drift per unit of ln R0", "1", REAL),
          new Term("s", "spread of ln R at L = 1 of high resistances", "1", POSITIVE),
          new Term("b", "growth of the spread with L", "1", POSITIVE),
          new Term("t0", "time at which the drift sets in", "s", POSITIVE),
          new Term("Rc", "resistance with half of the largest spread", "ohm", POSITIVE),
          new Term("p", "steepness of the spread in ln R0", "1", POSITIVE),
          new Term("Ea", "activation energy", "eV", REAL));

  /** The same where cells differ in their scale. */
  public static final Terms MIXED = mixed();

  /** The same where low resistances move by their conductance. */
  public static final Terms CONDUCTANCE = conductance();

  /** The same where each read has a noise of its own. */
  public static final Terms NOISY = noisy();

  /** Boltzmann's constant, in eV per kelvin. */
  public static final double BOLTZMANN = 8.617333262e-5;

  private static final int MOST_ITERATIONS = 50;

  private final double[] values;
  private final Reference reference;

  /**
   * Where the numbers hold.
   *
   * @param kelvin T0, in kelvin
   * @param lnOhm x00, ln(R/ohm)
   */
  public record Reference(double kelvin, double lnOhm) {}

  /** A curve of the numbers of one of the four laws. */
  public RetentionCurve(double[] values, Reference reference) {
    this.values = values;
    this.reference = reference;
  }

  /** The curve in a description. */
  public static RetentionCurve of(ModelDescription description) {
    var mixed = description.find("tau").isPresent() ? MIXED : NORMAL;
    var exact = description.find("Rg").isPresent() ? CONDUCTANCE : mixed;
    var terms = description.find("r").isPresent() ? NOISY : exact;
    double kelvin = new Term("T0", "", "K", POSITIVE).checked(description.constant("T0"), "");
    return new RetentionCurve(
        terms.read(description, ""), new Reference(kelvin, description.constant("x00")));
  }

  private static Terms mixed() {
    var terms = new ArrayList<>(NORMAL.terms());
    terms.add(new Term("tau", "spread of ln of the cells' own scales", "1", POSITIVE));
    return new Terms(terms);
  }

  private static Terms conductance() {
    var terms = new ArrayList<>(MIXED.terms());
    terms.add(new Term("Rg", "resistance below which 1/R moves, not ln R", "ohm", POSITIVE));
    return new Terms(terms);
  }

  private static Terms noisy() {
    var terms = new ArrayList<>(CONDUCTANCE.terms());
    terms.add(new Term("r", "noise of a read over the spread at L = 1", "1", POSITIVE));
    return new Terms(terms);
  }

  /** r; 0 where reads have no noise. */
  public double readNoise() {
    return values.length > CONDUCTANCE.size() ? values[10] : 0;
  }

  /** sqrt(L^2b + r^2): what the scale is multiplied by for a read after L. */
  public double spread(double progress) {
    return progress <= 0 ? 0 : Math.hypot(growth(progress), readNoise());
  }

  private double turn() {
    return values.length > MIXED.size() ? values[9] : 0;
  }

  /** u of a resistance. */
  public double place(double lnOhm) {
    return turn() == 0 ? lnOhm : lnOhm - turn() * Math.exp(-lnOhm);
  }

  /** du / d ln R. */
  public double stretch(double lnOhm) {
    return turn() == 0 ? 1 : 1 + turn() * Math.exp(-lnOhm);
  }

  /** ln(R/ohm) of a u, the inverse of {@link #place}, by Newton's method. */
  public double lnOhm(double place) {
    if (turn() == 0) {
      return place;
    }
    double lnTurn = Math.log(turn());
    double away = place - lnTurn;
    // Rg / R = w solves w + ln w = -away: a start that is exact at either end.
    double w = away > -1 ? Math.exp(-away) / (1 + Math.exp(-away)) : -away - Math.log(-away);
    for (int i = 0; i < MOST_ITERATIONS; i++) {
      double next = w * (1 - away - Math.log(w)) / (1 + w);
      double moved = Math.abs(next - w);
      w = next > 0 ? next : w / 2;
      if (moved <= 1e-14 * w) {
        break;
      }
    }
    return lnTurn - Math.log(w);
  }

  /** L after a time at a temperature. */
  public double progress(double second, double kelvin) {
    double faster = Math.exp(-values[7] / BOLTZMANN * (1 / kelvin - 1 / reference.kelvin()));
    return Math.log1p(second * faster / values[4]);
  }

  /** Mean of u - u0 after L. */
  public double mean(double lnOhm, double progress) {
    return (values[0] + values[1] * (lnOhm - reference.lnOhm())) * progress;
  }

  /** s q(R0): the scale of u - u0 at L = 1. */
  public double scale(double lnOhm) {
    return values[2] / (1 + Math.exp(values[6] * (Math.log(values[5]) - lnOhm)));
  }

  /** L^b: what the scale is multiplied by after L. */
  public double growth(double progress) {
    return progress <= 0 ? 0 : Math.exp(values[3] * Math.log(progress));
  }

  /** tau; 0 where all cells have one scale. */
  public double mixing() {
    return values.length > NORMAL.size() ? values[8] : 0;
  }

  /** T0, in kelvin. */
  public double referenceKelvin() {
    return reference.kelvin();
  }
}
