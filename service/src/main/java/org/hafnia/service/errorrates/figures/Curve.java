package org.hafnia.service.errorrates.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.hafnia.service.plots.sheet.Ink;
import org.hafnia.service.plots.sheet.Sheet;

/**
 * Error rates over something, as a logarithmic axis can show them: a rate of 0 has no place there.
 *
 * @param points in the order in which they are joined
 */
record Curve(String name, List<Point> points) {

  /** Nobody will ever meet an error below it: it would only squeeze the others. */
  static final double FLOOR = 1e-12;

  /** A rate with its interval at a value of what it is shown over. */
  record Point(double at, double rate, double low, double high) {

    /** Whether the rate itself can be shown, and not only that it is no higher. */
    boolean seen() {
      return rate >= FLOOR;
    }
  }

  Curve {
    points = List.copyOf(points);
  }

  List<Point> seen() {
    return points.stream().filter(Point::seen).toList();
  }

  /** What has only an upper limit. */
  List<Point> limits() {
    return points.stream().filter(point -> !point.seen()).toList();
  }

  /** Points that no other one beats in both; along them errors fall as x rises. */
  List<Point> best() {
    var best = new ArrayList<Point>();
    double least = Double.POSITIVE_INFINITY;
    for (var point : seen()) {
      if (point.rate() < least) {
        best.add(point);
        least = point.rate();
      }
    }
    return best;
  }

  /** A line through all of them, broken where only a limit is known. */
  void line(Sheet sheet, Ink ink) {
    double[] rates = of(points, point -> point.seen() ? point.rate() : Double.NaN);
    sheet.marked(name, of(points, Point::at), rates, ink);
    bars(sheet, ink);
  }

  /** Points by themselves, and a line along the best. */
  void front(Sheet sheet, Ink ink) {
    sheet.points(name, of(points, Point::at), of(points, Point::rate), ink);
    var best = best();
    if (best.size() > 1) {
      String along = name + ", least at that energy";
      sheet.line(along, of(best, Point::at), of(best, Point::rate), ink);
    }
    bars(sheet, ink);
  }

  void bars(Sheet sheet, Ink ink) {
    var seen = seen();
    if (!seen.isEmpty()) {
      sheet.errorBars(of(seen, Point::at), of(seen, Point::low), of(seen, Point::high), ink);
    }
  }

  /**
   * Arrows down from the upper limits.
   *
   * @param inLegend what they are called; empty: not in the legend
   */
  void arrows(Sheet sheet, String inLegend, Ink ink) {
    var limits = limits();
    if (!limits.isEmpty()) {
      double[] tops = of(limits, point -> Math.max(FLOOR, point.high()));
      sheet.limits(inLegend, of(limits, Point::at), tops, ink);
    }
  }

  static double[] of(List<Point> points, ToDoubleFunction<Point> part) {
    return points.stream().mapToDouble(part).toArray();
  }
}
