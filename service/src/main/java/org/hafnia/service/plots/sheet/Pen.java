package org.hafnia.service.plots.sheet;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;

/** How the points of a series are drawn: joined, marked, or both. */
record Pen(
    boolean line,
    boolean marked,
    boolean filled,
    Shape marker,
    Color colour,
    Color fill,
    BasicStroke stroke) {

  /** Markers of more points than these would run into one another. */
  private static final int MOST_MARKED = 40;

  static Pen of(Series series) {
    var ink = series.ink();
    return switch (series.style()) {
      case TRACE -> line(series, ink.trace(), Ink.fine());
      case LINE -> line(series, ink.colour(), ink.stroke());
      case MARKED ->
          series.drawn() > MOST_MARKED
              ? line(series, ink.colour(), ink.stroke())
              : new Pen(true, true, true, ink.marker(), ink.colour(), ink.colour(), ink.stroke());
      case OPEN -> points(ink.marker(), ink.colour(), Color.WHITE);
      case DOTS -> points(Ink.dot(), ink.cloud(), ink.cloud());
      case LIMITS ->
          new Pen(false, true, false, Ink.limit(), ink.colour(), ink.colour(), Ink.thin());
      case POINTS, AREA, ERROR_BARS -> points(ink.marker(), ink.colour(), ink.colour());
    };
  }

  /** A line of one point is a marker. */
  private static Pen line(Series series, Color colour, BasicStroke stroke) {
    boolean lone = series.drawn() == 1;
    return new Pen(true, lone, true, series.ink().marker(), colour, colour, stroke);
  }

  /** How it stands in the legend, where what is fine among many would not be seen. */
  Pen alone(Series series) {
    var ink = series.ink();
    return switch (series.style()) {
      case TRACE -> line(series, ink.colour(), Ink.thin());
      case DOTS -> points(Ink.largeDot(), ink.colour(), ink.colour());
      default -> this;
    };
  }

  private static Pen points(Shape marker, Color colour, Color fill) {
    return new Pen(false, true, true, marker, colour, fill, Ink.thin());
  }

  /** Whether the outline of its markers is drawn besides what fills them. */
  boolean outlined() {
    return !filled || !fill.equals(colour);
  }
}
