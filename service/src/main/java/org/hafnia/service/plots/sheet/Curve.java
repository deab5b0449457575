package org.hafnia.service.plots.sheet;

import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.util.HashSet;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.hafnia.service.plots.axes.Plane;

/** Points, joined or not; what has no place on an axis is left out and ends a line. */
final class Curve implements Layer {

  private static final double CLOSE = 0.2;
  private static final int MANY = 400;
  private static final double SMALL_RADIUS = 1.6;
  private static final double RADIUS = 3.2;

  private final Legend.Entry entry;
  private final double[] x;
  private final double[] y;

  Curve(Legend.Entry entry, double[] x, double[] y) {
    if (x.length != y.length || x.length == 0) {
      throw new IllegalArgumentException(
          "series \"%s\": %d values of x and %d of y; expected as many of both, at least one"
              .formatted(entry.name(), x.length, y.length));
    }
    this.entry = entry;
    this.x = x.clone();
    this.y = y.clone();
  }

  @Override
  public void values(DoubleConsumer xs, DoubleConsumer ys) {
    for (int i = 0; i < x.length; i++) {
      if (Double.isFinite(x[i]) && Double.isFinite(y[i])) {
        xs.accept(x[i]);
        ys.accept(y[i]);
      }
    }
  }

  @Override
  public Optional<Legend.Entry> entry() {
    return Optional.of(entry);
  }

  @Override
  public void draw(Graphics2D graphics, Plane plane) {
    graphics.setColor(entry.ink().colour());
    if (entry.line()) {
      graphics.setStroke(entry.ink().stroke());
      graphics.draw(path(plane));
    }
    markers(graphics, plane);
  }

  private Path2D path(Plane plane) {
    var path = new Path2D.Double();
    boolean open = false;
    for (int i = 0; i < x.length; i++) {
      if (!plane.takes(x[i], y[i])) {
        open = false;
        continue;
      }
      double px = plane.x(x[i]);
      double py = plane.y(y[i]);
      if (!open) {
        path.moveTo(px, py);
      } else if (last(i, plane) || path.getCurrentPoint().distance(px, py) > CLOSE) {
        path.lineTo(px, py);
      }
      open = true;
    }
    return path;
  }

  private boolean last(int i, Plane plane) {
    return i == x.length - 1 || !plane.takes(x[i + 1], y[i + 1]);
  }

  /** One per place of the picture, however many points lie there; alone ones of a line, too. */
  private void markers(Graphics2D graphics, Plane plane) {
    double radius = x.length > MANY ? SMALL_RADIUS : RADIUS;
    var taken = new HashSet<Long>();
    for (int i = 0; i < x.length; i++) {
      boolean drawn = plane.takes(x[i], y[i]) && (entry.marker() || alone(i, plane));
      if (drawn) {
        double px = plane.x(x[i]);
        double py = plane.y(y[i]);
        if (taken.add(Math.round(2 * px) << 32 | Math.round(2 * py))) {
          entry.ink().marker().draw(graphics, px, py, radius);
        }
      }
    }
  }

  private boolean alone(int i, Plane plane) {
    boolean after = i + 1 < x.length && plane.takes(x[i + 1], y[i + 1]);
    boolean before = i > 0 && plane.takes(x[i - 1], y[i - 1]);
    return !after && !before;
  }
}
