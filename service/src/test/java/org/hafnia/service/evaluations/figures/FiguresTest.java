package org.hafnia.service.evaluations.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hafnia.service.evaluations.outcome.Energy;
import org.hafnia.service.evaluations.outcome.Loss;
import org.hafnia.service.evaluations.outcome.Outcome;
import org.hafnia.service.evaluations.outcome.PointOutcome;
import org.hafnia.service.evaluations.outcome.PointOutcome.Ends;
import org.hafnia.service.evaluations.spec.EvaluationSpec;
import org.hafnia.service.evaluations.spec.PlannedPoint;
import org.hafnia.service.plots.Pictures;
import org.hafnia.service.plots.Plot;
import org.hafnia.service.plots.sheet.Ink;
import org.hafnia.service.trainings.hardware.HardwareSpec.Cells;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FiguresTest {

  private static final double FREE = 0.962;

  /** Zero is no value of a logarithmic axis: it has a mark of its own, left of the least rate. */
  @Test
  void givesTheNetworkWithoutErrorsAPlaceOfItsOwn() throws Exception {
    var figures = Figures.of(rates(0, 1e-4, 1e-3, 1e-2, 0.1, 0.4));

    assertThat(figures).containsOnlyKeys("accuracy", "margins");
    var sheet = drawn("rates", figures.get("accuracy")).sheet();
    assertThat(sheet.xLabels()).startsWith("0").contains("10⁻³");
    assertThat(sheet.legend())
        .containsExactly(
            "95 % over test images", "mean, 95 % over draws", "no errors, 95 % over test images");
    drawn("margins", figures.get("margins"));
  }

  @Test
  void showsDevicesOverWhatIsSweptAndOverTheirErrorRate() throws Exception {
    var figures = Figures.of(swept("supplyVolt", 0.4, 0.6, 0.8, 1, 1.2));

    assertThat(figures).containsOnlyKeys("accuracy", "error-rate", "margins");
    assertThat(drawn("supply", figures.get("accuracy")).sheet().xLabels()).contains("0.6");
    drawn("supply-error-rate", figures.get("error-rate"));
  }

  @Test
  void showsZeroCyclesBesideDecades() throws Exception {
    var figures = Figures.of(swept("cycles", 0, 1e3, 1e5, 1e7));

    var labels = drawn("cycles", figures.get("accuracy")).sheet().xLabels();
    assertThat(labels).startsWith("0").contains("10⁵");
  }

  @Test
  void drawsASinglePointAndNoPointsWithErrors() throws Exception {
    drawn("single", Figures.of(rates(0.01)).get("accuracy"));
    drawn("only-zero", Figures.of(rates(0)).get("accuracy"), Ink.VERMILION);
  }

  private static Plot drawn(String name, @Nullable Plot found) throws Exception {
    return drawn(name, found, Ink.BLUE);
  }

  private static Plot drawn(String name, @Nullable Plot found, Ink ink) throws Exception {
    var plot = Objects.requireNonNull(found);
    byte[] png = plot.png();
    assertThat(Pictures.inked(Pictures.image(png))).isPositive();
    assertThat(Pictures.pixels(Pictures.image(png), ink)).isPositive();
    assertThat(Pictures.parse(plot.svg())).isNotNull();
    keep(name, png);
    return plot;
  }

  /** For people who want to look: HAFNIA_PICTURES=some/folder. */
  private static void keep(String name, byte[] png) throws IOException {
    var folder = System.getenv("HAFNIA_PICTURES");
    if (folder != null) {
      Files.createDirectories(Path.of(folder));
      Files.write(Path.of(folder, "evaluation." + name + ".png"), png);
    }
  }

  private static Outcome rates(double... rates) {
    var points =
        IntStream.range(0, rates.length)
            .mapToObj(i -> point(i, PlannedPoint.RATE, rates[i], rates[i]))
            .toList();
    var errors =
        new EvaluationSpec.Errors(DoubleStream.of(rates).boxed().toList(), null, null, null);
    return outcome(errors, points);
  }

  private static Outcome swept(String over, double... values) {
    var points =
        IntStream.range(0, values.length)
            .mapToObj(i -> point(i, over, values[i], 0.1 * Math.pow(0.2, values.length - i)))
            .toList();
    // A picture looks at the points, not at the cells.
    var cells = new Cells(NO_STATES, IDEAL, 0, 0, false);
    return outcome(new EvaluationSpec.Errors(null, null, cells, null), points);
  }

  private static final org.hafnia.service.errorrates.question.Question.States NO_STATES =
      new org.hafnia.service.errorrates.question.Question.States(
          null, null, null, null, null, null, null);

  private static final org.hafnia.service.errorrates.question.Question.Amplifier IDEAL =
      new org.hafnia.service.errorrates.question.Question.Amplifier(
          "ideal", null, null, null, null, null, null);

  private static PointOutcome point(int index, String quantity, double value, double rate) {
    double accuracy = 0.1 + (FREE - 0.1) / (1 + Math.pow(rate / 0.12, 1.6));
    double half = 0.03 * Math.sqrt(rate) + 1e-4;
    var edges = new ArrayList<Double>();
    var counts = new ArrayList<Long>();
    for (int i = 0; i <= 40; i++) {
      edges.add(-20.0 + i);
      if (i < 40) {
        double distance = (i - 20 - 14 * accuracy) / 5;
        counts.add(Math.round(1000 * Math.exp(-distance * distance / 2)));
      }
    }
    return new PointOutcome(
        index,
        quantity.equals(PlannedPoint.RATE) ? "error rate " + rate : quantity + " " + value,
        quantity,
        value,
        rate,
        rate,
        20,
        false,
        accuracy,
        half,
        new Ends(accuracy - half, accuracy + half),
        new Ends(accuracy - 0.009, Math.min(1, accuracy + 0.009)),
        List.of(),
        new PointOutcome.Margins(edges, counts));
  }

  private static Outcome outcome(EvaluationSpec.Errors errors, List<PointOutcome> points) {
    var spec =
        new EvaluationSpec(
            null,
            "digits-perceptron",
            "synthetic-digits",
            2000,
            errors,
            List.of(1, 2),
            true,
            false,
            20,
            null,
            true,
            1,
            null,
            50);
    return new Outcome(
        spec,
        new Outcome.Share(FREE, 0.953, 0.9695, 0.95, 1924, 2000),
        points,
        Loss.of(spec, FREE, points),
        new Energy(1e-8, 1e-8, 0, 0, 0, 1, 1, 0, 0, 0, List.of()),
        "packed-simd",
        List.of());
  }
}
