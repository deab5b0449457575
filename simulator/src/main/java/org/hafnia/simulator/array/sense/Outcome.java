package org.hafnia.simulator.array.sense;

/**
 * How much each read value counts towards a rate: an error 1, a tossed coin 1/2.
 *
 * @param minus of the value -1, in [0, 1]
 * @param zero of the value 0
 * @param plus of the value +1
 */
public record Outcome(double minus, double zero, double plus) {

  /** Expected count of a read with the branches at y and yb. */
  public double of(Branches branches, double y, double yb) {
    double sum = 0;
    if (minus > 0) {
      sum += minus * branches.minus(y, yb);
    }
    if (zero > 0) {
      sum += zero * branches.zero(y, yb);
    }
    if (plus > 0) {
      sum += plus * branches.plus(y, yb);
    }
    return sum;
  }
}
