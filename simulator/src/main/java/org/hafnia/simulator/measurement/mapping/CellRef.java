package org.hafnia.simulator.measurement.mapping;

/**
 * A column of a file.
 *
 * @param name in its header; empty where it is found by its index
 * @param index from 0; within a repeated group, from the first column of the group; -1 with a name
 */
public record CellRef(String name, int index) {

  public CellRef {
    if (name.isEmpty() ? index < 0 : index != -1) {
      throw new IllegalArgumentException("a column has either a name or an index from 0");
    }
  }

  public static CellRef named(String name) {
    return new CellRef(name, -1);
  }

  public static CellRef at(int index) {
    return new CellRef("", index);
  }

  public boolean byName() {
    return !name.isEmpty();
  }
}
