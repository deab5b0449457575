package org.hafnia.service.plots.axes;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.hafnia.service.plots.axes.Axis.Ends;
import org.hafnia.service.plots.axes.Scale.Tick;

/**
 * What stands around the data: title, grid, labels, titles of the axes.
 *
 * @param width of the picture, colour bar aside
 * @param height of the picture, legend aside
 */
public record Frame(String title, Axis x, Axis y, double width, double height) {

  private static final Color GRID = new Color(0xE2E2E2);
  private static final Color MINOR = new Color(0xF1F1F1);
  private static final BasicStroke LINE = new BasicStroke(1);
  private static final double EDGE = 8;
  private static final double TITLE_HEIGHT = 32;
  private static final double LINE_HEIGHT = 16;
  private static final double MARK = 4;
  private static final double ACROSS = 62;
  private static final double DOWN = 34;

  /** The place for the data, once the labels have theirs. */
  public Plane plane(Ends xEnds, Ends yEnds) {
    double bottom = height - EDGE - 2 * LINE_HEIGHT - MARK;
    double left = EDGE + LINE_HEIGHT + MARK + 3 + widest(yTicks(yEnds, bottom - TITLE_HEIGHT));
    double right = width - EDGE - 14;
    return new Plane(
        x,
        y,
        xEnds,
        yEnds,
        new Rectangle2D.Double(left, TITLE_HEIGHT, right - left, bottom - TITLE_HEIGHT));
  }

  private static double widest(List<Tick> ticks) {
    return ticks.stream().mapToDouble(tick -> Text.LABEL.width(tick.label())).max().orElse(0);
  }

  public List<Tick> xTicks(Ends ends, double room) {
    return x.ticks(ends, (int) (room / ACROSS));
  }

  public List<Tick> yTicks(Ends ends, double room) {
    return y.ticks(ends, (int) (room / DOWN));
  }

  /** What lies below the data. */
  public void drawGrid(Graphics2D graphics, Plane plane) {
    var area = plane.area();
    graphics.setStroke(LINE);
    for (var tick : xTicks(plane.xEnds(), area.getWidth())) {
      graphics.setColor(tick.label().isEmpty() ? MINOR : GRID);
      double at = plane.xPlace(tick.place());
      graphics.draw(new Line2D.Double(at, area.getMinY(), at, area.getMaxY()));
    }
    for (var tick : yTicks(plane.yEnds(), area.getHeight())) {
      graphics.setColor(tick.label().isEmpty() ? MINOR : GRID);
      double at = plane.yPlace(tick.place());
      graphics.draw(new Line2D.Double(area.getMinX(), at, area.getMaxX(), at));
    }
  }

  /** What lies beside the data. */
  public void drawLabels(Graphics2D graphics, Plane plane) {
    var area = plane.area();
    graphics.setColor(Text.INK);
    graphics.setStroke(LINE);
    graphics.draw(
        new Line2D.Double(area.getMinX(), area.getMaxY(), area.getMaxX(), area.getMaxY()));
    graphics.draw(
        new Line2D.Double(area.getMinX(), area.getMinY(), area.getMinX(), area.getMaxY()));
    xLabels(graphics, plane);
    yLabels(graphics, plane);
    double middle = width / 2;
    Text.TITLE.write(graphics, Text.TITLE.fitted(title, width - 2 * EDGE), middle, 21, 0.5);
    String below = Text.AXIS.fitted(x.title(), area.getWidth());
    Text.AXIS.write(graphics, below, area.getCenterX(), height - EDGE, 0.5);
    String beside = Text.AXIS.fitted(y.title(), area.getHeight() + TITLE_HEIGHT);
    Text.AXIS.writeUp(graphics, beside, EDGE + 11, area.getCenterY(), 0.5);
  }

  private void xLabels(Graphics2D graphics, Plane plane) {
    double base = plane.area().getMaxY();
    for (var tick : xTicks(plane.xEnds(), plane.area().getWidth())) {
      double at = plane.xPlace(tick.place());
      double mark = tick.label().isEmpty() ? MARK / 2 : MARK;
      graphics.setColor(Text.INK);
      graphics.draw(new Line2D.Double(at, base, at, base + mark));
      Text.LABEL.write(graphics, tick.label(), at, base + LINE_HEIGHT, 0.5);
    }
  }

  private void yLabels(Graphics2D graphics, Plane plane) {
    double base = plane.area().getMinX();
    for (var tick : yTicks(plane.yEnds(), plane.area().getHeight())) {
      double at = plane.yPlace(tick.place());
      double mark = tick.label().isEmpty() ? MARK / 2 : MARK;
      graphics.setColor(Text.INK);
      graphics.draw(new Line2D.Double(base - mark, at, base, at));
      Text.LABEL.write(graphics, tick.label(), base - MARK - 3, at + 4, 1);
    }
  }
}
