package org.hafnia.simulator.device.conditions;

import org.hafnia.simulator.device.description.ModelParameter;
import org.hafnia.simulator.device.description.ModelParameter.Quantity;
import org.hafnia.simulator.device.description.ModelProblem;

/**
 * One number of a curve.
 *
 * @param symbol as in the equations
 * @param name speaking name
 * @param unit SI unit, or "1"
 * @param domain which values it may have
 */
public record Term(String symbol, String name, String unit, Domain domain) {

  /** Which values a number may have, and the scale on which its error is about normal. */
  public enum Domain {
    /** Any number. */
    REAL,
    /** Above 0; error on the scale of its logarithm. */
    POSITIVE,
    /** Between 0 and 1; error on the scale of its logit. */
    SHARE
  }

  /** The value at a number of the unbounded scale. */
  public double value(double free) {
    return switch (domain) {
      case REAL -> free;
      case POSITIVE -> Math.exp(free);
      case SHARE -> 1 / (1 + Math.exp(-free));
    };
  }

  /** The number on the unbounded scale of a value. */
  public double free(double value) {
    return switch (domain) {
      case REAL -> value;
      case POSITIVE -> Math.log(value);
      case SHARE -> Math.log(value) - Math.log1p(-value);
    };
  }

  /** Derivative of the value by the unbounded number. */
  public double slope(double free) {
    return switch (domain) {
      case REAL -> 1;
      case POSITIVE -> Math.exp(free);
      case SHARE -> value(free) * (1 - value(free));
    };
  }

  /** The value itself; a problem that names the parameter where it may not have it. */
  public double checked(double value, String prefix) {
    boolean possible =
        Double.isFinite(value)
            && switch (domain) {
              case REAL -> true;
              case POSITIVE -> value > 0;
              case SHARE -> value >= 0 && value < 1;
            };
    if (!possible) {
      throw new ModelProblem(prefix + symbol, "value = " + value, expected());
    }
    return value;
  }

  /** A constant of that value. */
  public ModelParameter parameter(String prefix, double value, String source) {
    return ModelParameter.constant(
        name, prefix + symbol, new Quantity(value, unit), source, ModelParameter.Tag.D);
  }

  private String expected() {
    return switch (domain) {
      case REAL -> "a finite number, " + unit;
      case POSITIVE -> "a finite number above 0, " + unit;
      case SHARE -> "a number in [0, 1)";
    };
  }
}
