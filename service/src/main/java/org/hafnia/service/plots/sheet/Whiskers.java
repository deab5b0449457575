package org.hafnia.service.plots.sheet;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.function.DoubleConsumer;
import org.hafnia.service.plots.axes.Plane;

/** Error bars, from the lower to the upper end of an interval. */
final class Whiskers implements Layer {

  private static final double FOOT = 3;

  private final Ink ink;
  private final double[] x;
  private final double[] low;
  private final double[] high;

  Whiskers(Ink ink, double[] x, double[] low, double[] high) {
    if (x.length != low.length || x.length != high.length || x.length == 0) {
      throw new IllegalArgumentException(
          "error bars: %d values of x, %d lower and %d upper ends; expected as many of each"
              .formatted(x.length, low.length, high.length));
    }
    this.ink = ink;
    this.x = x.clone();
    this.low = low.clone();
    this.high = high.clone();
  }

  @Override
  public void values(DoubleConsumer xs, DoubleConsumer ys) {
    for (int i = 0; i < x.length; i++) {
      if (Double.isFinite(x[i]) && Double.isFinite(low[i]) && Double.isFinite(high[i])) {
        xs.accept(x[i]);
        ys.accept(low[i]);
        ys.accept(high[i]);
      }
    }
  }

  @Override
  public void draw(Graphics2D graphics, Plane plane) {
    graphics.setColor(ink.colour());
    graphics.setStroke(Ink.thin());
    for (int i = 0; i < x.length; i++) {
      if (plane.takes(x[i], high[i]) && !Double.isNaN(low[i])) {
        double px = plane.x(x[i]);
        double bottom = plane.y(low[i]);
        double top = plane.y(high[i]);
        graphics.draw(new Line2D.Double(px, bottom, px, top));
        graphics.draw(new Line2D.Double(px - FOOT, bottom, px + FOOT, bottom));
        graphics.draw(new Line2D.Double(px - FOOT, top, px + FOOT, top));
      }
    }
  }
}
