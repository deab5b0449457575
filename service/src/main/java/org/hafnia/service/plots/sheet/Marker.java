package org.hafnia.service.plots.sheet;

import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** The sign of a single point. */
enum Marker {
  CIRCLE,
  SQUARE,
  TRIANGLE,
  DIAMOND,
  WEDGE,
  CROSS,
  RING,
  FRAME;

  /** Draws it in the colour that is set. */
  void draw(Graphics2D graphics, double x, double y, double radius) {
    var shape = shape(x, y, radius);
    if (this == CROSS || this == RING || this == FRAME) {
      graphics.setStroke(Ink.thin());
      graphics.draw(shape);
    } else {
      graphics.fill(shape);
    }
  }

  private Shape shape(double x, double y, double r) {
    return switch (this) {
      case CIRCLE, RING -> new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
      case SQUARE, FRAME -> new Rectangle2D.Double(x - r * 0.88, y - r * 0.88, 1.76 * r, 1.76 * r);
      case TRIANGLE ->
          path(true, x, y - 1.2 * r, x + 1.1 * r, y + 0.8 * r, x - 1.1 * r, y + 0.8 * r);
      case WEDGE -> path(true, x, y + 1.2 * r, x + 1.1 * r, y - 0.8 * r, x - 1.1 * r, y - 0.8 * r);
      case DIAMOND -> path(true, x, y - 1.3 * r, x + 1.1 * r, y, x, y + 1.3 * r, x - 1.1 * r, y);
      case CROSS -> {
        var cross = path(false, x - r, y - r, x + r, y + r);
        cross.append(path(false, x - r, y + r, x + r, y - r), false);
        yield cross;
      }
    };
  }

  private static Path2D path(boolean closed, double... corners) {
    var path = new Path2D.Double();
    path.moveTo(corners[0], corners[1]);
    for (int i = 2; i < corners.length; i += 2) {
      path.lineTo(corners[i], corners[i + 1]);
    }
    if (closed) {
      path.closePath();
    }
    return path;
  }
}
