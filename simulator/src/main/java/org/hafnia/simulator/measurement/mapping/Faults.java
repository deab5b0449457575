package org.hafnia.simulator.measurement.mapping;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers what is wrong with a mapping, so that all of it is told at once. */
public final class Faults {

  private final Set<MappingProblem.Fault> found = new LinkedHashSet<>();

  /** Goes on behind a check that finds something. */
  public void check(Runnable check) {
    check("", check);
  }

  /**
   * The same where it is one mapping of several.
   *
   * @param prefix of the pointers
   */
  public void check(String prefix, Runnable check) {
    try {
      check.run();
    } catch (MappingProblem problem) {
      problem.faults().forEach(fault -> found.add(fault.under(prefix)));
    }
  }

  public boolean any() {
    return !found.isEmpty();
  }

  public void throwIfAny() {
    if (any()) {
      throw new MappingProblem(List.copyOf(found));
    }
  }
}
