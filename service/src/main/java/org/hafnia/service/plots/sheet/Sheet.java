package org.hafnia.service.plots.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hafnia.service.plots.axes.Axis;
import org.hafnia.service.plots.axes.Axis.Ends;
import org.hafnia.service.plots.sheet.Drawing.Ranges;
import org.hafnia.service.plots.sheet.Series.Look;
import org.hafnia.service.plots.sheet.Series.Style;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.PaintScale;

/** A picture of data between two axes: series in the order in which they were added. */
public final class Sheet {

  private final String title;
  private final Axis x;
  private final Axis y;
  private final List<Series> series = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private final List<Image> images = new ArrayList<>();

  public Sheet(String title, Axis x, Axis y) {
    this.title = title;
    this.x = x;
    this.y = y;
  }

  /** Points joined by a line; NaN, or zero on a logarithmic axis, interrupts it. */
  public Sheet line(String name, double[] xs, double[] ys, Ink ink) {
    return with(new Look(name, Style.LINE, ink), xs, ys);
  }

  /** A line with a marker on each of its points. */
  public Sheet marked(String name, double[] xs, double[] ys, Ink ink) {
    return with(new Look(name, Style.MARKED, ink), xs, ys);
  }

  public Sheet points(String name, double[] xs, double[] ys, Ink ink) {
    return with(new Look(name, Style.POINTS, ink), xs, ys);
  }

  /** Hollow points, for data that a line is laid through. */
  public Sheet open(String name, double[] xs, double[] ys, Ink ink) {
    return with(new Look(name, Style.OPEN, ink), xs, ys);
  }

  /** Small points, for a cloud of them. */
  public Sheet dots(String name, double[] xs, double[] ys, Ink ink) {
    return with(new Look(name, Style.DOTS, ink), xs, ys);
  }

  /** A thin line, for one device of several. */
  public Sheet trace(String name, double[] xs, double[] ys, Ink ink) {
    return with(new Look(name, Style.TRACE, ink), xs, ys);
  }

  /** Upper limits, an arrow down from each; below the axis they stand on its end. */
  public Sheet limits(String name, double[] xs, double[] tops, Ink ink) {
    return with(new Look(name, Style.LIMITS, ink), xs, tops);
  }

  /** A translucent area, its outline walked once around; without a name not in the legend. */
  public Sheet area(String name, double[] xs, double[] ys, Ink ink) {
    return with(new Look(name, Style.AREA, ink), xs, ys);
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
    series.add(
        Series.errorBars(
            ink,
            Series.places(x.scale(), xs),
            Series.places(y.scale(), low),
            Series.places(y.scale(), high)));
    return this;
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
    // Beyond its first and last bar a histogram would only underline the axis.
    int first = 0;
    int end = heights.length;
    while (first < end - 1 && heights[first] == 0) {
      first++;
    }
    while (end > first + 1 && heights[end - 1] == 0) {
      end--;
    }
    int n = end - first;
    double[] across = new double[2 * n + 2];
    double[] up = new double[2 * n + 2];
    for (int i = 0; i <= n; i++) {
      across[2 * i] = edges[first + i];
      across[2 * i + 1] = edges[first + i];
      up[2 * i] = i == 0 ? 0 : heights[first + i - 1];
      up[2 * i + 1] = i == n ? 0 : heights[first + i];
    }
    area("", across, up, ink);
    return line(name, across, up, ink);
  }

  /** A horizontal line with a label, a limit for example. */
  public Sheet horizontal(String label, double value) {
    rules.add(new Rule(label, value, Lie.ACROSS));
    return this;
  }

  /** A vertical line with a label at its upper end. */
  public Sheet vertical(String label, double value) {
    rules.add(new Rule(label, value, Lie.UPRIGHT));
    return this;
  }

  /** A vertical line with a label at its lower end, below curves that fall. */
  public Sheet verticalFromBelow(String label, double value) {
    rules.add(new Rule(label, value, Lie.FROM_BELOW));
    return this;
  }

  /**
   * An image with a colour bar; a sheet has one at most.
   *
   * @param values rows from the first y, one less than the edges in both directions
   */
  public Sheet image(Colours colours, double[] xEdges, double[] yEdges, double[][] values) {
    var xs = Series.places(x.scale(), xEdges);
    var ys = Series.places(y.scale(), yEdges);
    images.add(Image.of(colours, xs, ys, values));
    return this;
  }

  /**
   * What the colours of an image stand for.
   *
   * @param label of the colour bar, with the unit in brackets
   * @param low value of the first colour of the palette
   * @param high value of the last one
   */
  public record Colours(String label, Palette palette, double low, double high) {

    PaintScale scale() {
      return palette.between(low, high);
    }
  }

  /** A line across the whole sheet at one value. */
  private record Rule(String label, double value, Lie lie) {

    boolean upright() {
      return lie != Lie.ACROSS;
    }
  }

  /** How a line across the sheet lies, and where its label stands. */
  enum Lie {
    ACROSS,
    UPRIGHT,
    FROM_BELOW
  }

  private Sheet with(Look look, double[] xs, double[] ys) {
    series.add(Series.of(look, x, xs, y, ys));
    return this;
  }

  /** Names in the legend. */
  public List<String> legend() {
    return series.stream().map(Series::name).filter(name -> !name.isEmpty()).toList();
  }

  /** What is written below the sheet. */
  public List<String> xLabels() {
    return drawn().getDomainAxis() instanceof TickedAxis axis ? axis.labels() : List.of();
  }

  /** What is written beside the sheet, from below. */
  public List<String> yLabels() {
    return drawn().getRangeAxis() instanceof TickedAxis axis ? axis.labels() : List.of();
  }

  private XYPlot drawn() {
    var drawing = drawing();
    Canvas.png(drawing.chart(title, images));
    return drawing.plot();
  }

  public byte[] png() {
    return Canvas.png(drawing().chart(title, images));
  }

  public byte[] svg() {
    return Canvas.svg(drawing().chart(title, images));
  }

  private Drawing drawing() {
    var drawing = new Drawing(x, y, new Ranges(across(), up()));
    images.forEach(drawing::image);
    series.forEach(drawing::add);
    for (var rule : rules) {
      var scale = rule.upright() ? x.scale() : y.scale();
      if (scale.takes(rule.value())) {
        drawing.rule(rule.label(), scale.place(rule.value()), rule.lie());
      }
    }
    return drawing;
  }

  private Ends across() {
    var places =
        Stream.of(
            series.stream().flatMap(one -> one.x().stream()),
            images.stream().flatMap(image -> image.xs().stream()),
            ruled(x, true));
    return ends(x, places.flatMap(Function.identity()));
  }

  private Ends up() {
    var places =
        Stream.of(
            series.stream().flatMap(one -> one.heights().stream()),
            images.stream().flatMap(image -> image.ys().stream()),
            ruled(y, false));
    return ends(y, places.flatMap(Function.identity()));
  }

  private Stream<Double> ruled(Axis axis, boolean upright) {
    return rules.stream()
        .filter(rule -> rule.upright() == upright && axis.scale().takes(rule.value()))
        .map(rule -> axis.scale().place(rule.value()));
  }

  /** Images fill the sheet up to its axes. */
  private Ends ends(Axis axis, Stream<Double> places) {
    var span = places.filter(Double::isFinite).collect(Collectors.summarizingDouble(v -> v));
    return axis.ends(span.getMin(), span.getMax(), !images.isEmpty());
  }
}
