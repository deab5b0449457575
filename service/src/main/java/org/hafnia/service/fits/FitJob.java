package org.hafnia.service.fits;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.hafnia.service.capabilities.Installation;
import org.hafnia.service.devices.DeviceModels;
import org.hafnia.service.devices.KnownModel;
import org.hafnia.service.jobs.JobContext;
import org.hafnia.service.jobs.JobContext.Level;
import org.hafnia.service.jobs.JobHandler;
import org.hafnia.service.jobs.JobKind;
import org.hafnia.service.jobs.JobOutcome;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitProblem;
import org.hafnia.simulator.fitting.FitResult;
import org.hafnia.simulator.measurement.MeasurementTable;
import org.springframework.stereotype.Component;

/** Runs a queued fit: load, fit, draw, store. */
@Component
final class FitJob implements JobHandler {

  static final JobKind KIND = new JobKind("fit", "/v1/fits");

  private final FitStore store;
  private final MeasurementSource measurements;
  private final Fitting fitting;
  private final DeviceModels devices;
  private final FitResultDto results;
  private final Installation installation;
  private final Clock clock;

  @SuppressWarnings("checkstyle:ParameterNumber") // It is what the walk of a fit passes through.
  FitJob(
      FitStore store,
      MeasurementSource measurements,
      Fitting fitting,
      DeviceModels devices,
      FitResultDto results,
      Installation installation,
      Clock clock) {
    this.store = store;
    this.measurements = measurements;
    this.fitting = fitting;
    this.devices = devices;
    this.results = results;
    this.installation = installation;
    this.clock = clock;
  }

  @Override
  public JobKind kind() {
    return KIND;
  }

  /**
   * One attempt at a fit.
   *
   * @param rows that were fitted
   * @param began when loading began
   * @param loaded when the fit began
   * @param fitted when drawing began
   */
  record Run(
      JobContext context,
      FitStore.Row row,
      MeasurementSource.Found set,
      int rows,
      Instant began,
      Instant loaded,
      Instant fitted) {}

  @Override
  public JobOutcome run(JobContext context) {
    var row = store.find(context.id()).orElseThrow(() -> Problem.notFound("fit", context.id()));
    var spec = row.spec();
    var began = clock.instant();
    context.progress(0, "loading " + spec.measurementSet(), null);
    if (context.attempt() > 1) {
      context.log(Level.INFO, "Starting from the beginning: fits keep no checkpoint.");
    }
    var set = measurements.require(row.measurementSetId().toString(), "/measurementSet");
    var table = selected(measurements.load(set.id()), spec);
    context.log(Level.INFO, beginning(set, table, spec));
    var loaded = clock.instant();
    try {
      var watch = new FitWatch(context, clock);
      var found =
          fitting.fit(spec.chosenFamily(), table, spec.options(installation.threads()), watch);
      var run = new Run(context, row, set, table.rows(), began, loaded, clock.instant());
      return ended(found, run);
    } catch (FitCancelled cancelled) {
      return new JobOutcome.Cancelled();
    } catch (FitProblem problem) {
      return new JobOutcome.Failed(impossible(problem), () -> {});
    }
  }

  private static MeasurementTable selected(MeasurementTable all, FitSpec spec) {
    var select = spec.select();
    return select == null || select.by().isEmpty() ? all : select.of(all);
  }

  private static String beginning(
      MeasurementSource.Found set, MeasurementTable table, FitSpec spec) {
    String family = spec.family().equals(FitSpec.AUTO) ? "every family" : spec.family();
    return "Fitting %s to %,d of %,d rows of %s, sha256 %s"
        .formatted(family, table.rows(), set.rows(), set.name(), set.sha256());
  }

  private JobOutcome ended(FitResult found, Run run) {
    run.context().progress(FitWatch.DRAWING, "drawing " + found.panels().size() + " plots", null);
    var id = run.row().id();
    var name = run.row().spec().name();
    var taken = devices.find(name);
    var result = results.of(found, run);
    say(found, run);
    if (taken.isPresent()) {
      return new JobOutcome.Failed(
          nameTaken(taken.get()), () -> store.end(id, found, result.json()));
    }
    return new JobOutcome.Succeeded(
        () -> {
          if (!devices.store(found.model(), id, result.pictures())) {
            throw nameTaken(devices.known(name, "/name"));
          }
          store.end(id, found, result.json());
        });
  }

  private static void say(FitResult found, Run run) {
    for (var warning : found.warnings()) {
      run.context().log(Level.WARNING, warning);
    }
    var took = Duration.between(run.loaded(), run.fitted()).toMillis() / 1e3;
    run.context()
        .log(
            Level.INFO,
            "%s, variant %s: %d devices, %,d points, in %.1f s"
                .formatted(
                    found.model().family().word(),
                    found.variant(),
                    found.goodness().devices(),
                    found.goodness().points(),
                    took));
  }

  private static Problem nameTaken(KnownModel by) {
    return Problem.of(
        ProblemType.DEVICE_MODEL_EXISTS,
        ("The fit is done and kept in its result, but the name %s is taken by a device model with"
                + " sha256 %s. Post the result's parameters under another name, or delete that"
                + " model and retry.")
            .formatted(by.name(), by.sha256()));
  }

  private static Problem impossible(FitProblem problem) {
    return Problem.of(
        ProblemType.FIT_IMPOSSIBLE, problem.reason() + "; expected " + problem.expected() + ".");
  }
}
