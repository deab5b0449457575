package org.hafnia.simulator.measurement.summary;

import java.util.List;

/**
 * What is known of a set without reading it again.
 *
 * @param skippedLines that the mapping leaves out
 * @param rowsPerDevice least and most
 * @param outlierRule by which outliers were told
 */
public record MeasurementSummary(
    long rows,
    long skippedLines,
    int devices,
    RowsPerDevice rowsPerDevice,
    List<NumberColumn> numbers,
    List<WordColumn> words,
    List<Population> populations,
    String outlierRule) {

  /** Fewest and most rows of a device. */
  public record RowsPerDevice(long fewest, long most) {}

  /** A column of numbers: where they lie and how many rows have none. */
  public record NumberColumn(String name, String unit, double low, double high, long missing) {}

  /** A column of words: how many, the first of them, and how many rows have none. */
  public record WordColumn(String name, int count, List<String> first, long missing) {}

  /**
   * Resistances of one state.
   *
   * @param column of resistances
   * @param state LRS, HRS, or the operation; empty where the rows have none
   * @param meanLn mean of ln(R/ohm)
   * @param deviationLn standard deviation of ln(R/ohm)
   */
  public record Population(
      String column,
      String state,
      long count,
      double medianOhm,
      double lowOhm,
      double highOhm,
      double meanLn,
      double deviationLn,
      long outliers) {}
}
