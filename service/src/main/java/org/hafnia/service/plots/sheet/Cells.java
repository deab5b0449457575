package org.hafnia.service.plots.sheet;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.function.DoubleConsumer;
import org.hafnia.service.plots.axes.Axis;
import org.hafnia.service.plots.axes.Axis.Ends;
import org.hafnia.service.plots.axes.Plane;
import org.hafnia.service.plots.axes.Text;

/** An image: a value for each cell of a grid, as a colour, with the bar that explains colours. */
final class Cells implements Layer {

  /** Width that the bar takes beside the sheet. */
  static final double BAR = 72;

  private static final double BAR_WIDTH = 14;
  private static final int SHADES = 128;
  private static final double OVERLAP = 0.6;
  private static final double ROW = 34;

  /**
   * What the colours mean.
   *
   * @param label with the unit in brackets
   */
  record Key(String label, Palette palette, double low, double high) {

    Color colour(double value) {
      return palette.at((value - low) / (high - low));
    }
  }

  private final Key key;
  private final double[] xEdges;
  private final double[] yEdges;
  private final double[][] values;

  /**
   * A cell for each pair of neighbouring edges.
   *
   * @param values rows from the first y; NaN stays blank
   */
  Cells(Key key, double[] xEdges, double[] yEdges, double[][] values) {
    boolean fits =
        xEdges.length > 1
            && yEdges.length == values.length + 1
            && Arrays.stream(values).allMatch(row -> row.length == xEdges.length - 1);
    if (!fits || values.length == 0 || !(key.low() < key.high())) {
      throw new IllegalArgumentException(
          "image \"%s\": %d and %d edges do not bound its %d rows, or its colours have no range"
              .formatted(key.label(), xEdges.length, yEdges.length, values.length));
    }
    this.key = key;
    this.xEdges = xEdges.clone();
    this.yEdges = yEdges.clone();
    this.values = Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
  }

  @Override
  public void values(DoubleConsumer xs, DoubleConsumer ys) {
    Arrays.stream(xEdges).forEach(xs);
    Arrays.stream(yEdges).forEach(ys);
  }

  @Override
  public void draw(Graphics2D graphics, Plane plane) {
    for (int row = 0; row < values.length; row++) {
      for (int column = 0; column < values[row].length; column++) {
        int end = column;
        while (end + 1 < values[row].length && values[row][end + 1] == values[row][column]) {
          end++;
        }
        cell(graphics, plane, row, column, end);
        column = end;
      }
    }
  }

  /** Neighbours of one colour at once; a little larger, so that no seam shows between cells. */
  private void cell(Graphics2D graphics, Plane plane, int row, int from, int to) {
    double value = values[row][from];
    if (Double.isNaN(value)) {
      return;
    }
    double left = plane.x(xEdges[from]);
    double top = plane.y(yEdges[row + 1]);
    graphics.setColor(key.colour(value));
    graphics.fill(
        new Rectangle2D.Double(
            left,
            top - OVERLAP,
            plane.x(xEdges[to + 1]) - left + OVERLAP,
            plane.y(yEdges[row]) - top + OVERLAP));
  }

  /** To the right of the plane. */
  void drawBar(Graphics2D graphics, Plane plane) {
    var area = plane.area();
    double left = area.getMaxX() + BAR_WIDTH;
    double step = area.getHeight() / SHADES;
    for (int i = 0; i < SHADES; i++) {
      graphics.setColor(key.palette().at((i + 0.5) / SHADES));
      double top = area.getMaxY() - (i + 1) * step;
      graphics.fill(new Rectangle2D.Double(left, top, BAR_WIDTH, step + (i == 0 ? 0 : OVERLAP)));
    }
    var ends = new Ends(key.low(), key.high());
    double right = left + BAR_WIDTH;
    double widest = 0;
    for (var tick : Axis.linear("").ticks(ends, (int) (area.getHeight() / ROW))) {
      double y = area.getMaxY() - ends.share(tick.place()) * area.getHeight();
      graphics.setColor(Text.INK);
      graphics.setStroke(Ink.thin());
      graphics.draw(new Line2D.Double(right, y, right + 3, y));
      Text.LABEL.write(graphics, tick.label(), right + 6, y + 4, 0);
      widest = Math.max(widest, Text.LABEL.width(tick.label()));
    }
    Text.LABEL.writeUp(
        graphics,
        Text.LABEL.fitted(key.label(), area.getHeight()),
        Math.min(right + 6 + widest + 14, area.getMaxX() + BAR + 12),
        area.getCenterY(),
        0.5);
  }
}
