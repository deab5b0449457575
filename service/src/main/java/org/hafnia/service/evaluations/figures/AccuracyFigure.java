package org.hafnia.service.evaluations.figures;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.hafnia.service.errorrates.question.Numbers;
import org.hafnia.service.evaluations.outcome.Loss;
import org.hafnia.service.evaluations.outcome.Outcome;
import org.hafnia.service.evaluations.outcome.PointOutcome;
import org.hafnia.service.plots.Plot;
import org.hafnia.service.plots.axes.Axis;
import org.hafnia.service.plots.sheet.Ink;
import org.hafnia.service.plots.sheet.Sheet;

/**
 * Accuracy against errors: the mean of the draws with its interval over draws, the interval over
 * test images as an area, the network without errors at a place of its own.
 */
record AccuracyFigure(Outcome outcome, Along along) implements Plot {

  private static final double PER_CENT = 100;
  private static final double LEAST_SPAN = 2;

  /** Factor between 0 and the least value above it. */
  private static final double ASIDE = 6;

  private static final double MARGIN = 1.6;

  @Override
  public Sheet sheet() {
    var sheet = new Sheet(Figures.title("Accuracy", outcome), across(), up());
    var points = points(false);
    double[] x = of(points, along::of);
    if (along.joined() && points.size() > 1) {
      sheet.band(
          "95 % over test images",
          x,
          percent(points, point -> point.overTestImages().low()),
          percent(points, point -> point.overTestImages().high()),
          Ink.BLUE);
    }
    if (!points.isEmpty()) {
      means(sheet, points);
    }
    withoutErrors(sheet);
    return sheet;
  }

  private void means(Sheet sheet, List<PointOutcome> points) {
    var drawn = outcome.points().stream().filter(point -> point.overDraws() != null).toList();
    String name = drawn.isEmpty() ? "one draw" : "mean, 95 % over draws";
    double[] x = of(points, along::of);
    double[] y = percent(points, PointOutcome::accuracy);
    if (along.joined()) {
      sheet.marked(name, x, y, Ink.BLUE);
    } else {
      sheet.points(name, x, y, Ink.BLUE);
    }
    var atZero = points(true);
    if (!atZero.isEmpty() && !along.errorRates()) {
      sheet.points("", of(atZero, this::place), percent(atZero, PointOutcome::accuracy), Ink.BLUE);
    }
    if (!drawn.isEmpty()) {
      sheet.errorBars(
          of(drawn, this::place),
          percent(drawn, AccuracyFigure::low),
          percent(drawn, AccuracyFigure::high),
          Ink.BLUE);
    }
  }

  private static double low(PointOutcome point) {
    var over = point.overDraws();
    return over == null ? point.accuracy() : over.low();
  }

  private static double high(PointOutcome point) {
    var over = point.overDraws();
    return over == null ? point.accuracy() : over.high();
  }

  private void withoutErrors(Sheet sheet) {
    var share = outcome.errorFree();
    if (along.errorRates()) {
      double[] x = {zero()};
      sheet.points("no errors, 95 % over test images", x, one(share.value()), Ink.VERMILION);
      sheet.errorBars(x, one(share.low()), one(share.high()), Ink.VERMILION);
      Double rate = Loss.headline(outcome.losses());
      if (rate != null && along.swept()) {
        sheet.verticalFromBelow("−1 point at " + Numbers.shown(rate), rate);
      }
    } else {
      sheet.horizontal(
          String.format(Locale.ROOT, "no errors: %.2f %%", PER_CENT * share.value()),
          PER_CENT * share.value());
    }
  }

  private static double[] one(double share) {
    return new double[] {PER_CENT * share};
  }

  /** Those on the axis itself, or those whose 0 has a place of its own. */
  private List<PointOutcome> points(boolean aside) {
    return outcome.points().stream()
        .filter(point -> aside == (along.decades() && !(along.of(point) > 0)))
        .sorted(Comparator.comparingDouble(along::of))
        .toList();
  }

  private double place(PointOutcome point) {
    double value = along.of(point);
    return along.decades() && !(value > 0) ? zero() : value;
  }

  private Axis across() {
    if (!along.decades()) {
      return Axis.linear(along.title());
    }
    var axis = Axis.logarithmic(along.title());
    boolean atZero = outcome.points().stream().anyMatch(point -> along.of(point) == 0);
    if (!along.errorRates() && !atZero) {
      return axis;
    }
    double most =
        outcome.points().stream().mapToDouble(along::of).filter(x -> x > 0).max().orElse(1);
    return axis.zeroAt(zero()).between(zero() / MARGIN, MARGIN * most);
  }

  private double zero() {
    return outcome.points().stream().mapToDouble(along::of).filter(x -> x > 0).min().orElse(1)
        / ASIDE;
  }

  private Axis up() {
    double low = PER_CENT * values().min().orElseThrow();
    double high = PER_CENT * values().max().orElseThrow();
    double pad = Math.max(0.06 * (high - low), (LEAST_SPAN - (high - low)) / 2);
    return Axis.linear("Accuracy (%)")
        .between(Math.max(0, low - pad), Math.min(PER_CENT, high + pad));
  }

  private DoubleStream values() {
    var share = outcome.errorFree();
    return DoubleStream.concat(
        DoubleStream.of(share.low(), share.high()),
        outcome.points().stream()
            .flatMapToDouble(
                point ->
                    DoubleStream.of(
                        low(point),
                        high(point),
                        point.overTestImages().low(),
                        point.overTestImages().high())));
  }

  private static double[] percent(List<PointOutcome> points, ToDoubleFunction<PointOutcome> share) {
    return of(points, point -> PER_CENT * share.applyAsDouble(point));
  }

  private static double[] of(List<PointOutcome> points, ToDoubleFunction<PointOutcome> part) {
    return points.stream().mapToDouble(part).toArray();
  }
}
