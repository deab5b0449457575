package org.hafnia.service.plots.sheet;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.hafnia.service.plots.axes.Axis;
import org.hafnia.service.plots.axes.Axis.Ends;
import org.hafnia.service.plots.axes.Frame;
import org.hafnia.service.plots.axes.Plane;
import org.hafnia.service.plots.axes.Scale;
import org.hafnia.service.plots.axes.Scale.Tick;

/** A picture of data between two axes: layers in the order in which they were added. */
public final class Sheet {

  private final String title;
  private final Axis x;
  private final Axis y;
  private final List<Layer> layers = new ArrayList<>();

  public Sheet(String title, Axis x, Axis y) {
    this.title = title;
    this.x = x;
    this.y = y;
  }

  /** Points joined by a line; NaN, or zero on a logarithmic axis, interrupts it. */
  public Sheet line(String name, double[] xs, double[] ys, Ink ink) {
    return with(new Curve(new Legend.Entry(name, ink, true, false), xs, ys));
  }

  /** A line with a marker on each of its points. */
  public Sheet marked(String name, double[] xs, double[] ys, Ink ink) {
    return with(new Curve(new Legend.Entry(name, ink, true, true), xs, ys));
  }

  public Sheet points(String name, double[] xs, double[] ys, Ink ink) {
    return with(new Curve(new Legend.Entry(name, ink, false, true), xs, ys));
  }

  /** A translucent area, its outline walked once around; without a name not in the legend. */
  public Sheet area(String name, double[] xs, double[] ys, Ink ink) {
    return with(new Veil(new Legend.Entry(name, ink, false, false), xs, ys));
  }

  /** The area between two lines over the same x; without a name not in the legend. */
  @SuppressWarnings("checkstyle:ParameterNumber") // Two lines, where the others have one.
  public Sheet band(String name, double[] xs, double[] low, double[] high, Ink ink) {
    if (xs.length != low.length || xs.length != high.length) {
      throw new IllegalArgumentException(
          "band \"%s\": %d values of x, %d lower and %d upper ends; expected as many of each"
              .formatted(name, xs.length, low.length, high.length));
    }
    int n = xs.length;
    double[] around = new double[2 * n];
    double[] bounds = new double[2 * n];
    for (int i = 0; i < n; i++) {
      around[i] = xs[i];
      bounds[i] = low[i];
      around[2 * n - 1 - i] = xs[i];
      bounds[2 * n - 1 - i] = high[i];
    }
    return area(name, around, bounds, ink);
  }

  /** Intervals upon points of another layer of this ink. */
  public Sheet errorBars(double[] xs, double[] low, double[] high, Ink ink) {
    return with(new Whiskers(ink, xs, low, high));
  }

  /**
   * Bars of a histogram, as one outline over a translucent area.
   *
   * @param edges of the bins, rising; one more than the heights
   */
  public Sheet bars(String name, double[] edges, double[] heights, Ink ink) {
    if (heights.length == 0 || edges.length != heights.length + 1) {
      throw new IllegalArgumentException(
          "histogram \"%s\": %d edges do not bound %d bins"
              .formatted(name, edges.length, heights.length));
    }
    int n = heights.length;
    double[] across = new double[2 * n + 2];
    double[] up = new double[2 * n + 2];
    for (int i = 0; i <= n; i++) {
      across[2 * i] = edges[i];
      across[2 * i + 1] = edges[i];
      up[2 * i] = i == 0 ? 0 : heights[i - 1];
      up[2 * i + 1] = i == n ? 0 : heights[i];
    }
    area("", across, up, ink);
    return line(name, across, up, ink);
  }

  /** A horizontal line with a label, a limit for example. */
  public Sheet horizontal(String label, double value) {
    return with(new Rule(label, value, false));
  }

  /** A vertical line with a label. */
  public Sheet vertical(String label, double value) {
    return with(new Rule(label, value, true));
  }

  /**
   * An image with a colour bar; a sheet has one at most.
   *
   * @param values rows from the first y, one less than the edges in both directions
   */
  public Sheet image(Colours colours, double[] xEdges, double[] yEdges, double[][] values) {
    var key = new Cells.Key(colours.label(), colours.palette(), colours.low(), colours.high());
    return with(new Cells(key, xEdges, yEdges, values));
  }

  /**
   * What the colours of an image stand for.
   *
   * @param label of the colour bar, with the unit in brackets
   * @param low value of the first colour of the palette
   * @param high value of the last one
   */
  public record Colours(String label, Palette palette, double low, double high) {}

  private Sheet with(Layer layer) {
    layers.add(layer);
    return this;
  }

  /** Names in the legend. */
  public List<String> legend() {
    return entries().stream().map(Legend.Entry::name).toList();
  }

  /** What is written below the sheet. */
  public List<String> xLabels() {
    var plane = plane(frame());
    return labels(frame().xTicks(plane.xEnds(), plane.area().getWidth()));
  }

  /** What is written beside the sheet, from below. */
  public List<String> yLabels() {
    var plane = plane(frame());
    return labels(frame().yTicks(plane.yEnds(), plane.area().getHeight()));
  }

  private static List<String> labels(List<Tick> ticks) {
    return ticks.stream().map(Tick::label).filter(label -> !label.isEmpty()).toList();
  }

  public byte[] png() {
    return Canvas.png(this::draw);
  }

  public byte[] svg() {
    return Canvas.svg(this::draw);
  }

  private void draw(Graphics2D graphics) {
    graphics.setColor(Color.WHITE);
    graphics.fill(new Rectangle2D.Double(0, 0, Canvas.WIDTH, Canvas.HEIGHT));
    var frame = frame();
    var plane = plane(frame);
    frame.drawGrid(graphics, plane);
    Shape whole = graphics.getClip();
    graphics.clip(plane.area());
    layers.forEach(layer -> layer.draw(graphics, plane));
    graphics.setClip(whole);
    frame.drawLabels(graphics, plane);
    images().forEach(cells -> cells.drawBar(graphics, plane));
    legendBelow().draw(graphics, frame.height());
  }

  private Frame frame() {
    double width = Canvas.WIDTH - (images().isEmpty() ? 0 : Cells.BAR);
    return new Frame(title, x, y, width, Canvas.HEIGHT - legendBelow().height());
  }

  private Plane plane(Frame frame) {
    boolean tight = !images().isEmpty();
    var across = new Span(x.scale());
    var up = new Span(y.scale());
    layers.forEach(layer -> layer.values(across, up));
    return frame.plane(across.ends(x, tight), up.ends(y, tight));
  }

  private Legend legendBelow() {
    return new Legend(entries(), Canvas.WIDTH);
  }

  private List<Legend.Entry> entries() {
    return layers.stream().flatMap(layer -> layer.entry().stream()).toList();
  }

  private List<Cells> images() {
    return layers.stream().filter(Cells.class::isInstance).map(Cells.class::cast).toList();
  }

  /** From the least to the greatest place of the values that have one. */
  private static final class Span implements DoubleConsumer {

    private final Scale scale;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;

    Span(Scale scale) {
      this.scale = scale;
    }

    @Override
    public void accept(double value) {
      if (scale.takes(value)) {
        double place = scale.place(value);
        least = Math.min(least, place);
        greatest = Math.max(greatest, place);
      }
    }

    Ends ends(Axis axis, boolean tight) {
      return axis.ends(least, greatest, tight);
    }
  }
}
