package org.hafnia.service.trainings;

import java.util.ArrayList;
import java.util.List;
import org.hafnia.service.jobs.JobContext.Level;
import org.hafnia.service.plots.AccuracyPlot;
import org.hafnia.service.plots.Plot;
import org.hafnia.service.plots.ResistancePlot;
import org.hafnia.service.trainings.TrainingJob.Run;
import org.hafnia.simulator.training.EpochMetrics;
import org.hafnia.simulator.training.TrainingOutcome.Completed;
import org.hafnia.simulator.training.TrainingOutcome.Diverged;
import org.hafnia.simulator.training.TrainingResult;
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
    var pictures = new ArrayList<>(accuracy(result.epochs(), run));
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

  Result diverged(Diverged outcome, Run run, List<EpochMetrics> epochs) {
    var pictures = epochs.isEmpty() ? List.<Picture>of() : accuracy(epochs, run);
    return new Result(
        new TrainingStore.Summary("diverged", null, null, null, null, null),
        dto.diverged(outcome, epochs, run, pictures));
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

  private static List<Picture> accuracy(List<EpochMetrics> epochs, Run run) {
    var points =
        epochs.stream()
            .map(
                epoch ->
                    new AccuracyPlot.Epoch(
                        epoch.epoch(), epoch.trainAccuracy(), epoch.testAccuracy()))
            .toList();
    var plot = new AccuracyPlot(title("Accuracy", run), run.data().test().count(), points);
    return drawn("accuracy", plot, run);
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
