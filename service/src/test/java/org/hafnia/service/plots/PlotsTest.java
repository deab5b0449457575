package org.hafnia.service.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.hafnia.service.plots.AccuracyPlot.Epoch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

class PlotsTest {

  private static final int WHITE = 0xFFFFFFFF;

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
        new ResistancePlot("wide", List.of(1e-3, 1e12), List.of(1L << 40), List.of(3L)));
  }

  @ParameterizedTest
  @MethodSource("plots")
  void pngHasItsSizeAndSomethingOnIt(Plot plot) throws Exception {
    var image = ImageIO.read(new ByteArrayInputStream(plot.png()));

    assertThat(image.getWidth()).isEqualTo(1_200);
    assertThat(image.getHeight()).isEqualTo(800);
    assertThat(inked(image)).isBetween(2_000L, 700_000L);
    assertThat(image.getRGB(2, 2)).isEqualTo(WHITE);
  }

  @ParameterizedTest
  @MethodSource("plots")
  void svgIsWellFormedAndDrawsSomething(Plot plot) throws Exception {
    var svg = parse(plot.svg());

    assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(svg.getElementsByTagName("path").getLength()).isPositive();
  }

  @Test
  void drawsBothAccuraciesInColoursToTellApart() throws Exception {
    var image = ImageIO.read(new ByteArrayInputStream(accuracies("colours", 10).png()));

    assertThat(pixels(image, Sheet.BLUE)).isGreaterThan(500);
    assertThat(pixels(image, Sheet.VERMILION)).isGreaterThan(300);
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

  private static long inked(BufferedImage image) {
    return IntStream.range(0, 800)
        .mapToLong(y -> IntStream.range(0, 1_200).filter(x -> image.getRGB(x, y) != WHITE).count())
        .sum();
  }

  private static long pixels(BufferedImage image, Color colour) {
    return IntStream.range(0, 800)
        .mapToLong(
            y ->
                IntStream.range(0, 1_200)
                    .filter(x -> image.getRGB(x, y) == colour.getRGB())
                    .count())
        .sum();
  }

  /** Without the DTD that the DOCTYPE names: no test needs the internet. */
  private static Document parse(byte[] svg) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg));
  }
}
