package org.hafnia.simulator.device;

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
    Tag tag) {

  public ModelParameter {
    // Sorted: digests and checkpoints take the order in.
    values = Collections.unmodifiableMap(new TreeMap<>(values));
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
