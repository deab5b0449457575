package org.hafnia.service.plots.sheet;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hafnia.service.plots.axes.Axis;
import org.hafnia.service.plots.axes.Scale;

/**
 * Points of a sheet, in places of its axes; NaN where a value has no place.
 *
 * @param name in the legend; empty: not there
 * @param low lower ends of error bars, else empty
 * @param high upper ends of error bars, else empty
 */
record Series(
    String name,
    Style style,
    Ink ink,
    List<Double> x,
    List<Double> y,
    List<Double> low,
    List<Double> high) {

  /** How points become a drawing. */
  enum Style {
    LINE,
    MARKED,
    POINTS,
    /** Hollow, so that a line through them is seen. */
    OPEN,
    /** Many small ones, a cloud. */
    DOTS,
    /** A thin line, one of several. */
    TRACE,
    /** Tops of what is not known but smaller, with an arrow down. */
    LIMITS,
    /** The outline of an area, walked once around. */
    AREA,
    ERROR_BARS
  }

  /** What is drawn how. */
  record Look(String name, Style style, Ink ink) {}

  static Series of(Look look, Axis xAxis, double[] xs, Axis yAxis, double[] ys) {
    if (xs.length == 0 || xs.length != ys.length) {
      throw new IllegalArgumentException(
          "series \"%s\": %d values of x and %d of y; expected as many of both, at least one"
              .formatted(look.name(), xs.length, ys.length));
    }
    return new Series(
        look.name(),
        look.style(),
        look.ink(),
        places(xAxis.scale(), xs),
        places(yAxis.scale(), ys),
        List.of(),
        List.of());
  }

  static Series errorBars(Ink ink, List<Double> x, List<Double> low, List<Double> high) {
    if (x.isEmpty() || x.size() != low.size() || x.size() != high.size()) {
      throw new IllegalArgumentException(
          "error bars: %d values of x, %d lower and %d upper ends; expected as many of each"
              .formatted(x.size(), low.size(), high.size()));
    }
    return new Series("", Style.ERROR_BARS, ink, x, List.of(), low, high);
  }

  static List<Double> places(Scale scale, double[] values) {
    return Arrays.stream(values)
        .map(value -> scale.takes(value) ? scale.place(value) : Double.NaN)
        .boxed()
        .toList();
  }

  /** All of its heights, for the ends of the axis. */
  List<Double> heights() {
    return style == Style.ERROR_BARS
        ? IntStream.range(0, low.size())
            .boxed()
            .flatMap(i -> List.of(low.get(i), high.get(i)).stream())
            .toList()
        : y;
  }

  /** Points that have a place on both axes. */
  int drawn() {
    return (int)
        IntStream.range(0, x.size())
            .filter(i -> Double.isFinite(x.get(i)) && Double.isFinite(y.get(i)))
            .count();
  }
}
