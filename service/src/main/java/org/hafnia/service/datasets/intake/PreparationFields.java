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
  private static final int USUAL_ORDER = 4;

  private PreparationFields() {}

  /** Everything that does not fit together, at once. */
  public static void check(JsonNode json) {
    var errors = new ArrayList<FieldError>();
    needless(json, "preparation", RECORDINGS).ifPresent(errors::add);
    needless(json, "runs", List.of(EegMotorImagery.NAME)).ifPresent(errors::add);
    mixed(runs(json)).ifPresent(errors::add);
    falling(json.path("preparation").path("bandPass")).ifPresent(errors::add);
    if (!errors.isEmpty()) {
      throw Problem.of(
          ProblemType.INVALID_REQUEST,
          "Fields of the request do not fit each other; see errors.",
          errors.toArray(FieldError[]::new));
    }
  }

  private static Optional<FieldError> needless(JsonNode json, String field, List<String> formats) {
    return json.has(field) && !formats.contains(json.path("format").asString())
        ? Optional.of(
            new FieldError(
                "/" + field,
                json.get(field).toString(),
                "Expected only with format " + String.join(", ", formats) + "."))
        : Optional.empty();
  }

  private static Optional<FieldError> mixed(List<Integer> runs) {
    var one = EegMotorImagery.FISTS_AND_FEET;
    return runs.stream().anyMatch(one::contains) && !one.containsAll(runs)
        ? Optional.of(
            new FieldError(
                "/runs",
                runs.toString(),
                "Expected runs of one kind: some of "
                    + one
                    + " (both fists or both feet), or none of them (left or right fist)."))
        : Optional.empty();
  }

  private static Optional<FieldError> falling(JsonNode band) {
    double low = band.path("lowHertz").asDouble(0);
    double high = band.path("highHertz").asDouble(0);
    return band.isObject() && high <= low
        ? Optional.of(
            new FieldError(
                "/preparation/bandPass/highHertz",
                high,
                "Expected more than lowHertz, which is " + low + "."))
        : Optional.empty();
  }

  /** Runs that are asked for; none where the request leaves it open. */
  public static List<Integer> runs(JsonNode json) {
    return json.path("runs").valueStream().map(JsonNode::asInt).distinct().sorted().toList();
  }

  /**
   * Runs to read: those that are asked for, which must be there, or the imagined ones that are.
   *
   * @param there runs of which there are recordings
   */
  static List<Integer> runs(List<Integer> asked, List<Integer> there) {
    if (asked.isEmpty()) {
      return EegMotorImagery.IMAGINED.stream().filter(there::contains).toList();
    }
    if (!there.containsAll(asked)) {
      throw Problem.of(
          ProblemType.INVALID_REQUEST,
          "There are no recordings of some of the runs.",
          new FieldError("/runs", asked.toString(), "Expected runs that are here: " + there + "."));
    }
    return asked;
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
