package org.hafnia.service.plots;

import java.util.Arrays;
import java.util.List;
import org.hafnia.service.plots.axes.Axis;
import org.hafnia.service.plots.sheet.Ink;
import org.hafnia.service.plots.sheet.Sheet;
import org.hafnia.simulator.fitting.Panel;
import org.hafnia.simulator.fitting.Panel.Series;
import org.hafnia.simulator.fitting.Panel.Style;

/** A panel of the simulator, data and model in one picture. */
public record PanelPlot(Panel panel) implements Plot {

  @Override
  public Sheet sheet() {
    var sheet = new Sheet(panel.title(), xAxis(), yAxis());
    panel.series().stream()
        .filter(series -> !series.x().isEmpty())
        .forEach(series -> add(sheet, series, Ink.of(series.hue())));
    return sheet;
  }

  private Axis xAxis() {
    return panel.logX() ? Axis.logarithmic(panel.x()) : Axis.linear(panel.x());
  }

  private Axis yAxis() {
    return switch (panel.scaleY()) {
      case LINEAR -> Axis.linear(panel.y());
      case LOG -> Axis.logarithmic(panel.y());
      case PROBABILITY -> Axis.probability(panel.y());
    };
  }

  private static void add(Sheet sheet, Series series, Ink ink) {
    double[] x = numbers(series.x());
    double[] low = numbers(series.low());
    double[] high = numbers(series.high());
    switch (series.style()) {
      case POINTS -> sheet.open(series.name(), x, numbers(series.y()), ink);
      case DOTS -> sheet.dots(series.name(), x, numbers(series.y()), ink);
      case TRACE -> sheet.trace(series.name(), x, numbers(series.y()), ink);
      case LIMITS -> sheet.limits(series.name(), x, numbers(series.y()), ink);
      case LINE -> sheet.line(series.name(), x, numbers(series.y()), ink);
      case BAND -> sheet.band(series.name(), x, low, high, ink);
    }
    // A band over a single x has no width.
    boolean bars = series.style() != Style.BAND || Arrays.stream(x).distinct().count() == 1;
    if (bars && low.length > 0) {
      sheet.errorBars(x, low, high, ink);
    }
  }

  private static double[] numbers(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
