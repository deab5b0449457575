package org.hafnia.service.plots.sheet;

import java.util.Arrays;
import java.util.List;
import org.jfree.data.xy.DefaultXYZDataset;

/**
 * A value for each cell of a grid, the cells equally large in places of the axes.
 *
 * @param colours what they stand for
 * @param xs places of the edges of the columns
 * @param ys places of the edges of the rows
 * @param rows of values from the first y; NaN stays blank
 */
record Image(Sheet.Colours colours, List<Double> xs, List<Double> ys, List<double[]> rows) {

  private static final double EQUAL = 1e-3;

  static Image of(Sheet.Colours colours, List<Double> xs, List<Double> ys, double[][] values) {
    boolean fits =
        xs.size() > 1
            && values.length > 0
            && ys.size() == values.length + 1
            && Arrays.stream(values).allMatch(row -> row.length == xs.size() - 1);
    if (!fits || !(colours.low() < colours.high())) {
      throw new IllegalArgumentException(
          "image \"%s\": %d and %d edges do not bound its %d rows, or its colours have no range"
              .formatted(colours.label(), xs.size(), ys.size(), values.length));
    }
    if (!even(xs) || !even(ys)) {
      throw new IllegalArgumentException(
          "image \"%s\": its edges are not equally far apart on its axes"
              .formatted(colours.label()));
    }
    return new Image(colours, xs, ys, Arrays.stream(values).map(double[]::clone).toList());
  }

  private static boolean even(List<Double> edges) {
    double step = (edges.getLast() - edges.getFirst()) / (edges.size() - 1);
    for (int i = 1; i < edges.size(); i++) {
      if (!(Math.abs(edges.get(i) - edges.get(i - 1) - step) <= EQUAL * Math.abs(step))) {
        return false;
      }
    }
    return true;
  }

  double width() {
    return (xs.getLast() - xs.getFirst()) / (xs.size() - 1);
  }

  double height() {
    return (ys.getLast() - ys.getFirst()) / (ys.size() - 1);
  }

  /** The middles of the cells with their values. */
  DefaultXYZDataset cells() {
    int columns = xs.size() - 1;
    double[][] cells = new double[3][columns * rows.size()];
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < columns; column++) {
        int cell = row * columns + column;
        cells[0][cell] = xs.getFirst() + (column + 0.5) * width();
        cells[1][cell] = ys.getFirst() + (row + 0.5) * height();
        cells[2][cell] = rows.get(row)[column];
      }
    }
    var set = new DefaultXYZDataset();
    set.addSeries(colours.label(), cells);
    return set;
  }
}
