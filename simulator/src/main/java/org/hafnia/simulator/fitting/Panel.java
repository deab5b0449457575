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
    LINE,
    /** Between low and high. */
    BAND
  }

  /**
   * Equally long lists; {@code y} is empty for a band, {@code low} and {@code high} for the rest
   * unless they are error bars.
   */
  public record Series(
      String name,
      Style style,
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

    public static Series points(String name, double[] x, double[] y) {
      return new Series(name, Style.POINTS, list(x), list(y), List.of(), List.of());
    }

    public static Series line(String name, double[] x, double[] y) {
      return new Series(name, Style.LINE, list(x), list(y), List.of(), List.of());
    }

    public static Series band(String name, double[] x, double[] low, double[] high) {
      return new Series(name, Style.BAND, list(x), List.of(), list(low), list(high));
    }

    private static List<Double> list(double[] values) {
      return Arrays.stream(values).boxed().toList();
    }
  }
}
