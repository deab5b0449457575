package org.hafnia.service.evaluations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hafnia.service.evaluations.EvaluationCheck.Checked;
import org.hafnia.service.evaluations.outcome.PointOutcome;
import org.hafnia.service.evaluations.spec.PlannedPoint;
import org.hafnia.service.jobs.JobContext;
import org.hafnia.service.jobs.JobContext.Level;
import org.hafnia.simulator.inference.montecarlo.EvaluationListener;
import org.hafnia.simulator.inference.montecarlo.PointResult;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Tells the job what its evaluation does: progress, points, checkpoints. */
final class Watch implements EvaluationListener {

  private static final double EARLIEST_ESTIMATE = 0.01;
  private static final double NANOSECONDS_PER_MILLISECOND = 1e6;

  private final JobContext context;
  private final List<PlannedPoint> points;
  private final List<Integer> samples;
  private final JsonMapper json;
  private final List<PointOutcome> done;
  private final int resumedFrom;
  private final long startNanos = System.nanoTime();
  private int groupStart;
  private int groupSize;

  /** Points that are done: what an evaluation is resumed from. */
  private record Checkpoint(List<PointOutcome> points) {}

  private Watch(
      JobContext context,
      List<PlannedPoint> points,
      List<Integer> samples,
      JsonMapper json,
      List<PointOutcome> done) {
    this.context = context;
    this.points = points;
    this.samples = samples;
    this.json = json;
    this.done = done;
    this.resumedFrom = done.size();
  }

  /**
   * With what an earlier attempt has done.
   *
   * @param samples test images of each class
   */
  static Watch of(JobContext context, Checked checked, List<Integer> samples, JsonMapper json)
      throws IOException {
    var points = checked.planned().points();
    var done = new ArrayList<>(earlier(context, json));
    // At least one point is run: with it comes the network without errors.
    while (done.size() >= points.size()) {
      done.removeLast();
    }
    return new Watch(context, points, samples, json, done);
  }

  /** A checkpoint that cannot be read costs time, not the evaluation: it starts anew. */
  private static List<PointOutcome> earlier(JobContext context, JsonMapper json)
      throws IOException {
    var stored = context.checkpoint();
    if (stored.isEmpty()) {
      return List.of();
    }
    try (var in = stored.get()) {
      return json.readValue(in, Checkpoint.class).points();
    } catch (JacksonException e) {
      context.log(Level.WARNING, "Starting anew: " + e.getMessage());
      return List.of();
    }
  }

  /** In the order of the request. */
  List<PointOutcome> done() {
    return done;
  }

  /** How many points an earlier attempt had done. */
  int resumedFrom() {
    return resumedFrom;
  }

  /** So many of the next points are run in one go. */
  void begin(int size) {
    groupStart = done.size();
    groupSize = size;
  }

  @Override
  public boolean cancelRequested() {
    return context.cancelRequested();
  }

  @Override
  public void progress(double share, String point) {
    double finished = groupStart + share * groupSize;
    String stage =
        String.format(Locale.ROOT, "point %d of %d, %s", done.size() + 1, points.size(), point);
    context.progress(finished / points.size(), stage, eta(finished));
  }

  @Override
  public void point(PointResult result) {
    var planned = points.get(done.size());
    var point = PointOutcome.of(planned, result, samples);
    done.add(point);
    context.log(
        Level.INFO,
        String.format(
            Locale.ROOT,
            "%s: accuracy %.2f %%, %,d draws",
            point.name(),
            100 * point.accuracy(),
            point.draws()));
    try {
      byte[] bytes = json.writeValueAsBytes(new Checkpoint(done));
      context.saveCheckpoint(done.size(), out -> out.write(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From the pace of this attempt; what an earlier one did took no time of it. */
  private @Nullable Duration eta(double finished) {
    double share = (finished - resumedFrom) / (points.size() - resumedFrom);
    if (share < EARLIEST_ESTIMATE) {
      return null;
    }
    double elapsed = (System.nanoTime() - startNanos) / NANOSECONDS_PER_MILLISECOND;
    return Duration.ofMillis(Math.round(elapsed * (1 - share) / share));
  }
}
