package org.hafnia.simulator.measurement.mapping;

import java.util.List;

/** A mapping that contradicts itself, its kind, or the file; all that is wrong with it. */
public final class MappingProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  /**
   * One thing that is wrong.
   *
   * @param pointer within the mapping, as "/columns/device"
   * @param value what stood there
   * @param known names, one of which may have been meant
   */
  public record Fault(String pointer, String value, String expected, List<String> known) {
    public Fault {
      known = List.copyOf(known);
    }

    Fault under(String prefix) {
      return new Fault(prefix + pointer, value, expected, known);
    }
  }

  MappingProblem(List<Fault> faults) {
    super(faults.getFirst().expected());
    this.faults = List.copyOf(faults);
  }

  public MappingProblem(String pointer, String value, String expected) {
    this(pointer, value, expected, List.of());
  }

  public MappingProblem(String pointer, String value, String expected, List<String> known) {
    this(List.of(new Fault(pointer, value, expected, known)));
  }

  /** In the order in which they were found; at least one. */
  public List<Fault> faults() {
    return faults;
  }
}
