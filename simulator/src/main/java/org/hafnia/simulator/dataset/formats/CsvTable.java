package org.hafnia.simulator.dataset.formats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.Groups;
import org.hafnia.simulator.dataset.Samples;

/** The rows of a table as they come, and the samples that they are once all are there. */
final class CsvTable {

  private static final int MOST_CLASSES = 256;
  private static final int NONE = -1;

  private final String file;
  private final CsvSamples.Options options;
  private final List<String> labels = new ArrayList<>();
  private final List<Long> lines = new ArrayList<>();
  private final List<String> groups = new ArrayList<>();
  private List<String> header = List.of();
  private float[] numbers = new float[1 << 12];
  private int filled;
  private int columns;
  private int labelColumn;
  private int groupColumn = NONE;

  CsvTable(String file, CsvSamples.Options options) {
    this.file = file;
    this.options = options;
  }

  void add(long line, List<String> fields) {
    if (columns == 0) {
      columns = fields.size();
      if (begin(line, fields)) {
        return;
      }
    }
    if (fields.size() != columns) {
      throw problem("line " + line, fields.size() + " columns", "%d as above".formatted(columns));
    }
    for (int c = 0; c < columns; c++) {
      if (c == labelColumn) {
        labels.add(fields.get(c));
        lines.add(line);
      } else if (c == groupColumn) {
        groups.add(fields.get(c));
      } else {
        add(number(line, c, fields.get(c)));
      }
    }
  }

  /** Finds the columns by their names; whether this line is those names. */
  private boolean begin(long line, List<String> fields) {
    if (columns < 2) {
      throw problem("line " + line, columns + " column", "a class and at least one number");
    }
    boolean named = fields.stream().skip(1).noneMatch(CsvTable::isNumber);
    header = named ? fields : List.of();
    labelColumn = options.labelColumn().map(name -> column(line, name)).orElse(0);
    groupColumn = options.groupColumn().map(name -> column(line, name)).orElse(NONE);
    return named;
  }

  private int column(long line, String name) {
    int column = header.indexOf(name);
    if (column < 0) {
      throw problem(
          "line " + line,
          header.isEmpty() ? "no names of columns" : "the columns " + header,
          "a column " + name);
    }
    return column;
  }

  private float number(long line, int column, String text) {
    if (isNumber(text)) {
      float number = Float.parseFloat(text);
      if (Float.isFinite(number)) {
        return number;
      }
    }
    String name = header.isEmpty() ? "" : " (%s)".formatted(header.get(column));
    throw problem(
        "line %d, column %d%s".formatted(line, column + 1, name),
        "\"%s\"".formatted(text),
        "a finite number");
  }

  private static boolean isNumber(String text) {
    try {
      return !Double.isNaN(Double.parseDouble(text)) || text.endsWith("N");
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private void add(float number) {
    if (filled == numbers.length) {
      if (filled >= NpzFile.MAX_NUMBERS / 2) {
        throw problem("its lines", "over %d numbers".formatted(filled), "at most that");
      }
      numbers = Arrays.copyOf(numbers, 2 * filled);
    }
    numbers[filled++] = number;
  }

  Labelled samples() {
    if (labels.isEmpty()) {
      throw problem("its lines", "no samples", "at least one line of numbers");
    }
    var classes = options.classes().isEmpty() ? classes() : options.classes();
    byte[] of = new byte[labels.size()];
    for (int i = 0; i < of.length; i++) {
      int label = classes.indexOf(plain(labels.get(i)));
      if (label < 0) {
        throw problem(
            "line " + lines.get(i), "class \"" + labels.get(i) + "\"", "one of " + classes);
      }
      of[i] = (byte) label;
    }
    int features = filled / of.length;
    var samples = Samples.of(new int[] {features}, Arrays.copyOf(numbers, filled), of);
    return new Labelled(
        groupColumn == NONE ? samples : samples.grouped(Groups.of(groups)), classes);
  }

  /** Those that occur, numbers by their size and words by their letters. */
  private List<String> classes() {
    var found = new LinkedHashSet<String>();
    labels.forEach(label -> found.add(plain(label)));
    if (found.size() > MOST_CLASSES) {
      throw problem(
          "its lines", "over %d classes".formatted(MOST_CLASSES), "a column with the class");
    }
    boolean numeric = found.stream().allMatch(CsvTable::isNumber);
    return found.stream()
        .sorted(
            numeric
                ? (a, b) -> Double.compare(Double.parseDouble(a), Double.parseDouble(b))
                : String::compareTo)
        .toList();
  }

  /** 1.0000000e+00 and 1 are one class. */
  private static String plain(String label) {
    if (isNumber(label)) {
      double number = Double.parseDouble(label);
      if (number == Math.rint(number) && Math.abs(number) < Integer.MAX_VALUE) {
        return String.valueOf((int) number);
      }
    }
    return label;
  }

  private DatasetProblem problem(String place, String found, String expected) {
    return new DatasetProblem(file, place, found, expected);
  }
}
