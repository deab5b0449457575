package org.hafnia.simulator.measurement.cells;

import java.util.Arrays;
import org.hafnia.simulator.measurement.Words;

/** One row of a file as it stands there; filled again and again. */
public final class Cells {

  private char[] text = new char[1024];
  private int[] from = new int[16];
  private int[] to = new int[16];
  private int used;
  private int count;
  private long line;

  public void begin(long atLine) {
    line = atLine;
    count = 0;
    used = 0;
  }

  /** Adds a cell; blanks around it do not count. */
  public void add(char[] source, int offset, int length) {
    int first = offset;
    int last = offset + length;
    while (first < last && source[first] <= ' ') {
      first++;
    }
    while (last > first && source[last - 1] <= ' ') {
      last--;
    }
    if (count == from.length) {
      from = Arrays.copyOf(from, 2 * count);
      to = Arrays.copyOf(to, 2 * count);
    }
    if (used + last - first > text.length) {
      text = Arrays.copyOf(text, Math.max(2 * text.length, used + last - first));
    }
    System.arraycopy(source, first, text, used, last - first);
    from[count] = used;
    used += last - first;
    to[count++] = used;
  }

  public void add(String cell) {
    add(cell.toCharArray(), 0, cell.length());
  }

  /** Of the file, from 1. */
  public long line() {
    return line;
  }

  public int count() {
    return count;
  }

  public boolean missing(int column) {
    return column >= count || from[column] == to[column];
  }

  /** The number that stands there; NaN where none does, or one that is not finite. */
  public double number(int column) {
    return column >= count ? Double.NaN : NumberText.parse(text, from[column], to[column]);
  }

  public String text(int column) {
    return column >= count ? "" : new String(text, from[column], to[column] - from[column]);
  }

  /** The number of the word that stands there; "121.000" is the word "121". */
  public int code(int column, Words words) {
    return words.code(text, from[column], wholeEnd(column));
  }

  /** The word that stands there; "121.000" is the word "121". */
  public String word(int column) {
    return column >= count ? "" : new String(text, from[column], wholeEnd(column) - from[column]);
  }

  /** Where a whole number that is written with decimals, all of them zero, ends as such. */
  private int wholeEnd(int column) {
    int start = from[column];
    int end = to[column];
    int point = end;
    while (point > start && text[point - 1] == '0') {
      point--;
    }
    if (point == end || point < start + 2 || text[point - 1] != '.') {
      return end;
    }
    for (int i = start; i < point - 1; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return end;
      }
    }
    return point - 1;
  }
}
