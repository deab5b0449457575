package org.hafnia.simulator.fitting.retention;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hafnia.simulator.fitting.Panel;
import org.hafnia.simulator.fitting.Panel.Scale;
import org.hafnia.simulator.fitting.Panel.Series;

/** Picture of how far the conductances of all devices have spread since their first read. */
final class ConductancePanel {

  /** Cells and normal scores that the model's deviation is taken over. */
  private static final int CELLS = 300;

  private static final int SCORES = 99;
  private static final double MICRO = 1e6;

  /** Of a deviation without its tails: shares cut off on either side, and cells it takes. */
  private static final double CUT = 0.01;

  private static final int FEWEST_CELLS = 20;

  private final RetentionPanels panels;
  private final RetentionFits.Fitted fit;
  private final double kelvin;
  private final double[] x;

  /**
   * At one temperature.
   *
   * @param x times of the model's line, in seconds
   */
  ConductancePanel(RetentionPanels panels, RetentionFits.Fitted fit, double kelvin, double[] x) {
    this.panels = panels;
    this.fit = fit;
    this.kelvin = kelvin;
    this.x = x;
  }

  Panel panel() {
    var own =
        fit.likelihood().rows().devices().stream()
            .filter(device -> device.kelvin() == kelvin)
            .toList();
    double[] times = fit.likelihood().rows().seconds();
    var series = new ArrayList<Series>();
    series.add(Series.line("model", 0, x, modelled(own)));
    double[] data = new double[times.length];
    for (int i = 0; i < data.length; i++) {
      double time = times[i];
      data[i] =
          deviation(
              own.stream()
                  .mapToDouble(device -> microsiemens(device.first(), at(device, time)))
                  .filter(change -> !Double.isNaN(change))
                  .toArray());
    }
    int[] there = IntStream.range(0, data.length).filter(i -> data[i] > 0).toArray();
    series.add(
        Series.points(
            "data",
            1,
            Arrays.stream(there).mapToDouble(i -> times[i]).toArray(),
            Arrays.stream(there).mapToDouble(i -> data[i]).toArray()));
    return new Panel(
        "conductance",
        "Standard deviation of the middle 98 %% of G - G0, %.0f K".formatted(kelvin),
        "Time since the first read (s)",
        "Standard deviation of G - G0 (µS)",
        true,
        Scale.LOG,
        series);
  }

  /** The same of cells with the first reads of these, under the model. */
  private double[] modelled(List<RetentionRows.Device> own) {
    int step = Math.max(1, own.size() / CELLS);
    double[] scores =
        IntStream.range(0, SCORES)
            .mapToDouble(i -> RetentionPanels.quantile(fit.curve(), (i + 0.5) / SCORES))
            .toArray();
    double[] model = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double second = x[i];
      model[i] =
          deviation(
              IntStream.range(0, (own.size() - 1) / step + 1)
                  .mapToDouble(cell -> own.get(cell * step).first())
                  .flatMap(
                      first ->
                          Arrays.stream(scores)
                              .map(z -> panels.change(fit.curve(), first, second, z))
                              .map(moved -> microsiemens(first, moved)))
                  .toArray());
    }
    return model;
  }

  /** Standard deviation of the middle 98 %; a few cells would make up all of it otherwise. */
  private static double deviation(double[] changes) {
    double[] sorted = Arrays.stream(changes).sorted().toArray();
    int cut = (int) (CUT * sorted.length);
    return sorted.length < FEWEST_CELLS
        ? 0
        : RetentionRows.deviation(Arrays.copyOfRange(sorted, cut, sorted.length - cut));
  }

  /** G - G0 at ln(R/R0). */
  private static double microsiemens(double first, double moved) {
    return MICRO * (Math.exp(-first - moved) - Math.exp(-first));
  }

  /** ln(R/R0) of a device at a time; NaN where it was not read. */
  private double at(RetentionRows.Device device, double time) {
    double sum = 0;
    for (int j = 0; j < device.moves().length; j++) {
      sum += device.moves()[j];
      if (fit.likelihood().rows().steps().get(device.steps()[j]).to() == time) {
        return sum;
      }
    }
    return Double.NaN;
  }
}
