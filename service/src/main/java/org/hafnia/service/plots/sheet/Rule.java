package org.hafnia.service.plots.sheet;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.function.DoubleConsumer;
import org.hafnia.service.plots.axes.Plane;
import org.hafnia.service.plots.axes.Text;

/** A line across the whole sheet at one value, with a label on it. */
record Rule(String label, double value, boolean upright) implements Layer {

  private static final BasicStroke DOTTED =
      new BasicStroke(
          1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {1.5f, 2.5f}, 0);

  @Override
  public void values(DoubleConsumer xs, DoubleConsumer ys) {
    (upright ? xs : ys).accept(value);
  }

  @Override
  public void draw(Graphics2D graphics, Plane plane) {
    var area = plane.area();
    graphics.setStroke(DOTTED);
    graphics.setColor(Text.INK);
    if (upright) {
      double x = plane.x(value);
      graphics.draw(new Line2D.Double(x, area.getMinY(), x, area.getMaxY()));
      Text.LABEL.writeUpOver(graphics, label, x - 4, area.getMinY() + 4, 1);
    } else {
      double y = plane.y(value);
      graphics.draw(new Line2D.Double(area.getMinX(), y, area.getMaxX(), y));
      Text.LABEL.writeOver(graphics, label, area.getMaxX() - 4, y - 4, 1);
    }
  }
}
