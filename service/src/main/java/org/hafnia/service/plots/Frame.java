package org.hafnia.service.plots;

import java.util.List;
import java.util.stream.IntStream;
import org.hafnia.service.plots.Surface.Anchor;
import org.hafnia.service.plots.Surface.Lettering;
import org.hafnia.service.plots.Surface.Stroke;

/** Title, axes, grid and legend around the data, and the way from values to places. */
final class Frame {

  static final int INK = 0x222222;

  /** From the palette of Okabe and Ito, told apart with any kind of colour blindness. */
  static final int BLUE = 0x0072B2;

  static final int ORANGE = 0xD55E00;
  static final double SHADE = 0.25;

  private static final int GRID = 0xE4E4E4;
  private static final double LEFT = 76;
  private static final double RIGHT = Surface.WIDTH - 18.0;
  private static final double TOP = 56;
  private static final double BOTTOM = Surface.HEIGHT - 50.0;
  private static final int LONGEST_TITLE = 64;
  private static final int TICK_TEXT = 11;
  private static final int AXIS_TEXT = 12;
  private static final int TITLE_TEXT = 13;

  /** Mean width of a character of the legend's text, rather too wide than too narrow. */
  private static final double LEGEND_CHARACTER = 7;

  private static final double LEGEND_SAMPLE = 26;
  private static final double LEGEND_GAP = 18;
  private static final double LEGEND_Y = 40;

  private final Surface surface;
  private final Axis x;
  private final Axis y;

  Frame(Surface surface, String title, Axis x, Axis y) {
    this.surface = surface;
    this.x = x;
    this.y = y;
    double middle = (LEFT + RIGHT) / 2;
    surface.text(
        shortened(title), middle, 21, new Lettering(TITLE_TEXT, true, Anchor.MIDDLE, false));
    grid();
    surface.text(x.name(), middle, Surface.HEIGHT - 12.0, Lettering.of(AXIS_TEXT, Anchor.MIDDLE));
    surface.text(
        y.name(), 16, (TOP + BOTTOM) / 2, new Lettering(AXIS_TEXT, false, Anchor.MIDDLE, true));
  }

  /** One entry of the legend; shaded ones stand for areas, the others for lines. */
  record Entry(String name, Stroke stroke, boolean line, boolean shaded) {}

  void legend(List<Entry> entries) {
    double width = entries.stream().mapToDouble(Frame::width).sum() - LEGEND_GAP;
    double at = (LEFT + RIGHT - width) / 2;
    for (var entry : entries) {
      double end = at + LEGEND_SAMPLE;
      if (entry.shaded()) {
        surface.area(
            new double[] {at, end, end, at},
            new double[] {LEGEND_Y - 5, LEGEND_Y - 5, LEGEND_Y + 5, LEGEND_Y + 5},
            entry.stroke().colour(),
            SHADE);
      }
      if (entry.line()) {
        surface.line(new double[] {at, end}, new double[] {LEGEND_Y, LEGEND_Y}, entry.stroke());
      }
      surface.text(entry.name(), end + 6, LEGEND_Y + 4, Lettering.of(TICK_TEXT, Anchor.START));
      at += width(entry);
    }
  }

  void line(double[] xs, double[] ys, Stroke stroke) {
    surface.line(across(xs), up(ys), stroke);
  }

  void area(double[] xs, double[] ys, int colour) {
    surface.area(across(xs), up(ys), colour, SHADE);
  }

  void dots(double[] xs, double[] ys, int colour) {
    for (int i = 0; i < xs.length; i++) {
      surface.dot(across(xs[i]), up(ys[i]), 2.6, colour);
    }
  }

  /** Says in the middle why there is nothing to see. */
  void nothing(String reason) {
    surface.text(
        reason, (LEFT + RIGHT) / 2, (TOP + BOTTOM) / 2, Lettering.of(AXIS_TEXT, Anchor.MIDDLE));
  }

  private void grid() {
    var thin = Stroke.solid(GRID, 0.8);
    for (double tick : y.ticks()) {
      double at = up(tick);
      surface.line(new double[] {LEFT, RIGHT}, new double[] {at, at}, thin);
      surface.text(y.label(tick), LEFT - 7, at + 4, Lettering.of(TICK_TEXT, Anchor.END));
    }
    for (double tick : x.ticks()) {
      double at = across(tick);
      surface.line(new double[] {at, at}, new double[] {TOP, BOTTOM}, thin);
      surface.text(x.label(tick), at, BOTTOM + 17, Lettering.of(TICK_TEXT, Anchor.MIDDLE));
    }
    surface.line(
        new double[] {LEFT, LEFT, RIGHT}, new double[] {TOP, BOTTOM, BOTTOM}, Stroke.solid(INK, 1));
  }

  private double across(double value) {
    return LEFT + (RIGHT - LEFT) * x.place(value);
  }

  private double up(double value) {
    return BOTTOM - (BOTTOM - TOP) * y.place(value);
  }

  private double[] across(double[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> across(values[i])).toArray();
  }

  private double[] up(double[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> up(values[i])).toArray();
  }

  private static double width(Entry entry) {
    return LEGEND_SAMPLE + 6 + entry.name().length() * LEGEND_CHARACTER + LEGEND_GAP;
  }

  private static String shortened(String title) {
    int length = title.codePointCount(0, title.length());
    return length <= LONGEST_TITLE
        ? title
        : title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE - 1)) + "…";
  }
}
