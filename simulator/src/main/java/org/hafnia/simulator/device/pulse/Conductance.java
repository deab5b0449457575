package org.hafnia.simulator.device.pulse;

/**
 * Which conductance a weight is: G = zeroSiemens + siemensPerWeight w.
 *
 * @param siemensPerWeight above 0
 * @param zeroSiemens conductance at weight 0
 */
public record Conductance(double siemensPerWeight, double zeroSiemens) {

  public double siemens(double weight) {
    return zeroSiemens + siemensPerWeight * weight;
  }

  public double weight(double siemens) {
    return (siemens - zeroSiemens) / siemensPerWeight;
  }
}
