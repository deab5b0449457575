package org.hafnia.simulator.device.conditions;

import java.util.ArrayList;
import java.util.List;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelParameter;

/** The numbers of a curve, in the order in which the curve takes them. */
public record Terms(List<Term> terms) {

  public Terms {
    terms = List.copyOf(terms);
  }

  static Terms of(Term... terms) {
    return new Terms(List.of(terms));
  }

  public int size() {
    return terms.size();
  }

  /** Where the term of that symbol stands. */
  public int indexOf(String symbol) {
    for (int i = 0; i < terms.size(); i++) {
      if (terms.get(i).symbol().equals(symbol)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no term " + symbol);
  }

  /** The values at a point of the unbounded scale. */
  public double[] values(double[] free) {
    double[] values = new double[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = terms.get(i).value(free[i]);
    }
    return values;
  }

  /** The point on the unbounded scale of values. */
  public double[] free(double[] values) {
    double[] free = new double[size()];
    for (int i = 0; i < free.length; i++) {
      free[i] = terms.get(i).free(values[i]);
    }
    return free;
  }

  /** The values of a description's constants, each symbol after {@code prefix}; all checked. */
  public double[] read(ModelDescription description, String prefix) {
    double[] values = new double[size()];
    for (int i = 0; i < values.length; i++) {
      var term = terms.get(i);
      values[i] = term.checked(description.constant(prefix + term.symbol()), prefix);
    }
    return values;
  }

  /** Constants of these values, each symbol after {@code prefix}. */
  public List<ModelParameter> parameters(String prefix, String source, double... values) {
    var parameters = new ArrayList<ModelParameter>();
    for (int i = 0; i < size(); i++) {
      parameters.add(terms.get(i).parameter(prefix, values[i], source));
    }
    return parameters;
  }
}
