package org.hafnia.service.plots.sheet;

import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.hafnia.service.plots.axes.Plane;

/** A translucent area, its outline walked once around. */
final class Veil implements Layer {

  private final Legend.Entry entry;
  private final double[] x;
  private final double[] y;

  Veil(Legend.Entry entry, double[] x, double[] y) {
    if (x.length != y.length || x.length == 0) {
      throw new IllegalArgumentException(
          "area \"%s\": %d values of x and %d of y; expected as many of both, at least one"
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
    return entry.name().isEmpty() ? Optional.empty() : Optional.of(entry);
  }

  @Override
  public void draw(Graphics2D graphics, Plane plane) {
    var path = new Path2D.Double();
    for (int i = 0; i < x.length; i++) {
      if (Double.isNaN(x[i]) || Double.isNaN(y[i])) {
        continue;
      }
      if (path.getCurrentPoint() == null) {
        path.moveTo(plane.x(x[i]), plane.y(y[i]));
      } else {
        path.lineTo(plane.x(x[i]), plane.y(y[i]));
      }
    }
    if (path.getCurrentPoint() != null) {
      path.closePath();
      graphics.setColor(entry.ink().veil());
      graphics.fill(path);
    }
  }
}
