package org.hafnia.service.evaluations.spec;

import java.util.ArrayList;
import java.util.List;
import org.hafnia.service.datasets.DatasetSummary;
import org.hafnia.service.evaluations.spec.EvaluationSpec.Errors;
import org.hafnia.service.evaluations.spec.EvaluationSpec.Sweep;
import org.hafnia.service.evaluations.spec.EvaluationSpec.Types;
import org.hafnia.service.trainings.hardware.HardwareSpec.Cells;
import org.hafnia.service.trainings.hardware.SweptCells;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads a request that was held against the contract: fills in defaults, refuses misfits. */
@Component
public final class Reading {

  private static final int USUAL_DRAWS = 20;
  private static final int DRAWS_UNTIL = 1000;
  private static final int LEAST_DRAWS_UNTIL = 2;

  private final SweptCells cells;
  private final JsonMapper json;

  Reading(SweptCells cells, JsonMapper json) {
    this.cells = cells;
    this.json = json;
  }

  /**
   * What the request was found to name.
   *
   * @param testSamples that there are to classify
   */
  public record Named(Subject subject, DatasetSummary dataset, int testSamples) {}

  /** The spec, or the problem that says all that is wrong. */
  public EvaluationSpec read(JsonNode request, Named named) {
    var errors = new ArrayList<FieldError>();
    var layers = named.subject().layers(request.path("layers"), errors);
    boolean ternary = named.subject().ternary(layers);
    var until = part(request.path("until"), EvaluationSpec.Precision.class);
    var spec =
        new EvaluationSpec(
            text(request, "name"),
            named.subject().model(),
            named.dataset().name(),
            samples(request.path("testSamples"), named.testSamples(), errors),
            errors(request.path("errors"), ternary),
            layers,
            request.path("weights").asBoolean(true),
            request.path("activations").asBoolean(false),
            draws(request.path("draws"), until != null, errors),
            until,
            request.path("commonRandomNumbers").asBoolean(true),
            request.path("seed").asLong(1),
            part(request.path("energy"), EvaluationSpec.Energy.class),
            request.path("priority").asInt(50));
    errors.addAll(ErrorRules.broken(spec, ternary));
    if (!errors.isEmpty()) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          "Parts of the request do not go together; see errors.",
          errors);
    }
    return spec;
  }

  private static @Nullable String text(JsonNode request, String field) {
    return request.has(field) ? request.get(field).asString() : null;
  }

  private <T> @Nullable T part(JsonNode given, Class<T> type) {
    return given.isMissingNode() ? null : json.treeToValue(given, type);
  }

  private Errors errors(JsonNode given, boolean ternary) {
    List<Double> rates = null;
    if (given.has("bitErrorRates")) {
      rates = new ArrayList<>();
      for (var rate : given.path("bitErrorRates")) {
        rates.add(rate.doubleValue());
      }
    }
    List<Types> types = null;
    if (given.has("ternaryErrors")) {
      types = new ArrayList<>();
      for (var one : given.path("ternaryErrors")) {
        types.add(
            new Types(
                one.path("signReversal").asDouble(0),
                one.path("nonzeroAsZero").asDouble(0),
                one.path("zeroAsNonzero").asDouble(0)));
      }
    }
    Cells device = given.has("device") ? cells.filled(given.path("device"), ternary) : null;
    return new Errors(rates, types, device, sweep(given.path("sweep")));
  }

  private @Nullable Sweep sweep(JsonNode given) {
    var filled = given.deepCopy();
    for (var condition : filled.path("conditions")) {
      for (String operation : List.of("set", "reset")) {
        if (condition.get(operation) instanceof ObjectNode pulse && !pulse.has("gateVolt")) {
          pulse.put("gateVolt", 0.0);
        }
      }
    }
    return part(filled, Sweep.class);
  }

  private static int samples(JsonNode asked, int there, List<FieldError> errors) {
    int samples = asked.asInt(there);
    if (samples > there) {
      errors.add(
          new FieldError(
              "/testSamples", samples, "Expected at most the " + there + " that there are."));
    }
    return samples;
  }

  private static int draws(JsonNode asked, boolean until, List<FieldError> errors) {
    int draws = asked.asInt(until ? DRAWS_UNTIL : USUAL_DRAWS);
    if (until && draws < LEAST_DRAWS_UNTIL) {
      errors.add(
          new FieldError(
              "/draws", draws, "Expected 2 or more: one draw has no interval to end at."));
    }
    return draws;
  }
}
