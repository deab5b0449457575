package org.hafnia.service.plots.sheet;

import java.awt.Graphics2D;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.hafnia.service.plots.axes.Plane;

/** Something that is drawn between the axes. */
sealed interface Layer permits Curve, Veil, Whiskers, Rule, Cells {

  /** Tells every value that the axes should show. */
  void values(DoubleConsumer x, DoubleConsumer y);

  void draw(Graphics2D graphics, Plane plane);

  /** Its line in the legend. */
  default Optional<Legend.Entry> entry() {
    return Optional.empty();
  }
}
