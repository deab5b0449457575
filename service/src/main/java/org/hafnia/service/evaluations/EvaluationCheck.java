package org.hafnia.service.evaluations;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.hafnia.service.capabilities.Installation;
import org.hafnia.service.datasets.DatasetSummary;
import org.hafnia.service.datasets.Datasets;
import org.hafnia.service.evaluations.spec.EvaluationSpec;
import org.hafnia.service.evaluations.spec.Points;
import org.hafnia.service.evaluations.spec.Reading;
import org.hafnia.service.evaluations.spec.Subject;
import org.hafnia.service.models.Models;
import org.hafnia.service.models.StoredModel;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.inference.draws.FloatClassifier;
import org.hafnia.simulator.inference.montecarlo.EvaluationPlan;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.network.table.LayerTable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Finds what a request names, and refuses what does not fit or would take too long. */
@Component
final class EvaluationCheck {

  static final String MODEL = "/model";

  private static final double MEBIBYTE = 1 << 20;

  private final Models models;
  private final Datasets datasets;
  private final EvaluatedSamples samples;
  private final Reading reading;
  private final Points points;
  private final Installation installation;
  private final EvaluationsProperties properties;

  @SuppressWarnings("checkstyle:ParameterNumber") // What an evaluation refers to.
  EvaluationCheck(
      Models models,
      Datasets datasets,
      EvaluatedSamples samples,
      Reading reading,
      Points points,
      Installation installation,
      EvaluationsProperties properties) {
    this.models = models;
    this.datasets = datasets;
    this.samples = samples;
    this.reading = reading;
    this.points = points;
    this.installation = installation;
    this.properties = properties;
  }

  /**
   * An evaluation that can be run.
   *
   * @param products of a weight and a value, if no point ends early
   * @param estimate of its time
   */
  record Checked(
      EvaluationSpec spec,
      StoredModel model,
      TrainedNetwork network,
      Points.Planned planned,
      double products,
      Duration estimate,
      Duration limit) {}

  /** A request that was held against the contract. */
  Checked check(JsonNode request) {
    var model = models.require(request.path("model").asString(), MODEL);
    var network = load(model);
    var subject = Subject.of(model.name(), network.layers());
    subject.requireQuantised();
    String dataset = request.path("dataset").asString(model.dataset());
    var set = datasets.require(dataset);
    fits(network, set);
    var spec = reading.read(request, new Reading.Named(subject, set, samples.count(model, set)));
    return admitted(spec, model, network, points.of(spec, subject.ternary(spec.layers())));
  }

  /** A spec as it was stored: what it refers to is looked up anew. */
  Checked check(EvaluationSpec spec, UUID modelId) {
    var model = models.require(modelId.toString(), MODEL);
    var network = load(model);
    fits(network, datasets.require(spec.dataset()));
    boolean ternary = Subject.of(model.name(), network.layers()).ternary(spec.layers());
    return admitted(spec, model, network, points.of(spec, ternary));
  }

  /** The network; a file that is damaged is told of the field that names it. */
  private TrainedNetwork load(StoredModel model) {
    try {
      return models.load(model.id());
    } catch (Problem problem) {
      throw Problem.of(
          problem.type(),
          problem.detail(),
          new FieldError(MODEL, model.name(), "Expected a model whose file is whole."));
    }
  }

  private Checked admitted(
      EvaluationSpec spec, StoredModel model, TrainedNetwork network, Points.Planned planned) {
    var table = LayerTable.of(network.layers());
    double sample =
        table.total(LayerTable.Row::multiplyAccumulates)
            + (double) table.total(LayerTable.Row::xnorOperations);
    double products = sample * spec.testSamples() * spec.draws() * planned.points().size();
    double seconds = products / (properties.productsPerSecond() * installation.threads());
    var estimate = Duration.ofMillis((long) Math.min(1e3 * seconds, 1e17));
    if (estimate.compareTo(properties.longest()) > 0) {
      throw tooLong(spec, planned.points().size(), estimate);
    }
    fitsMemory(spec, network, table);
    if (spec.draws() > EvaluationPlan.MOST_DRAWS) {
      String detail = "Expected at most %,d draws of a point.".formatted(EvaluationPlan.MOST_DRAWS);
      throw Problem.of(
          ProblemType.INVALID_REQUEST, detail, new FieldError("/draws", spec.draws(), detail));
    }
    return new Checked(spec, model, network, planned, products, estimate, properties.longest());
  }

  /** Each thread has weights, values and answers of its own; all share the test images. */
  private void fitsMemory(EvaluationSpec spec, TrainedNetwork network, LayerTable table) {
    long weights = table.total(LayerTable.Row::parameters);
    int images = spec.testSamples();
    long threads = installation.threads();
    long floats =
        weights * (1 + threads) + images * (network.input().size() + network.classes() * threads);
    long bytes =
        Float.BYTES * floats + threads * FloatClassifier.bytesBetweenLayers(network, images);
    long limit = installation.memoryLimitBytes();
    if (bytes > limit) {
      String detail =
          "The evaluation would take about %.0f MiB; a job may take %.0f MiB. Ask for fewer test"
                  .formatted(bytes / MEBIBYTE, limit / MEBIBYTE)
              + " samples (hafnia.training.memory-limit).";
      throw Problem.of(
          ProblemType.TOO_MUCH_MEMORY,
          detail,
          new FieldError("/testSamples", images, "Expected fewer test samples."));
    }
  }

  private Problem tooLong(EvaluationSpec spec, int count, Duration estimate) {
    String detail =
        String.format(
            Locale.ROOT,
            "%,d draws of %d points on %,d test images would take about %s; an evaluation may take"
                + " %s (hafnia.evaluations.longest). Ask for fewer draws, points or test images, or"
                + " for an interval with until.halfWidth and a smaller limit of draws.",
            spec.draws(),
            count,
            spec.testSamples(),
            shown(estimate),
            shown(properties.longest()));
    return Problem.of(
        ProblemType.EVALUATION_TOO_LONG,
        detail,
        new FieldError(
            "/draws",
            spec.draws(),
            "Expected at most about %,d draws."
                .formatted(
                    (long)
                        (spec.draws()
                            * ((double) properties.longest().toMillis() / estimate.toMillis())))));
  }

  private static String shown(Duration span) {
    double hours = span.toMillis() / 3.6e6;
    return hours >= 48
        ? String.format(Locale.ROOT, "%,.0f days", hours / 24)
        : hours >= 1
            ? String.format(Locale.ROOT, "%.1f h", hours)
            : String.format(Locale.ROOT, "%.0f s", span.toMillis() / 1e3);
  }

  /** Refuses samples of another shape than the network takes, and labels that it does not know. */
  private static void fits(TrainedNetwork network, DatasetSummary set) {
    var input = network.input();
    var shape = new TensorShape(set.shape());
    boolean flat = input.extents().size() == 1 && input.size() == shape.size();
    if (!flat && !places(input).equals(places(shape))) {
      throw misfit(
          set,
          "the model takes samples of shape %s, these are of shape %s".formatted(input, shape));
    }
    if (network.classes() != set.classes()) {
      throw misfit(
          set,
          "the model tells %d classes apart, this set has %d"
              .formatted(network.classes(), set.classes()));
    }
  }

  /** Without leading extents of 1: a convolution takes rows and columns as one channel of them. */
  private static List<Integer> places(TensorShape shape) {
    return shape.extents().stream().dropWhile(extent -> extent == 1).toList();
  }

  private static Problem misfit(DatasetSummary set, String what) {
    String detail = "Expected a data set like the one of the training: " + what + ".";
    return Problem.of(
        ProblemType.INVALID_REQUEST, detail, new FieldError("/dataset", set.name(), detail));
  }
}
