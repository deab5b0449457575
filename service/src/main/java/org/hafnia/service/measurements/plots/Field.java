package org.hafnia.service.measurements.plots;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** How often each value of y came at each value of x. */
final class Field {

  /** Columns with fewer values than this share of the usual number join the one beside them. */
  private static final double SPARSE = 0.1;

  private static final int FEW = 10;

  private final Bins x;
  private final Bins y;
  private final Column[] columns;

  Field(Bins x, Bins y) {
    this.x = x;
    this.y = y;
    columns = new Column[x.count()];
  }

  void add(double at, double value) {
    int column = x.bin(at);
    if (columns[column] == null) {
      columns[column] = new Column(y.count());
    }
    columns[column].add(x.logarithmic() ? Math.log(at) : at, y.bin(value));
  }

  /** Values of one place of x. */
  private static final class Column {

    private final long[] counts;
    private long rows;
    private double sum;

    Column(int bins) {
      counts = new long[bins];
    }

    void add(double place, int bin) {
      counts[bin]++;
      rows++;
      sum += place;
    }

    void join(Column other) {
      for (int i = 0; i < counts.length; i++) {
        counts[i] += other.counts[i];
      }
      rows += other.rows;
      sum += other.sum;
    }

    double place() {
      return sum / rows;
    }
  }

  /** How many places of x have values. */
  int places() {
    return (int) filled().count();
  }

  /** Median and band over x. */
  Spread spread() {
    var shown = joined();
    return new Spread(
        shown.stream()
            .mapToDouble(column -> x.logarithmic() ? Math.exp(column.place()) : column.place())
            .toArray(),
        quantiles(shown, 0.05),
        quantiles(shown, 0.5),
        quantiles(shown, 0.95));
  }

  /** What is drawn of a field. */
  @SuppressWarnings("ArrayRecordComponent") // Handed to a sheet at once.
  record Spread(double[] x, double[] low, double[] median, double[] high) {}

  private double[] quantiles(List<Column> shown, double share) {
    return shown.stream().mapToDouble(column -> y.quantile(column.counts, share)).toArray();
  }

  /** A median of two values among medians of thousands would be a spike that means nothing. */
  private List<Column> joined() {
    long[] rows = filled().mapToLong(column -> column.rows).sorted().toArray();
    double usual = rows.length == 0 ? 0 : rows[rows.length / 2];
    double fewest = Math.min(FEW, SPARSE * usual);
    var columns = new ArrayList<Column>();
    filled().forEach(column -> join(columns, column, fewest));
    return columns;
  }

  private void join(List<Column> columns, Column next, double fewest) {
    var last = columns.isEmpty() ? null : columns.getLast();
    if (last != null && (last.rows < fewest || next.rows < fewest)) {
      last.join(next);
    } else {
      var copy = new Column(y.count());
      copy.join(next);
      columns.add(copy);
    }
  }

  private Stream<Column> filled() {
    return Arrays.stream(columns).filter(column -> column != null);
  }

  /** All values of y, wherever they came. */
  long[] total() {
    var total = new Column(y.count());
    filled().forEach(total::join);
    return total.counts;
  }
}
