package org.hafnia.service.plots;

import java.util.List;
import org.hafnia.service.plots.axes.Axis;
import org.hafnia.service.plots.sheet.Sheet;
import org.hafnia.service.plots.sheet.Sheet.Colours;

/**
 * A value for each cell of a grid, as an image with a colour bar.
 *
 * @param colours what they stand for
 * @param xEdges of the columns, rising
 * @param yEdges of the rows, rising
 * @param rows of values, from the first y
 */
public record ImagePlot(
    String title,
    Axis x,
    Axis y,
    Colours colours,
    List<Double> xEdges,
    List<Double> yEdges,
    List<List<Double>> rows)
    implements Plot {

  public ImagePlot {
    xEdges = List.copyOf(xEdges);
    yEdges = List.copyOf(yEdges);
    rows = rows.stream().map(List::copyOf).toList();
  }

  @Override
  public Sheet sheet() {
    return new Sheet(title, x, y)
        .image(
            colours,
            numbers(xEdges),
            numbers(yEdges),
            rows.stream().map(ImagePlot::numbers).toArray(double[][]::new));
  }

  private static double[] numbers(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
