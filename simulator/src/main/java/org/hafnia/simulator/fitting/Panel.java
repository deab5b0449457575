package org.hafnia.simulator.fitting;

import java.util.Arrays;
import java.util.List;

/**
 * A picture of data and model, to be drawn by whoever shows it.
 *
 * @param name short, for a file: "traces"
 * @param title for people
 * @param x title of the axis, with its unit
 * @param y title of the axis, with its unit
 * @param logX whether the axis is logarithmic
 * @param scaleY linear, logarithmic, or a normal probability scale for fractions
 * @param series what is drawn, the first one at the back
 */
public record Panel(
    String name,
    String title,
    String x,
    String y,
    boolean logX,
    Scale scaleY,
    List<Series> series) {

  public Panel {
    series = List.copyOf(series);
  }

  /** Scales of the vertical axis. */
  public enum Scale {
    LINEAR,
    LOG,
    /** Values are fractions in (0, 1), shown at their normal quantile. */
    PROBABILITY
  }

  /** How a series is drawn. */
  public enum Style {
    POINTS,
    /** Points of a cloud, too many to look at one by one. */
    DOTS,
    LINE,
    /** A line that is one of several devices'. */
    TRACE,
    /** What is at most y. */
    LIMITS,
    /** Between low and high. */
    BAND
  }

  /**
   * Equally long lists; {@code y} is empty for a band, {@code low} and {@code high} for the rest
   * unless they are error bars.
   *
   * @param name in the legend; empty: not there
   * @param hue series about the same thing share one and are drawn in one colour; from 0
   */
  public record Series(
      String name,
      Style style,
      int hue,
      List<Double> x,
      List<Double> y,
      List<Double> low,
      List<Double> high) {

    public Series {
      x = List.copyOf(x);
      y = List.copyOf(y);
      low = List.copyOf(low);
      high = List.copyOf(high);
    }

    public static Series points(String name, int hue, double[] x, double[] y) {
      return of(name, Style.POINTS, hue, x, y);
    }

    public static Series dots(String name, int hue, double[] x, double[] y) {
      return of(name, Style.DOTS, hue, x, y);
    }

    public static Series line(String name, int hue, double[] x, double[] y) {
      return of(name, Style.LINE, hue, x, y);
    }

    public static Series trace(String name, int hue, double[] x, double[] y) {
      return of(name, Style.TRACE, hue, x, y);
    }

    public static Series limits(String name, int hue, double[] x, double[] tops) {
      return of(name, Style.LIMITS, hue, x, tops);
    }

    public static Series band(String name, int hue, double[] x, double[] low, double[] high) {
      return new Series(name, Style.BAND, hue, list(x), List.of(), list(low), list(high));
    }

    /** These points with intervals. */
    public Series between(double[] from, double[] to) {
      return new Series(name, style, hue, x, y, list(from), list(to));
    }

    private static Series of(String name, Style style, int hue, double[] x, double[] y) {
      return new Series(name, style, hue, list(x), list(y), List.of(), List.of());
    }

    private static List<Double> list(double[] values) {
      return Arrays.stream(values).boxed().toList();
    }
  }
}
