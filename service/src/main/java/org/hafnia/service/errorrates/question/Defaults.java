package org.hafnia.service.errorrates.question;

import java.util.List;
import org.hafnia.simulator.array.ecc.Code;
import org.hafnia.simulator.array.sense.PcsaDesign;
import org.hafnia.simulator.array.sense.SenseAmplifier.Pcsa;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Fills in what a request leaves open; the request was held against the contract. */
public final class Defaults {

  public static final String IDEAL = "ideal";
  public static final String PCSA = "pcsa";

  /** Where three values separate, of the generic design. */
  private static final double TERNARY_VOLT = 0.6;

  public static final double ZERO_CELSIUS_KELVIN = 273.15;
  private static final double SECOND_PER_NANOSECOND = 1e-9;
  private static final int MAP_CELLS = 60;

  private Defaults() {}

  public static Question fill(JsonNode request, JsonMapper json) {
    var filled = (ObjectNode) request.deepCopy();
    boolean ternary = Question.TERNARY.equals(filled.path("cell").asString());
    amplifier(filled, ternary);
    if (!filled.has("against")) {
      var codes = filled.putArray("against");
      if (!ternary) {
        Code.all().forEach(code -> codes.add(code.word()));
      }
    }
    if (!filled.has("methods")) {
      var methods = filled.putArray("methods");
      methods(filled).forEach(methods::add);
    }
    number(filled, "relativeHalfWidth", 0.02);
    whole(filled, "draws", 10_000_000);
    whole(filled, "bootstrapDraws", 2_000);
    whole(filled, "seed", 1);
    whole(filled, "priority", 50);
    if (!filled.has("extrapolate")) {
      filled.put("extrapolate", false);
    }
    states(filled);
    if (ternary && !filled.has("readMap")) {
      filled.putObject("readMap");
    }
    if (filled.get("readMap") instanceof ObjectNode map) {
      whole(map, "cells", MAP_CELLS);
    }
    return json.treeToValue(filled, Question.class);
  }

  private static List<String> methods(ObjectNode filled) {
    return filled.path("states").has("measurementSet")
        ? List.of("bootstrap", "closed-form")
        : List.of("closed-form", "importance-sampling");
  }

  private static void amplifier(ObjectNode filled, boolean ternary) {
    if (!filled.has("senseAmplifier")) {
      filled.putObject("senseAmplifier").put("type", ternary ? PCSA : IDEAL);
    }
    if (filled.get("senseAmplifier") instanceof ObjectNode amplifier
        && amplifier.path("type").asString().equals(PCSA)) {
      number(amplifier, "supplyVolt", ternary ? TERNARY_VOLT : Pcsa.NOMINAL_VOLT);
      number(amplifier, "temperatureCelsius", Pcsa.USUAL_KELVIN - ZERO_CELSIUS_KELVIN);
      if (amplifier.has("deviceModel")) {
        return;
      }
      number(amplifier, "sensingTimeNanosecond", Pcsa.USUAL_SECOND / SECOND_PER_NANOSECOND);
      number(amplifier, "offset", PcsaDesign.generic130nm().offsetDeviation());
      if (!amplifier.has("corner")) {
        amplifier.put("corner", "tt");
      }
    }
  }

  private static void states(ObjectNode filled) {
    var states = filled.path("states");
    if (states.get("retention") instanceof ObjectNode retention) {
      number(retention, "temperatureCelsius", 25);
    }
    pulses(states.path("condition"));
    filled.path("sweep").path("conditions").forEach(Defaults::pulses);
    if (states instanceof ObjectNode object
        && object.has("measurementSet")
        && !object.has("excludeBadCells")) {
      object.put("excludeBadCells", false);
    }
  }

  private static void pulses(JsonNode condition) {
    for (String operation : List.of("set", "reset")) {
      if (condition.get(operation) instanceof ObjectNode pulse) {
        number(pulse, "gateVolt", 0);
      }
    }
  }

  private static void number(ObjectNode object, String field, double value) {
    if (!object.has(field)) {
      object.put(field, value);
    }
  }

  private static void whole(ObjectNode object, String field, long value) {
    if (!object.has(field)) {
      object.put(field, value);
    }
  }
}
