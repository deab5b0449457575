package org.hafnia.simulator.device.conditions;

/**
 * Energy of a programming pulse.
 *
 * <pre>
 *   E = V^2 width G,   G = (G_after - G_before) / ln(G_after / G_before)
 * </pre>
 *
 * <p>Assumes that the whole voltage V lies over the cell (what the access transistor takes is
 * counted as well, so E is an upper bound where the current is limited by the gate) and that ln R
 * moves at a constant rate during the pulse, whose mean conductance is then the logarithmic mean of
 * the conductances before and after.
 */
public final class PulseEnergy {

  private PulseEnergy() {}

  /**
   * In joule.
   *
   * @param volt V, in volt
   * @param second width, in second
   * @param lnBefore ln(R/ohm) before the pulse
   * @param lnAfter ln(R/ohm) after the pulse
   */
  public static double joule(double volt, double second, double lnBefore, double lnAfter) {
    double change = lnBefore - lnAfter;
    double relative = Math.abs(change) < 1e-9 ? 1 : Math.expm1(change) / change;
    return volt * volt * second * Math.exp(-lnBefore) * relative;
  }
}
