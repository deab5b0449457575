package org.hafnia.simulator.device.conditions;

import static org.hafnia.simulator.device.conditions.Term.Domain.POSITIVE;
import static org.hafnia.simulator.device.conditions.Term.Domain.REAL;

import java.util.Optional;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.states.LognormalLaw;

/**
 * Cells that stop switching: the share that has failed after n cycles is 1 - exp(-(n/eta)^beta)
 * (Weibull), and a failed cell reads the same law after SET and after RESET.
 *
 * @param eta cycles at which 63 % have failed
 * @param beta shape; above 1 where cells wear out, below 1 where weak ones go first
 * @param stuck law of ln(R/ohm) of failed cells
 */
public record FailureLaw(double eta, double beta, LognormalLaw stuck) {

  /** Its numbers. */
  public static final Terms TERMS =
      Terms.of(
          new Term("eta", "cycles at which 63 % of the cells have failed", "1", POSITIVE),
          new Term("beta", "Weibull shape of the cycles to failure", "1", POSITIVE),
          new Term("stuck", "mean of ln(R/ohm) of failed cells", "1", REAL),
          new Term("sStuck", "sd of ln R of failed cells", "1", POSITIVE));

  /** The law of a condition; empty where no cell had failed. */
  public static Optional<FailureLaw> of(ModelDescription description, String condition) {
    String prefix = condition.isEmpty() ? "" : condition + ".";
    if (description.find(prefix + "eta").isEmpty()) {
      return Optional.empty();
    }
    double[] v = TERMS.read(description, prefix);
    return Optional.of(new FailureLaw(v[0], v[1], new LognormalLaw(v[2], v[3])));
  }

  /** Share of the cells that have failed after n cycles. */
  public double failed(double cycles) {
    return -Math.expm1(-Math.pow(cycles / eta, beta));
  }

  /** The cycles after which a share u has failed. */
  public double quantile(double u) {
    return eta * Math.pow(-Math.log1p(-u), 1 / beta);
  }
}
