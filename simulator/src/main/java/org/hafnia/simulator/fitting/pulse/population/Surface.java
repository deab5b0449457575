package org.hafnia.simulator.fitting.pulse.population;

/** A ln likelihood of populations that can be climbed. */
public interface Surface {

  Value at(Hyper hyper);

  /** The value at a point and its gradient by the coordinates. */
  @SuppressWarnings("ArrayRecordComponent") // Passed on at once.
  record Value(double value, double[] gradient) {}
}
