package org.hafnia.simulator.array.rate;

import java.util.OptionalDouble;
import org.hafnia.simulator.array.Requirements;

/** What stores a bit or a ternary weight. */
public sealed interface Cell {

  /** As users write it: "1t1r", "2t2r", "2t2r-ternary". */
  String word();

  /** Resistive devices per cell. */
  int devices();

  /**
   * 1T1R: one device against a reference.
   *
   * @param thresholdOhm the reference, in ohm, [1, 1e12]; empty for the one that errs least
   */
  record Single(OptionalDouble thresholdOhm) implements Cell {

    public Single {
      thresholdOhm.ifPresent(ohm -> Requirements.within("thresholdOhm", ohm, 1, 1e12, "ohm"));
    }

    /** Against the best reference. */
    public static Single best() {
      return new Single(OptionalDouble.empty());
    }

    /** Against a given reference. */
    public static Single at(double thresholdOhm) {
      return new Single(OptionalDouble.of(thresholdOhm));
    }

    @Override
    public String word() {
      return "1t1r";
    }

    @Override
    public int devices() {
      return 1;
    }
  }

  /** 2T2R for a bit: LRS/HRS is +1, HRS/LRS is -1; a read that stays open is a tossed coin. */
  record Differential() implements Cell {

    @Override
    public String word() {
      return "2t2r";
    }

    @Override
    public int devices() {
      return 2;
    }
  }

  /** 2T2R for a ternary weight: LRS/HRS is +1, HRS/LRS is -1, HRS/HRS is 0. */
  record Ternary() implements Cell {

    @Override
    public String word() {
      return "2t2r-ternary";
    }

    @Override
    public int devices() {
      return 2;
    }
  }
}
