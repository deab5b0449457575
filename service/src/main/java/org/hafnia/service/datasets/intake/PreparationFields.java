package org.hafnia.service.datasets.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.dataset.named.EegMotorImagery;
import org.hafnia.simulator.dataset.preparation.Alignment;
import org.hafnia.simulator.dataset.preparation.BandPass;
import org.hafnia.simulator.dataset.preparation.Preparation;
import org.hafnia.simulator.dataset.preparation.Reference;
import tools.jackson.databind.JsonNode;

/** Reads what a request says of recordings, after the contract has checked each field alone. */
public final class PreparationFields {

  private static final List<String> RECORDINGS = List.of("wfdb", "edf", EegMotorImagery.NAME);
  private static final List<Integer> IMAGINED = List.of(6, 10, 14);
  private static final int USUAL_ORDER = 4;

  private PreparationFields() {}

  /** Everything that does not fit together, at once. */
  public static void check(JsonNode json) {
    var errors = new ArrayList<FieldError>();
    var format = json.path("format").asString();
    if (json.has("preparation") && !RECORDINGS.contains(format)) {
      errors.add(
          new FieldError(
              "/preparation",
              json.get("preparation").toString(),
              "Expected only with format " + String.join(", ", RECORDINGS) + "."));
    }
    if (json.has("runs") && !format.equals(EegMotorImagery.NAME)) {
      errors.add(
          new FieldError(
              "/runs",
              json.get("runs").toString(),
              "Expected only with format " + EegMotorImagery.NAME + "."));
    }
    var runs = runs(json);
    if (runs.stream().anyMatch(EegMotorImagery.FISTS_AND_FEET::contains)
        && !EegMotorImagery.FISTS_AND_FEET.containsAll(runs)) {
      errors.add(
          new FieldError(
              "/runs",
              runs.toString(),
              "Expected runs of one kind: some of "
                  + EegMotorImagery.FISTS_AND_FEET
                  + " (both fists or both feet), or none of them (left or right fist)."));
    }
    var band = json.path("preparation").path("bandPass");
    double low = band.path("lowHertz").asDouble(0);
    double high = band.path("highHertz").asDouble(0);
    if (band.isObject() && high <= low) {
      errors.add(
          new FieldError(
              "/preparation/bandPass/highHertz",
              high,
              "Expected more than lowHertz, which is " + low + "."));
    }
    if (!errors.isEmpty()) {
      throw Problem.of(
          ProblemType.INVALID_REQUEST,
          "Fields of the request do not fit each other; see errors.",
          errors.toArray(FieldError[]::new));
    }
  }

  /** Runs that are asked for, or the usual ones. */
  public static List<Integer> runs(JsonNode json) {
    return json.has("runs")
        ? json.get("runs").valueStream().map(JsonNode::asInt).distinct().sorted().toList()
        : IMAGINED;
  }

  /** What is done to recordings. */
  public static Preparation preparation(JsonNode request) {
    var json = request.path("preparation");
    var band = json.path("bandPass");
    return new Preparation(
        Reference.valueOf(word(json, "reference", Reference.RECORDED.word())),
        band.isObject()
            ? Optional.of(
                new BandPass(
                    band.path("lowHertz").asDouble(),
                    band.path("highHertz").asDouble(),
                    band.path("order").asInt(USUAL_ORDER)))
            : Optional.empty(),
        Alignment.valueOf(word(json, "alignment", Alignment.NONE.word())),
        json.has("powerSecond")
            ? Optional.of(json.path("powerSecond").asDouble())
            : Optional.empty(),
        json.path("everySamples").asInt(1));
  }

  private static String word(JsonNode json, String field, String usual) {
    return json.path(field).asString(usual).toUpperCase(Locale.ROOT);
  }
}
