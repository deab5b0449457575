package org.hafnia.simulator.inference.energy;

import java.util.List;
import org.hafnia.simulator.array.sense.SenseAmplifier.Pcsa;

/**
 * What one step of an inference takes; each at least 0.
 *
 * @param sense sensing one cell, in joule
 * @param popcount XNOR and its place in the population count, for one product, in joule
 * @param inputAdd adding or subtracting one real input of 8 bit under a quantised weight, in joule
 * @param realProduct multiplying and adding two 32-bit floats, in joule
 * @param memoryBit reading or writing one bit of on-chip memory, in joule
 */
public record EnergyParameters(
    Step sense, Step popcount, Step inputAdd, Step realProduct, Step memoryBit) {

  private static final String HOROWITZ =
      "M. Horowitz, ISSCC 2014, doi:10.1109/ISSCC.2014.6757323, 45 nm at 0.9 V: ";
  private static final double ADD_8_BIT_JOULE = 0.03e-12;
  private static final double FLOAT_MULTIPLY_JOULE = 3.7e-12;
  private static final double FLOAT_ADD_JOULE = 0.9e-12;
  private static final double CACHE_64_BIT_JOULE = 10e-12;

  /**
   * The energy of one step.
   *
   * @param name of the step
   * @param joule energy, in joule, at least 0
   * @param source where the number comes from
   */
  public record Step(String name, double joule, String source) {

    public Step {
      if (!(joule >= 0 && joule < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(name + " = " + joule + " J is not an energy");
      }
    }

    /** The same step with a number of one's own. */
    public Step asked(double other) {
      return new Step(name, other, "asked for");
    }
  }

  /**
   * Published figures: sensing charges both outputs of a generic 130 nm amplifier once, 2 C VDD^2
   * at 1.2 V; digital steps are those of Horowitz (2014), 45 nm at 0.9 V. A population count of n
   * bits takes about n full adders, an eighth of an 8-bit addition each; the XNOR gate, a fraction
   * of an adder, is counted as another one.
   */
  public static EnergyParameters published() {
    return new EnergyParameters(
        sense(Pcsa.NOMINAL_VOLT),
        new Step(
            "popcount",
            2 * ADD_8_BIT_JOULE / 8,
            HOROWITZ + "two eighths of an 8-bit addition, 0.03 pJ"),
        new Step("inputAdd", ADD_8_BIT_JOULE, HOROWITZ + "8-bit addition, 0.03 pJ"),
        new Step(
            "realProduct",
            FLOAT_MULTIPLY_JOULE + FLOAT_ADD_JOULE,
            HOROWITZ + "32-bit float multiplication, 3.7 pJ, and addition, 0.9 pJ"),
        new Step(
            "memoryBit", CACHE_64_BIT_JOULE / 64, HOROWITZ + "64 bits of an 8 KB cache, 10 pJ"));
  }

  /** The same with the sense amplifier at another supply, in volt. */
  public EnergyParameters at(double supplyVolt) {
    return new EnergyParameters(sense(supplyVolt), popcount, inputAdd, realProduct, memoryBit);
  }

  private static Step sense(double supplyVolt) {
    return new Step(
        "sense",
        Pcsa.generic(supplyVolt).readJoule(),
        "2 C VDD^2 of a generic 130 nm precharge sense amplifier at " + supplyVolt + " V");
  }

  /** All steps. */
  public List<Step> steps() {
    return List.of(sense, popcount, inputAdd, realProduct, memoryBit);
  }
}
