package org.hafnia.service.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hafnia.service.plots.AccuracyPlot.Epoch;
import org.hafnia.service.plots.axes.Axis;
import org.hafnia.service.plots.sheet.Ink;
import org.hafnia.service.plots.sheet.Palette;
import org.hafnia.service.plots.sheet.Sheet.Colours;
import org.hafnia.simulator.fitting.Panel;
import org.hafnia.simulator.fitting.Panel.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlotsTest {

  static Stream<Plot> plots() {
    return Stream.of(
        accuracies("twenty epochs", 20),
        accuracies("one epoch", 1),
        accuracies("no epoch", 0),
        accuracies("a thousand epochs", 1_000),
        new AccuracyPlot("all right", 1, List.of(new Epoch(1, 1, 1), new Epoch(2, 1, 1))),
        new AccuracyPlot("all wrong", 10, List.of(new Epoch(7, 0, 0))),
        accuracies("<&>\"' \u0000 \uD800 ".repeat(30), 2),
        accuracies("", 2),
        histogram(60),
        histogram(1),
        new ResistancePlot("none", List.of(), List.of(), List.of()),
        new ResistancePlot("zeros", List.of(5e3, 1e5), List.of(0L), List.of(0L)),
        new ResistancePlot("narrow", List.of(5_000.0, 5_000.1), List.of(1L), List.of(0L)),
        new ResistancePlot("wide", List.of(1e-3, 1e12), List.of(1L << 40), List.of(3L)),
        new PanelPlot(panel(true, Panel.Scale.LOG)),
        new PanelPlot(panel(false, Panel.Scale.PROBABILITY)),
        new PanelPlot(panel(false, Panel.Scale.LINEAR)),
        new PanelPlot(new Panel("none", "none", "x", "y", true, Panel.Scale.LOG, List.of())),
        map(1),
        map(40));
  }

  @ParameterizedTest
  @MethodSource("plots")
  void pngHasItsSizeAndSomethingOnIt(Plot plot) throws Exception {
    var image = Pictures.image(plot.png());

    assertThat(image.getWidth()).isEqualTo(1_200);
    assertThat(image.getHeight()).isEqualTo(800);
    assertThat(Pictures.inked(image)).isBetween(2_000L, 800_000L);
    assertThat(image.getRGB(2, 2)).isEqualTo(Pictures.WHITE);
  }

  @ParameterizedTest
  @MethodSource("plots")
  void svgIsWellFormedAndDrawsSomething(Plot plot) throws Exception {
    var svg = Pictures.parse(plot.svg());

    assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(svg.getElementsByTagName("path").getLength()).isPositive();
  }

  @Test
  void drawsBothAccuraciesInColoursToTellApart() throws Exception {
    var image = Pictures.image(accuracies("colours", 10).png());

    assertThat(Pictures.pixels(image, Ink.BLUE)).isGreaterThan(500);
    assertThat(Pictures.pixels(image, Ink.VERMILION)).isGreaterThan(300);
  }

  @Test
  void leavesSeriesWithoutANameOrPointsOutOfTheLegend() {
    double[] x = {1, 2};
    var series =
        List.of(
            Series.band("", 0, x, x, x),
            Series.points("", 1, x, x),
            Series.points("data", 1, x, x),
            Series.limits("none", 1, new double[0], new double[0]));
    var panel = new Panel("a", "b", "x", "y", false, Panel.Scale.LINEAR, series);

    assertThat(new PanelPlot(panel).sheet().legend()).containsExactly("data");
  }

  @Test
  void refusesHistogramsThatAreNone() {
    var one = List.of(1L);
    assertThatThrownBy(() -> new ResistancePlot("a", List.of(1.0), one, one))
        .hasMessageContaining("1 edges do not bound 1 and 1 bins");
    assertThatThrownBy(() -> new ResistancePlot("a", List.of(2.0, 1.0), one, one))
        .hasMessageContaining("edge 1");
    assertThatThrownBy(() -> new ResistancePlot("a", List.of(0.0, 1.0), one, one))
        .hasMessageContaining("edge 0");
    assertThatThrownBy(() -> new ResistancePlot("a", List.of(1.0, Double.NaN), one, one))
        .hasMessageContaining("edge 1");
    assertThatThrownBy(() -> new AccuracyPlot("a", 0, List.of()))
        .hasMessageContaining("0 test samples");
  }

  @Test
  void drawsTheSameInAnyLocale() {
    var before = Locale.getDefault();
    byte[] expected = histogram(60).svg();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(histogram(60).svg()).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  private static Panel panel(boolean logX, Panel.Scale scale) {
    double[] x = DoubleStream.iterate(1, v -> 1.5 * v).limit(20).toArray();
    double[] y = DoubleStream.of(x).map(v -> v / (10 + v)).toArray();
    double[] low = DoubleStream.of(y).map(v -> 0.8 * v).toArray();
    double[] high = DoubleStream.of(y).map(v -> v + 0.1 * (1 - v)).toArray();
    return new Panel(
        "saturation",
        "Data and the model's own samples",
        "Pulses",
        "Fraction",
        logX,
        scale,
        List.of(
            Series.band("model, 5 % to 95 %", 0, x, low, high),
            Series.trace("device", 2, x, y),
            Series.line("model, median", 0, x, y),
            Series.dots("drawn", 0, x, y),
            Series.limits("none seen", 1, x, high),
            Series.points("nothing", 1, new double[0], new double[0]),
            Series.points("data with errors", 1, x, y).between(low, high)));
  }

  private static ImagePlot map(int size) {
    var edges = IntStream.rangeClosed(0, size).mapToObj(i -> 3e3 * Math.pow(100, 1.0 * i / size));
    var rows =
        IntStream.range(0, size)
            .mapToObj(
                r -> IntStream.range(0, size).mapToObj(c -> Math.tanh((c - r) / 5.0)).toList());
    var all = edges.toList();
    return new ImagePlot(
        "Read value",
        Axis.logarithmic("R_BL (Ω)"),
        Axis.logarithmic("R_BLb (Ω)"),
        new Colours("mean read value", Palette.DIVERGING, -1, 1),
        all,
        all,
        rows.toList());
  }

  private static AccuracyPlot accuracies(String title, int epochs) {
    var rows =
        IntStream.rangeClosed(1, epochs)
            .mapToObj(e -> new Epoch(e, 0.98 - 0.2 / e, 0.965 - 0.2 / e + 0.002 * Math.sin(e)))
            .toList();
    return new AccuracyPlot(title, 10_000, rows);
  }

  private static ResistancePlot histogram(int bins) {
    var edges = IntStream.rangeClosed(0, bins).mapToObj(i -> 5e3 * Math.pow(20, (double) i / bins));
    return new ResistancePlot("pairs", edges.toList(), bell(bins, 0.2), bell(bins, 0.4));
  }

  private static List<Long> bell(int bins, double centre) {
    return IntStream.range(0, bins)
        .mapToObj(i -> Math.round(1e5 * Math.exp(-50 * Math.pow((i + 0.5) / bins - centre, 2))))
        .toList();
  }
}
