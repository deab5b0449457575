package org.hafnia.service.trainings.hardware;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.simulator.network.Precision;
import tools.jackson.databind.JsonNode;

/** Finds what does not go together in the hardware part of a request. */
final class HardwareRules {

  private static final Map<String, List<String>> FIELDS =
      Map.of(
          HardwareSpec.WEAK_RESET, List.of("deviceModel", "learningRule", "imperfections"),
          HardwareSpec.IDEAL, List.of("ternaryThreshold", "initialDeviation"),
          HardwareSpec.WITH_ERRORS,
              List.of("ternaryThreshold", "initialDeviation", "errors", "draws"),
          HardwareSpec.PULSE_RESPONSE,
              List.of("deviceModel", "imperfections", "ternaryThreshold", "pulses"),
          HardwareSpec.PROGRAMMED,
              List.of(
                  "imperfections",
                  "ternaryThreshold",
                  "initialDeviation",
                  "errors",
                  "cells",
                  "draws"));

  private static final List<String> TYPES =
      List.of("signReversal", "nonzeroAsZero", "zeroAsNonzero");

  private final JsonNode hardware;
  private final String scheme;
  private final Set<Precision> weights;
  private final List<FieldError> errors = new ArrayList<>();

  private HardwareRules(JsonNode hardware, Set<Precision> weights) {
    this.hardware = hardware;
    this.scheme = hardware.path("scheme").asString();
    this.weights = weights;
  }

  /**
   * What is wrong with a request.
   *
   * @param hardware with the scheme filled in
   * @param weights precisions that occur in the network
   */
  static List<FieldError> broken(JsonNode hardware, Set<Precision> weights) {
    var rules = new HardwareRules(hardware, weights);
    rules.fields();
    rules.weights();
    rules.scheme();
    return List.copyOf(rules.errors);
  }

  private void refuse(String pointer, JsonNode value, String expected) {
    Object shown =
        value.isNumber()
            ? value.numberValue()
            : value.isBoolean() ? value.booleanValue() : value.stringValue(null);
    errors.add(new FieldError("/hardware" + pointer, shown, expected));
  }

  private void fields() {
    var known = FIELDS.getOrDefault(scheme, List.of());
    for (String name : hardware.propertyNames()) {
      if (!name.equals("scheme") && !known.contains(name)) {
        refuse(
            "/" + name,
            hardware.path(name),
            "Expected nothing here: scheme %s takes %s."
                .formatted(scheme, String.join(", ", known)));
      }
    }
    var switches = Switches.of(scheme);
    for (String name : hardware.path("imperfections").propertyNames()) {
      if (known.contains("imperfections") && !switches.contains(name)) {
        refuse(
            "/imperfections/" + name,
            hardware.path("imperfections").path(name),
            "Expected nothing here: the imperfections of scheme %s are %s."
                .formatted(scheme, String.join(", ", switches)));
      }
    }
  }

  private boolean pairsForReal() {
    return hardware.path("pulses").path("realWeights").asString("").equals(HardwareSpec.PAIRS);
  }

  private void weights() {
    boolean quantised = weights.contains(Precision.BINARY) || weights.contains(Precision.TERNARY);
    if (!quantised && !scheme.equals(HardwareSpec.IDEAL) && !pairsForReal()) {
      errors.add(
          new FieldError(
              "/network/weights",
              "real",
              "Expected binary or ternary weights: scheme %s has no place for real ones."
                  .formatted(scheme)));
    }
    if (scheme.equals(HardwareSpec.WEAK_RESET) && weights.contains(Precision.TERNARY)) {
      errors.add(
          new FieldError(
              "/network/weights",
              "ternary",
              "Expected binary: a pair of weak-reset devices holds one bit."));
    }
    if (hardware.has("ternaryThreshold") && !weights.contains(Precision.TERNARY)) {
      refuse(
          "/ternaryThreshold",
          hardware.path("ternaryThreshold"),
          "Expected nothing here: the network has no ternary weights.");
    }
    if (hardware.has("initialDeviation") && !quantised) {
      refuse(
          "/initialDeviation",
          hardware.path("initialDeviation"),
          "Expected nothing here: the network has neither binary nor ternary weights.");
    }
  }

  private void scheme() {
    switch (scheme) {
      case HardwareSpec.PULSE_RESPONSE -> {
        if (!hardware.has("deviceModel")) {
          refuse("/deviceModel", hardware.path("deviceModel"), "Missing; expected a device model.");
        }
      }
      case HardwareSpec.WITH_ERRORS -> {
        var asked = hardware.path("errors");
        if (!asked.has("training") && asked.path("test").isEmpty()) {
          refuse("/errors", asked, "Expected errors in training, at test or both.");
        }
        laws(asked);
      }
      case HardwareSpec.PROGRAMMED -> {
        if (!hardware.has("cells")) {
          refuse(
              "/cells", hardware.path("cells"), "Missing; expected what weights are written to.");
        }
        if (hardware.path("errors").has("test")) {
          refuse(
              "/errors/test",
              hardware.path("errors").path("test"),
              "Expected nothing here: the cells are the test.");
        }
        measured("/cells", hardware.path("cells"));
        laws(hardware.path("errors"));
      }
      default -> {
        // The other schemes have no fields that depend on each other.
      }
    }
  }

  private void laws(JsonNode asked) {
    if (asked.has("gradient") && !asked.has("training")) {
      refuse(
          "/errors/gradient",
          asked.path("gradient"),
          "Expected nothing here: there are no errors in training.");
    }
    if (asked.has("training")) {
      law("/errors/training", asked.path("training"));
    }
    int i = 0;
    for (var law : asked.path("test")) {
      law("/errors/test/" + i++, law);
    }
  }

  private void law(String pointer, JsonNode law) {
    boolean typed = TYPES.stream().anyMatch(law::has);
    int kinds = (law.has("rate") ? 1 : 0) + (typed ? 1 : 0) + (law.has("cells") ? 1 : 0);
    if (kinds != 1) {
      refuse(pointer, law, "Expected exactly one of rate, rates by type, and cells.");
    }
    if (typed && !weights.contains(Precision.TERNARY)) {
      for (String name : TYPES.subList(1, TYPES.size())) {
        if (law.has(name)) {
          refuse(
              pointer + "/" + name,
              law.path(name),
              "Expected nothing here: the network has no ternary weights.");
        }
      }
    }
    double nonzero = law.path("signReversal").asDouble(0) + law.path("nonzeroAsZero").asDouble(0);
    if (nonzero > 1) {
      refuse(
          pointer + "/nonzeroAsZero",
          law.path("nonzeroAsZero"),
          "Expected at most 1 together with signReversal.");
    }
    measured(pointer + "/cells", law.path("cells"));
  }

  private void measured(String pointer, JsonNode cells) {
    if (cells.path("states").has("measurementSet")) {
      refuse(
          pointer + "/states/measurementSet",
          cells.path("states").path("measurementSet"),
          "Expected nothing here: weights are drawn from laws. Fit a model first.");
    }
  }
}
