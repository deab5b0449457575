package org.hafnia.simulator.measurement.mapping;

import java.util.List;

/** A mapping that contradicts itself, its kind, or the file. */
public final class MappingProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String pointer;
  private final String value;
  private final transient List<String> known;

  /**
   * @param pointer within the mapping, as "/columns/device"
   * @param value what stood there
   */
  public MappingProblem(String pointer, String value, String expected) {
    this(pointer, value, expected, List.of());
  }

  /**
   * @param known names, one of which may have been meant
   */
  public MappingProblem(String pointer, String value, String expected, List<String> known) {
    super(expected);
    this.pointer = pointer;
    this.value = value;
    this.known = List.copyOf(known);
  }

  public String pointer() {
    return pointer;
  }

  public String value() {
    return value;
  }

  public List<String> known() {
    return known;
  }

  public String expected() {
    return String.valueOf(getMessage());
  }
}
