package org.hafnia.simulator.device.description;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One parameter of a device model, as shown to users.
 *
 * @param name speaking name, as in "slope before the knee"
 * @param symbol as in the equations, "m1"
 * @param unit SI unit, or "1"
 * @param law "constant" or the family of the law that devices draw from
 * @param values the law's numbers by name: "location", "scale"; "value" of a constant
 * @param low least value that occurs; the law is truncated to it
 * @param high greatest value that occurs
 * @param mean of the truncated law, which is the ideal level without device-to-device spread
 * @param source where the numbers come from
 * @param tag how sure that is
 * @param estimates how well data know the numbers, under the names of {@code values}; empty for
 *     numbers that were not fitted
 */
public record ModelParameter(
    String name,
    String symbol,
    String unit,
    String law,
    Map<String, Double> values,
    double low,
    double high,
    double mean,
    String source,
    Tag tag,
    Map<String, Estimate> estimates) {

  /** The law of a parameter that is the same for all devices. */
  public static final String CONSTANT = "constant";

  public ModelParameter {
    // Sorted: digests and checkpoints take the order in.
    values = Collections.unmodifiableMap(new TreeMap<>(values));
    estimates = Collections.unmodifiableMap(new TreeMap<>(estimates));
  }

  /** A parameter that was not fitted. */
  @SuppressWarnings("checkstyle:ParameterNumber") // It is the record without its last component.
  public ModelParameter(
      String name,
      String symbol,
      String unit,
      String law,
      Map<String, Double> values,
      double low,
      double high,
      double mean,
      String source,
      Tag tag) {
    this(name, symbol, unit, law, values, low, high, mean, source, tag, Map.of());
  }

  /** A constant that was not fitted. */
  public static ModelParameter constant(
      String name, String symbol, Quantity value, String source, Tag tag) {
    double v = value.value();
    return new ModelParameter(
        name, symbol, value.unit(), CONSTANT, Map.of("value", v), v, v, v, source, tag);
  }

  /** A number and its unit. */
  public record Quantity(double value, String unit) {}

  /** The same parameter with what data say about its numbers. */
  public ModelParameter estimated(Map<String, Estimate> by) {
    return new ModelParameter(name, symbol, unit, law, values, low, high, mean, source, tag, by);
  }

  /** What data say about a number of the law; a problem where it was not fitted. */
  public Estimate estimate(String key) {
    var estimate = estimates.get(key);
    if (estimate == null) {
      throw new ModelProblem(symbol, "no estimate of " + key, "a number that was fitted");
    }
    return estimate;
  }

  /** A number of the law; a problem where it is missing or not finite. */
  public double value(String key) {
    Double value = values.get(key);
    if (value == null || !Double.isFinite(value)) {
      throw new ModelProblem(symbol, key + " = " + value, "a finite number " + key);
    }
    return value;
  }

  /** Where a number comes from. */
  public enum Tag {
    /** Sourced: printed in the source. */
    S,
    /** Derived from something sourced. */
    D,
    /** Recalled, or chosen within a plausible range; never to be quoted as a paper's number. */
    R
  }
}
