package org.hafnia.service.plots.sheet;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.hafnia.service.plots.axes.Text;

/** Names of the series below the sheet, in as many rows as they need. */
final class Legend {

  private static final double SWATCH = 26;
  private static final double GAP = 16;
  private static final double ROW = 17;
  private static final double EDGE = 12;

  private final double width;
  private final List<List<Entry>> rows = new ArrayList<>();

  /**
   * A series as its legend shows it.
   *
   * @param line whether its points are joined
   * @param marker whether each point has a marker; an area has neither
   */
  record Entry(String name, Ink ink, boolean line, boolean marker) {

    double width() {
      return SWATCH + Text.LEGEND.width(name) + GAP;
    }
  }

  Legend(List<Entry> entries, double width) {
    this.width = width;
    double most = width - 2 * EDGE;
    double used = most;
    for (var entry : entries) {
      var fitted =
          new Entry(
              Text.LEGEND.fitted(entry.name(), most - SWATCH - GAP),
              entry.ink(),
              entry.line(),
              entry.marker());
      if (rows.isEmpty() || used + fitted.width() > most) {
        rows.add(new ArrayList<>());
        used = 0;
      }
      rows.getLast().add(fitted);
      used += fitted.width();
    }
  }

  double height() {
    return rows.isEmpty() ? 0 : rows.size() * ROW + EDGE / 2;
  }

  void draw(Graphics2D graphics, double top) {
    double y = top + ROW / 2;
    for (var row : rows) {
      double x = (width - row.stream().mapToDouble(Entry::width).sum() + GAP) / 2;
      for (var entry : row) {
        swatch(graphics, entry, x, y);
        Text.LEGEND.write(graphics, entry.name(), x + SWATCH + 4, y + 4, 0);
        x += entry.width();
      }
      y += ROW;
    }
  }

  private static void swatch(Graphics2D graphics, Entry entry, double x, double y) {
    graphics.setColor(entry.ink().colour());
    if (entry.line()) {
      graphics.setStroke(entry.ink().stroke());
      graphics.draw(new Line2D.Double(x, y, x + SWATCH, y));
    }
    if (entry.marker()) {
      entry.ink().marker().draw(graphics, x + SWATCH / 2, y, 3.2);
    }
    if (!entry.line() && !entry.marker()) {
      graphics.setColor(entry.ink().veil());
      graphics.fill(new Rectangle2D.Double(x + 4, y - 5, SWATCH - 4, 10));
    }
  }
}
