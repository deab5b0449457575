package org.hafnia.service.plots.axes;

import java.awt.geom.Rectangle2D;
import org.hafnia.service.plots.axes.Axis.Ends;

/**
 * The part of a picture that shows data: turns values into coordinates.
 *
 * @param area in units of the picture
 */
public record Plane(Axis xAxis, Axis yAxis, Ends xEnds, Ends yEnds, Rectangle2D area) {

  /** How far outside a value is drawn that has no place, zero on a logarithmic axis. */
  private static final double OUTSIDE = 20;

  public boolean takes(double x, double y) {
    return xAxis.scale().takes(x) && yAxis.scale().takes(y);
  }

  /** From the left; a value without a place lies outside, on its side. */
  public double x(double value) {
    if (xAxis.scale().takes(value)) {
      return xPlace(xAxis.scale().place(value));
    }
    return value <= 0 ? area.getMinX() - OUTSIDE : area.getMaxX() + OUTSIDE;
  }

  /** From the top; a value without a place lies outside, on its side. */
  public double y(double value) {
    if (yAxis.scale().takes(value)) {
      return yPlace(yAxis.scale().place(value));
    }
    return value <= 0 ? area.getMaxY() + OUTSIDE : area.getMinY() - OUTSIDE;
  }

  double xPlace(double place) {
    return area.getMinX() + xEnds.share(place) * area.getWidth();
  }

  double yPlace(double place) {
    return area.getMaxY() - yEnds.share(place) * area.getHeight();
  }
}
