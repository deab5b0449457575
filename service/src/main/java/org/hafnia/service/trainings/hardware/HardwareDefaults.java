package org.hafnia.service.trainings.hardware;

import java.util.List;
import java.util.Set;
import org.hafnia.service.errorrates.question.Defaults;
import org.hafnia.service.errorrates.question.Question;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.optimizer.LatentSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Fills in what the hardware part of a request leaves open. */
final class HardwareDefaults {

  /** As in the contract. */
  private static final String USUAL_MODEL = "hfo2-weak-reset-2021";

  private static final int DRAWS = 10;
  private static final int MOST_PULSES = 100;

  private final ObjectNode filled;
  private final boolean ternary;
  private final boolean quantised;
  private final JsonMapper json;

  private HardwareDefaults(ObjectNode filled, Set<Precision> weights, JsonMapper json) {
    this.filled = filled;
    this.ternary = weights.contains(Precision.TERNARY);
    this.quantised = ternary || weights.contains(Precision.BINARY);
    this.json = json;
  }

  /** A copy with the scheme. */
  static ObjectNode scheme(JsonNode hardware, JsonMapper json) {
    var copy = hardware instanceof ObjectNode object ? object.deepCopy() : json.createObjectNode();
    if (!copy.has("scheme")) {
      copy.put("scheme", HardwareSpec.WEAK_RESET);
    }
    return copy;
  }

  /** The rest, for a request that keeps the rules. */
  static HardwareSpec fill(ObjectNode hardware, Set<Precision> weights, JsonMapper json) {
    var defaults = new HardwareDefaults(hardware.deepCopy(), weights, json);
    defaults.fill();
    return json.treeToValue(defaults.filled, HardwareSpec.class);
  }

  private void fill() {
    String scheme = filled.path("scheme").asString();
    switch (scheme) {
      case HardwareSpec.WEAK_RESET -> {
        text(filled, "deviceModel", USUAL_MODEL);
        text(filled, "learningRule", "published");
      }
      case HardwareSpec.PULSE_RESPONSE -> {
        var pulses = filled.withObjectProperty("pulses");
        text(pulses, "rounding", "stochastic");
        whole(pulses, "atMost", MOST_PULSES);
        flag(pulses, "refresh", true);
        text(pulses, "realWeights", "floats");
      }
      case HardwareSpec.WITH_ERRORS -> {
        whole(filled, "draws", DRAWS);
        errors(true);
      }
      case HardwareSpec.PROGRAMMED -> {
        whole(filled, "draws", DRAWS);
        errors(false);
        cells(filled);
      }
      default -> {
        // Ideal weights have a start and a threshold at most.
      }
    }
    var switches = Switches.of(scheme);
    if (!switches.isEmpty()) {
      var imperfections = filled.withObjectProperty("imperfections");
      switches.forEach(name -> flag(imperfections, name, true));
    }
    if (ternary && !scheme.equals(HardwareSpec.WEAK_RESET) && !filled.has("ternaryThreshold")) {
      filled.put("ternaryThreshold", LatentSpec.USUAL.ternaryThreshold());
    }
    if (quantised && HardwareSpec.LATENT.contains(scheme) && !filled.has("initialDeviation")) {
      filled.put("initialDeviation", LatentSpec.USUAL.initialDeviation());
    }
  }

  private void errors(boolean tested) {
    if (!(filled.get("errors") instanceof ObjectNode errors)) {
      return;
    }
    if (errors.get("training") instanceof ObjectNode training) {
      law(training);
      text(errors, "gradient", HardwareSpec.STRAIGHT_THROUGH);
      if (tested && !errors.has("test")) {
        errors.putArray("test").add(training.deepCopy());
      }
    }
    for (var law : errors.path("test")) {
      law((ObjectNode) law);
    }
  }

  private void law(ObjectNode law) {
    if (law.has("cells")) {
      cells(law);
    } else if (!law.has("rate")) {
      for (String name : List.of("signReversal", "nonzeroAsZero", "zeroAsNonzero")) {
        if (!law.has(name)) {
          law.put(name, 0.0);
        }
      }
    }
  }

  private void cells(ObjectNode parent) {
    if (parent.get("cells") instanceof ObjectNode cells) {
      fillCells(cells, ternary, json);
    }
  }

  /** The defaults of states and amplifier are those of /v1/error-rates. */
  static void fillCells(ObjectNode cells, boolean ternary, JsonMapper json) {
    for (String name : List.of("stuckLow", "stuckHigh")) {
      if (!cells.has(name)) {
        cells.put(name, 0.0);
      }
    }
    flag(cells, "extrapolate", false);
    var question = json.createObjectNode();
    question.put("cell", ternary ? Question.TERNARY : Question.PAIR);
    question.set("states", cells.path("states"));
    if (cells.has("senseAmplifier")) {
      question.set("senseAmplifier", cells.path("senseAmplifier"));
    }
    var answered = Defaults.fill(question, json);
    cells.set("states", json.valueToTree(answered.states()));
    cells.set("senseAmplifier", json.valueToTree(answered.senseAmplifier()));
  }

  private static void text(ObjectNode object, String field, String value) {
    if (!object.has(field)) {
      object.put(field, value);
    }
  }

  private static void whole(ObjectNode object, String field, int value) {
    if (!object.has(field)) {
      object.put(field, value);
    }
  }

  private static void flag(ObjectNode object, String field, boolean value) {
    if (!object.has(field)) {
      object.put(field, value);
    }
  }
}
