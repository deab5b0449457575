package org.hafnia.simulator.device.conditions;

import static org.hafnia.simulator.device.conditions.Term.Domain.POSITIVE;
import static org.hafnia.simulator.device.conditions.Term.Domain.REAL;
import static org.hafnia.simulator.device.conditions.Term.Domain.SHARE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.states.LognormalLaw;

/**
 * Resistance of one state of the working cells against cycles, under one programming condition.
 *
 * <pre>
 *   l    = log10(n / n0),   past = d ln(1 + exp((log10 n - log10 knee) / d)),   d = 0.1 decades
 *   mean of ln R = mean + drift l + wear past
 *   ln of its sd = ln sd + growth l + sdWear past
 * </pre>
 *
 * <p>A fraction rho of the variance belongs to the cell, the rest changes from cycle to cycle.
 * Below one cycle the law of the first cycle holds. Without a knee, wear and sdWear are absent.
 */
public final class EnduranceCurve {

  /** Numbers of the curve without a knee. */
  public static final Terms LINEAR =
      Terms.of(
          new Term("mean", "mean of ln(R/ohm) at the reference cycle", "1", REAL),
          new Term("drift", "drift of ln R per decade of cycles", "1", REAL),
          new Term("sd", "sd of ln R at the reference cycle", "1", POSITIVE),
          new Term("growth", "change of ln sd per decade of cycles", "1", REAL),
          new Term("rho", "share of the variance from cell to cell", "1", SHARE));

  /** Numbers of the curve with a knee. */
  public static final Terms KNEE = knee();

  /** Width of the knee, in decades of cycles. */
  public static final double KNEE_WIDTH = 0.1;

  private static final int RHO = 4;

  private final double[] values;
  private final double logReference;
  private final double logSd;

  /**
   * A curve of the numbers of {@link #LINEAR} or {@link #KNEE}.
   *
   * @param referenceCycles n0, above 0
   */
  public EnduranceCurve(double[] values, double referenceCycles) {
    this.values = values;
    logReference = Math.log10(referenceCycles);
    logSd = Math.log(values[2]);
  }

  /** The curve of a state, "LRS" or "HRS", under a condition ("" where there is one only). */
  public static EnduranceCurve of(ModelDescription description, String condition, String state) {
    String prefix = condition.isEmpty() ? "" : condition + ".";
    boolean knee = description.find(prefix + "knee").isPresent();
    int own = knee ? KNEE.size() - 1 : LINEAR.size();
    double[] values =
        Arrays.copyOf(
            new Terms(KNEE.terms().subList(0, own)).read(description, prefix + state + "."),
            knee ? KNEE.size() : own);
    if (knee) {
      values[own] = KNEE.terms().getLast().checked(description.constant(prefix + "knee"), prefix);
    }
    double reference =
        new Term("n0", "", "1", POSITIVE).checked(description.constant(prefix + "n0"), prefix);
    return new EnduranceCurve(values, reference);
  }

  private static Terms knee() {
    var terms = new ArrayList<>(LINEAR.terms());
    terms.addAll(
        List.of(
            new Term("wear", "extra drift of ln R per decade past the knee", "1", REAL),
            new Term("sdWear", "extra change of ln sd per decade past the knee", "1", REAL),
            new Term("knee", "cycles at which wear sets in", "1", POSITIVE)));
    return new Terms(terms);
  }

  /** Mean of ln(R/ohm) after n cycles. */
  public double mean(double cycles) {
    double l = Math.log10(Math.max(1, cycles));
    double drifted = values[0] + values[1] * (l - logReference);
    return hasKnee() ? drifted + values[5] * past(l) : drifted;
  }

  /** ln of the standard deviation of ln(R/ohm) after n cycles. */
  public double logDeviation(double cycles) {
    double l = Math.log10(Math.max(1, cycles));
    double grown = logSd + values[3] * (l - logReference);
    return hasKnee() ? grown + values[6] * past(l) : grown;
  }

  /** The law of the working cells after n cycles. */
  public LognormalLaw law(double cycles) {
    return new LognormalLaw(mean(cycles), Math.exp(logDeviation(cycles)));
  }

  /** Share of the variance that belongs to the cell. */
  public double cellShare() {
    return values[RHO];
  }

  private boolean hasKnee() {
    return values.length > LINEAR.size();
  }

  private double past(double l) {
    double over = (l - Math.log10(values[7])) / KNEE_WIDTH;
    return KNEE_WIDTH * (over > 30 ? over : Math.log1p(Math.exp(over)));
  }
}
