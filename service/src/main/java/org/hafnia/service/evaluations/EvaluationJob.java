package org.hafnia.service.evaluations;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.hafnia.service.capabilities.Installation;
import org.hafnia.service.evaluations.EvaluationCheck.Checked;
import org.hafnia.service.evaluations.spec.EvaluationSpec;
import org.hafnia.service.evaluations.spec.PlannedPoint;
import org.hafnia.service.jobs.JobContext;
import org.hafnia.service.jobs.JobContext.Level;
import org.hafnia.service.jobs.JobHandler;
import org.hafnia.service.jobs.JobKind;
import org.hafnia.service.jobs.JobOutcome;
import org.hafnia.service.web.Problem;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.inference.montecarlo.EvaluationPlan;
import org.hafnia.simulator.inference.montecarlo.EvaluationResult;
import org.hafnia.simulator.random.RandomStream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Runs a queued evaluation: load, simulate, store. */
@Component
final class EvaluationJob implements JobHandler {

  static final JobKind KIND = new JobKind("evaluation", "/v1/evaluations");

  /** Draws after which an interval is looked at. */
  private static final int GROUP = 10;

  private final EvaluationStore store;
  private final EvaluationCheck check;
  private final EvaluatedSamples samples;
  private final Installation installation;
  private final EvaluationResults results;
  private final JsonMapper json;

  EvaluationJob(
      EvaluationStore store,
      EvaluationCheck check,
      EvaluatedSamples samples,
      Installation installation,
      EvaluationResults results,
      JsonMapper json) {
    this.store = store;
    this.check = check;
    this.samples = samples;
    this.installation = installation;
    this.results = results;
    this.json = json;
  }

  @Override
  public JobKind kind() {
    return KIND;
  }

  /** One attempt at an evaluation. */
  record Run(JobContext context, Checked checked, Dataset data, int resumedFrom, long startNanos) {}

  @Override
  public JobOutcome run(JobContext context) throws IOException {
    var row =
        store.find(context.id()).orElseThrow(() -> Problem.notFound("evaluation", context.id()));
    var spec = row.spec();
    context.progress(0, "loading " + spec.model() + " and " + spec.dataset(), null);
    var checked = check.check(spec, row.modelId());
    var data = samples.load(checked.model(), spec.dataset(), spec.testSamples());
    var watch = Watch.of(context, checked, classes(data), json);
    context.log(Level.INFO, beginning(checked, watch.resumedFrom()));
    var run = new Run(context, checked, data, watch.resumedFrom(), System.nanoTime());
    var last = evaluate(run, watch);
    if (last.isEmpty()) {
      return new JobOutcome.Cancelled();
    }
    var result = results.of(run, watch.done(), last.get());
    return new JobOutcome.Succeeded(
        () -> store.end(context.id(), result.headline(), result.engine(), result.json()));
  }

  private static String beginning(Checked checked, int resumedFrom) {
    var spec = checked.spec();
    String what =
        "%s on %,d test samples of %s: %d points, %,d draws each at most"
            .formatted(
                spec.model(),
                spec.testSamples(),
                spec.dataset(),
                checked.planned().points().size(),
                spec.draws());
    return resumedFrom == 0 ? what : what + "; going on after point " + resumedFrom;
  }

  private static List<Integer> classes(Dataset data) {
    int[] counts = new int[data.classes()];
    for (int i = 0; i < data.test().count(); i++) {
      counts[data.test().label(i)]++;
    }
    return IntStream.of(counts).boxed().toList();
  }

  /** The result of the last run of the simulator; empty if the evaluation is to stop. */
  private Optional<EvaluationResult> evaluate(Run run, Watch watch) {
    var points = run.checked().planned().points();
    var left = points.subList(watch.done().size(), points.size());
    Optional<EvaluationResult> last = Optional.empty();
    for (var group : groups(run.checked().spec(), left)) {
      watch.begin(group.size());
      var plan = plan(run.checked().spec(), group);
      last =
          org.hafnia.simulator.inference.montecarlo.Evaluations.run(
              run.checked().network(), run.data(), plan, installation.threads(), watch);
      if (last.isEmpty()) {
        return last;
      }
    }
    return last;
  }

  /**
   * What is run in one go. Where points share no random numbers each has a seed of its own, so that
   * no result depends on which points were run together: an evaluation that is resumed ends as it
   * would have ended.
   */
  private static List<List<PlannedPoint>> groups(EvaluationSpec spec, List<PlannedPoint> points) {
    return spec.commonRandomNumbers()
        ? List.of(points)
        : points.stream().map(point -> List.of(point)).toList();
  }

  private static EvaluationPlan plan(EvaluationSpec spec, List<PlannedPoint> points) {
    var until = spec.until();
    long seed =
        spec.commonRandomNumbers()
            ? spec.seed()
            : RandomStream.of(spec.seed(), "evaluation/point", points.getFirst().index()).key();
    return new EvaluationPlan(
        points.stream().map(PlannedPoint::errors).toList(),
        until == null ? spec.draws() : Math.min(GROUP, spec.draws()),
        spec.draws(),
        until == null ? OptionalDouble.empty() : OptionalDouble.of(until.halfWidth()),
        seed,
        true,
        Set.copyOf(spec.layers()));
  }
}
