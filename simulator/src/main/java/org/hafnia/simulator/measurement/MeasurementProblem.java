package org.hafnia.simulator.measurement;

import java.util.List;

/** A file that is refused as a whole, with what is wrong in it. */
public final class MeasurementProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<RowProblem> rows;
  private final long count;

  /**
   * @param rows the first bad values
   * @param count of all bad rows, listed or not
   */
  public MeasurementProblem(String detail, List<RowProblem> rows, long count) {
    super(detail);
    this.rows = List.copyOf(rows);
    this.count = count;
  }

  /** The file is no such file at all. */
  public static MeasurementProblem ofFile(String detail) {
    return new MeasurementProblem(detail, List.of(), 0);
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  public List<RowProblem> rows() {
    return rows;
  }

  public long count() {
    return count;
  }
}
