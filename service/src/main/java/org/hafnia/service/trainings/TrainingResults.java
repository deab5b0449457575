package org.hafnia.service.trainings;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.hafnia.service.jobs.JobContext.Level;
import org.hafnia.service.plots.AccuracyPlot;
import org.hafnia.service.plots.Plot;
import org.hafnia.service.plots.ResistancePlot;
import org.hafnia.service.trainings.TrainingJob.Run;
import org.hafnia.service.trainings.TrainingOverview.Epoch;
import org.hafnia.simulator.training.EpochMetrics;
import org.hafnia.simulator.training.TrainingOutcome.Completed;
import org.hafnia.simulator.training.TrainingOutcome.Diverged;
import org.hafnia.simulator.training.TrainingResult;
import org.hafnia.simulator.training.folds.CrossValidationResult;
import org.hafnia.simulator.training.folds.FoldResult;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes what is kept of a training: its result, its plots. */
@Component
final class TrainingResults {

  private final ResultDto dto;

  TrainingResults(ResultDto dto) {
    this.dto = dto;
  }

  /** A result as it is stored: whole, and the numbers that are asked for by hand. */
  record Result(TrainingStore.Summary summary, String json) {}

  /** A picture under the name of its files. */
  record Picture(String name, String mediaType, int bytes) {}

  Result completed(Completed outcome, Run run) {
    var result = outcome.result();
    var pictures = new ArrayList<>(accuracy(means(rows(result)), run));
    result
        .resistances()
        .map(
            histogram ->
                new ResistancePlot(
                    title("Resistance", run),
                    histogram.edgesOhm(),
                    histogram.bl(),
                    histogram.blb()))
        .ifPresent(plot -> pictures.addAll(drawn("resistance", plot, run)));
    return new Result(summary(result), dto.completed(result, run, pictures));
  }

  private static List<Epoch> rows(TrainingResult result) {
    return result.epochs().stream().map(row -> new Epoch(0, row)).toList();
  }

  /** A fold as it is stored. */
  TrainingStore.Fold fold(FoldResult fold, Run run) {
    return new TrainingStore.Fold(
        fold.number(),
        fold.repetition(),
        fold.result().test().accuracy().value(),
        dto.fold(fold, run));
  }

  /** The result of all folds. */
  Result folded(CrossValidationResult result, Run run, List<Epoch> epochs, List<String> folds) {
    var test = result.pooled().accuracy();
    var joule = result.energyJoule();
    var summary =
        new TrainingStore.Summary(
            "completed",
            test.value(),
            test.low(),
            test.high(),
            result.pulses(),
            joule.isPresent() ? joule.getAsDouble() : null);
    var pictures = accuracy(means(epochs), run);
    return new Result(summary, dto.folded(result, run, new Folds(epochs, folds, pictures)));
  }

  /** What the folds of a cross-validation left behind; their results as they are stored. */
  record Folds(List<Epoch> epochs, List<String> folds, List<Picture> pictures) {}

  /** The accuracies of each epoch, averaged over the folds that took it. */
  private static List<AccuracyPlot.Epoch> means(List<Epoch> epochs) {
    var byEpoch =
        epochs.stream()
            .map(Epoch::metrics)
            .collect(Collectors.groupingBy(EpochMetrics::epoch, TreeMap::new, Collectors.toList()));
    return byEpoch.entrySet().stream()
        .map(
            entry ->
                new AccuracyPlot.Epoch(
                    entry.getKey(),
                    mean(entry.getValue(), EpochMetrics::trainAccuracy),
                    mean(entry.getValue(), EpochMetrics::testAccuracy)))
        .toList();
  }

  private static double mean(List<EpochMetrics> rows, ToDoubleFunction<EpochMetrics> value) {
    return rows.stream().mapToDouble(value).average().orElseThrow();
  }

  Result diverged(int fold, Diverged outcome, Run run, List<Epoch> epochs) {
    var pictures = epochs.isEmpty() ? List.<Picture>of() : accuracy(means(epochs), run);
    return new Result(
        new TrainingStore.Summary("diverged", null, null, null, null, null),
        dto.diverged(fold, outcome, run, new Folds(epochs, List.of(), pictures)));
  }

  private static TrainingStore.Summary summary(TrainingResult result) {
    var test = result.test().accuracy();
    return new TrainingStore.Summary(
        "completed",
        test.value(),
        test.low(),
        test.high(),
        result.layers().stream().mapToLong(layer -> layer.use().pulses()).sum(),
        energyJoule(result));
  }

  /** Of all layers; null where the device model does not tell it. */
  static @Nullable Double energyJoule(TrainingResult result) {
    double joule = 0;
    for (var layer : result.layers()) {
      var energy = layer.use().energyJoule();
      if (energy.isEmpty()) {
        return null;
      }
      joule += energy.getAsDouble();
    }
    return joule;
  }

  private static List<Picture> accuracy(List<AccuracyPlot.Epoch> points, Run run) {
    // Each sample is tested once: in a fold, or in the test set.
    int tested =
        run.row().spec().crossValidation() == null
            ? run.data().test().count()
            : run.data().train().count() + run.data().test().count();
    return drawn("accuracy", new AccuracyPlot(title("Accuracy", run), tested, points), run);
  }

  /** A picture that cannot be drawn, for want of fonts perhaps, does not cost the result. */
  private static List<Picture> drawn(String name, Plot plot, Run run) {
    try {
      return List.of(
          stored(name + ".png", "image/png", plot.png(), run),
          stored(name + ".svg", "image/svg+xml", plot.svg(), run));
    } catch (LinkageError | java.awt.AWTError e) {
      run.context().log(Level.WARNING, "The plot " + name + " cannot be drawn: " + e);
      return List.of();
    }
  }

  private static Picture stored(String name, String mediaType, byte[] content, Run run) {
    run.context().artifact(name, mediaType, content);
    return new Picture(name, mediaType, content.length);
  }

  private static String title(String what, Run run) {
    var spec = run.row().spec();
    String subject = spec.name() == null ? spec.dataset() : spec.name();
    return what + ": " + (subject.length() <= 120 ? subject : subject.substring(0, 119) + "…");
  }
}
