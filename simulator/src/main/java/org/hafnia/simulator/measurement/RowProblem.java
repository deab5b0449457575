package org.hafnia.simulator.measurement;

/**
 * One value of a file that breaks a rule.
 *
 * @param file its name where there are several, otherwise empty
 * @param line of the file, from 1
 * @param column its name in the file, or its index from 0 where the file names none
 * @param value as it stood there, shortened where it is long
 * @param rule what was expected
 */
public record RowProblem(String file, long line, String column, String value, String rule) {

  private static final int LONGEST = 60;

  public RowProblem {
    value = value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
  }
}
