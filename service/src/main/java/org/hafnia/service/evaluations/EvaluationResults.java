package org.hafnia.service.evaluations;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.hafnia.service.capabilities.Installation;
import org.hafnia.service.errorrates.sources.Origin;
import org.hafnia.service.evaluations.EvaluationJob.Run;
import org.hafnia.service.evaluations.figures.Figures;
import org.hafnia.service.evaluations.outcome.Energy;
import org.hafnia.service.evaluations.outcome.Loss;
import org.hafnia.service.evaluations.outcome.Outcome;
import org.hafnia.service.evaluations.outcome.PointOutcome;
import org.hafnia.service.evaluations.outcome.Tables;
import org.hafnia.service.jobs.JobContext.Level;
import org.hafnia.service.jobs.MadeFile;
import org.hafnia.service.plots.Plot;
import org.hafnia.simulator.inference.montecarlo.EvaluationResult;
import org.hafnia.simulator.inference.montecarlo.PointResult;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes what is kept of an evaluation: its result, its pictures and tables. */
@Component
final class EvaluationResults {

  private static final double CONFIDENCE = 0.95;
  private static final double NANOSECONDS = 1e9;

  /** Of accuracy, beyond its interval: what other samples of a set do not explain. */
  private static final double CLEARLY = 0.02;

  private final Installation installation;
  private final JsonMapper json;

  EvaluationResults(Installation installation, JsonMapper json) {
    this.installation = installation;
    this.json = json;
  }

  /** A result as it is stored: whole, and the numbers that are asked for by hand. */
  record Kept(EvaluationStore.Headline headline, String engine, String json) {}

  /** Stores the files of a result beside the job, and gives the result. */
  Kept of(Run run, List<PointOutcome> points, EvaluationResult last) {
    var outcome = outcome(run, points, last);
    var files = files(outcome, run);
    files.forEach(file -> run.context().artifact(file.name(), file.mediaType(), file.bytes()));
    var result =
        new Result(
            outcome.errorFree(),
            outcome.points(),
            outcome.losses(),
            outcome.energy(),
            outcome.engine(),
            outcome.warnings(),
            timings(run, points),
            files.stream().map(file -> shown(file, run.context().id())).toList(),
            provenance(run));
    var headline =
        new EvaluationStore.Headline(
            outcome.errorFree().value(),
            Loss.headline(outcome.losses()),
            outcome.energy().totalJoule());
    return new Kept(headline, outcome.engine(), json.writeValueAsString(result));
  }

  private static Outcome outcome(Run run, List<PointOutcome> points, EvaluationResult last) {
    var checked = run.checked();
    var spec = checked.spec();
    var free = share(last.baseline());
    var warnings = new ArrayList<>(checked.planned().warnings());
    otherThanTrained(run, free, warnings);
    return new Outcome(
        spec,
        free,
        points,
        Loss.of(spec, free.value(), points),
        Energy.of(checked.network().layers(), spec.energy(), checked.planned().supplyVolt()),
        last.engine().word(),
        warnings);
  }

  private static Outcome.Share share(PointResult baseline) {
    var over = baseline.overImages();
    return new Outcome.Share(
        baseline.accuracy(),
        over.low(),
        over.high(),
        CONFIDENCE,
        baseline.correct().getFirst(),
        baseline.images());
  }

  /** The same weights on samples of the same set: what differs was prepared otherwise. */
  private static void otherThanTrained(Run run, Outcome.Share free, List<String> warnings) {
    var model = run.checked().model();
    double before = model.testAccuracy();
    boolean same = run.checked().spec().dataset().equals(model.dataset());
    if (same && (before < free.low() - CLEARLY || before > free.high() + CLEARLY)) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "Without errors the model has an accuracy of %.2f %% here, and had %.2f %% on the"
                  + " test samples of its training: there they were prepared otherwise,"
                  + " normalised for example.",
              100 * free.value(),
              100 * before));
    }
  }

  private static List<MadeFile> files(Outcome outcome, Run run) {
    var files = new ArrayList<MadeFile>();
    Figures.of(outcome).forEach((name, plot) -> files.addAll(drawn(name, plot, run)));
    files.add(new MadeFile("points.csv", "text/csv", Tables.csv(outcome.points())));
    files.add(
        new MadeFile(
            "points.parquet", "application/vnd.apache.parquet", Tables.parquet(outcome.points())));
    return files;
  }

  /** A picture that cannot be drawn, for want of fonts perhaps, does not cost the result. */
  private static List<MadeFile> drawn(String name, Plot plot, Run run) {
    try {
      return List.of(
          new MadeFile(name + ".png", "image/png", plot.png()),
          new MadeFile(name + ".svg", "image/svg+xml", plot.svg()));
    } catch (LinkageError | java.awt.AWTError e) {
      run.context().log(Level.WARNING, "The plot " + name + " cannot be drawn: " + e);
      return List.of();
    }
  }

  private static FileReference shown(MadeFile file, UUID id) {
    String href = "/v1/jobs/" + id + "/artifacts/" + file.name();
    return new FileReference(file.name(), file.mediaType(), file.size(), href);
  }

  private static Timings timings(Run run, List<PointOutcome> points) {
    double seconds = (System.nanoTime() - run.startNanos()) / NANOSECONDS;
    long draws = points.stream().skip(run.resumedFrom()).mapToLong(PointOutcome::draws).sum();
    return new Timings(seconds, draws == 0 ? null : seconds / draws);
  }

  private Provenance provenance(Run run) {
    var checked = run.checked();
    var spec = checked.spec();
    var model = checked.model();
    var fold = EvaluatedSamples.fold(model, spec.dataset());
    return new Provenance(
        spec.sha256(),
        spec.seed(),
        model.name(),
        model.id(),
        model.sha256(),
        model.trainingId().toString(),
        spec.dataset(),
        run.data().sha256(),
        run.data().source(),
        checked.planned().origin().map(EvaluationResults::models).orElse(null),
        installation.version(),
        installation.gitCommit().orElse(null),
        installation.javaVersion(),
        installation.threads(),
        installation.cpu(),
        run.context().worker(),
        run.context().attempt(),
        fold == null ? null : fold.fold(),
        run.resumedFrom() == 0 ? null : run.resumedFrom());
  }

  private static @Nullable Map<String, String> models(Origin origin) {
    var models = origin.models();
    return models.isEmpty() ? null : models;
  }

  private record Result(
      Outcome.Share errorFree,
      List<PointOutcome> points,
      List<Loss> losses,
      Energy energy,
      String engine,
      List<String> warnings,
      Timings timings,
      List<FileReference> files,
      Provenance provenance) {}

  private record FileReference(String name, String mediaType, long bytes, String href) {}

  private record Timings(double wallSeconds, @Nullable Double secondsPerDraw) {}

  private record Provenance(
      String specSha256,
      long seed,
      String model,
      UUID modelId,
      String modelSha256,
      String training,
      String dataset,
      String datasetSha256,
      String datasetSource,
      @Nullable Map<String, String> cellModels,
      String version,
      @Nullable String gitCommit,
      String javaVersion,
      int threads,
      String cpu,
      String worker,
      int attempt,
      @Nullable Integer fold,
      @Nullable Integer resumedFromPoint) {}
}
