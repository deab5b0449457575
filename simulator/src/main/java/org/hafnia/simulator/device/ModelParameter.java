package org.hafnia.simulator.device;

/**
 * One parameter of a device model, as shown to users.
 *
 * @param name speaking name, as in "slope before the knee"
 * @param symbol as in the equations, "m1"
 * @param unit SI unit, or "1"
 * @param law "constant" or the family of the law that devices draw from
 * @param values the law's numbers, as in "location 3.7e-05, scale 6.6e-04"
 * @param range the values that occur or were measured, as in "[3.7e-05, 0.0076]"
 * @param source where the numbers come from
 * @param tag how sure that is
 */
public record ModelParameter(
    String name,
    String symbol,
    String unit,
    String law,
    String values,
    String range,
    String source,
    Tag tag) {

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
