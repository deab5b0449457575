package org.hafnia.simulator.fitting.likelihood;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hafnia.simulator.device.conditions.Term;
import org.hafnia.simulator.device.conditions.Terms;
import org.hafnia.simulator.device.description.Estimate;
import org.hafnia.simulator.device.description.ModelParameter;

/**
 * The numbers of a curve after a fit, as parameters with their intervals.
 *
 * @param terms what they are
 * @param maximum where they were found
 * @param source of the parameters
 * @param confidence of the intervals
 */
public record FittedTerms(Terms terms, Maximum maximum, String source, double confidence) {

  /** What a number that is not identified lacks, where nothing better is known. */
  public static final String UNKNOWN = "not identified by these data";

  /** All values. */
  public double[] values() {
    return terms.values(maximum.free());
  }

  /** As parameters, each symbol after a prefix. */
  public List<ModelParameter> parameters(String prefix, Map<String, String> why) {
    var parameters = new ArrayList<ModelParameter>();
    for (int i = 0; i < terms.size(); i++) {
      parameters.add(parameter(i, prefix, why));
    }
    return parameters;
  }

  /** One of them. */
  public ModelParameter parameter(int i, String prefix, Map<String, String> why) {
    var term = terms.terms().get(i);
    double value = term.value(maximum.free()[i]);
    return term.parameter(prefix, value, source)
        .estimated(Map.of("value", estimate(i, why.getOrDefault(term.symbol(), UNKNOWN))));
  }

  private Estimate estimate(int i, String why) {
    if (!maximum.identified()[i]) {
      return Estimate.notIdentified(why);
    }
    var term = terms.terms().get(i);
    double at = maximum.free()[i];
    double reach = maximum.reach(confidence) * maximum.error(i);
    // A share may be 0, where its logit has no error: its interval is on the plain scale.
    boolean share = term.domain() == Term.Domain.SHARE;
    double plain = term.slope(at) * reach;
    return new Estimate(
        term.slope(at) * maximum.error(i),
        share ? Math.max(0, term.value(at) - plain) : term.value(at - reach),
        share ? Math.min(1, term.value(at) + plain) : term.value(at + reach),
        confidence,
        true,
        maximum.robust()
            ? "information matrix, robust over " + maximum.clusters() + " devices or blocks"
            : "information matrix");
  }
}
