package org.hafnia.service.trainings.plan;

import java.util.List;
import java.util.Objects;
import org.hafnia.service.trainings.plan.OptimizerSettings.ScheduleSettings;
import org.hafnia.service.web.Problem.FieldError;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Fills in what the optimizer part of a request leaves open, and refuses what does not fit. */
public final class OptimizerRules {

  private static final String ADAM_PULSES = "adam-pulses";
  private static final String SGD_PULSES = "sgd-pulses";
  private static final double USUAL_MOMENTUM = 0.9;
  private static final double USUAL_DECAY = 0.025;
  private static final double USUAL_VECTOR_RATE = 0.008;
  private static final int USUAL_HALVING = 7;

  private final JsonNode asked;
  private final String scheme;
  private final List<FieldError> errors;

  private OptimizerRules(JsonNode asked, String scheme, List<FieldError> errors) {
    this.asked = asked;
    this.scheme = scheme;
    this.errors = errors;
  }

  /**
   * The optimizer with every default.
   *
   * @param asked as the request has it, held against the contract; may be missing
   * @param scheme where the weights live
   * @param errors receives what does not fit
   */
  public static OptimizerSettings read(JsonNode asked, String scheme, List<FieldError> errors) {
    return new OptimizerRules(asked, scheme, errors).settings();
  }

  private OptimizerSettings settings() {
    boolean devices = scheme.equals("weak-reset") || scheme.equals("pulse-response");
    String name = asked.path("name").stringValue(devices ? ADAM_PULSES : "adam");
    var fitting = devices ? List.of(ADAM_PULSES, SGD_PULSES) : List.of("adam", "adamw", "sgd");
    if (!fitting.contains(name)) {
      refuse(
          "/name",
          name,
          "Expected %s with scheme %s.".formatted(String.join(" or ", fitting), scheme));
    }
    boolean descent = name.startsWith("sgd");
    Double momentum = number("momentum");
    if (momentum != null && !descent) {
      refuse(
          "/momentum", momentum, "Expected nothing here: only sgd and sgd-pulses have momentum.");
    }
    Double decay = number("weightDecay");
    if (decay != null && !name.equals("adamw")) {
      refuse("/weightDecay", decay, "Expected nothing here: only adamw lets weights decay.");
    }
    var schedule = schedule(asked.path("schedule"));
    Integer halving = whole(asked, "halveEveryEpochs");
    if (halving != null && schedule != null) {
      refuse("/halveEveryEpochs", halving, "Expected either this or a schedule, not both.");
    }
    return new OptimizerSettings(
        name,
        rate(name),
        schedule == null ? Objects.requireNonNullElse(halving, USUAL_HALVING) : null,
        Objects.requireNonNullElse(number("vectorLearningRate"), USUAL_VECTOR_RATE),
        descent
            ? Objects.requireNonNullElse(momentum, name.equals("sgd") ? USUAL_MOMENTUM : 0)
            : null,
        name.equals("adamw") ? Objects.requireNonNullElse(decay, USUAL_DECAY) : null,
        number("clipNorm"),
        schedule);
  }

  private double rate(String name) {
    Double rate = number("learningRate");
    if (rate != null) {
      return rate;
    }
    return switch (name) {
      case ADAM_PULSES -> scheme.equals("weak-reset") ? 8 : 0.005;
      case SGD_PULSES -> {
        refuse(
            "/learningRate",
            null,
            "Expected a rate: how many pulses a gradient is worth depends on the network.");
        yield 1;
      }
      case "adam" -> 0.001;
      default -> 0.01;
    };
  }

  private @Nullable ScheduleSettings schedule(JsonNode given) {
    if (given.isMissingNode()) {
      return null;
    }
    String name = given.path("name").stringValue("constant");
    boolean step = name.equals("step");
    boolean cosine = name.equals("cosine-restarts");
    for (String field : List.of("everyEpochs", "factor")) {
      foreign(given, field, step, name);
    }
    for (String field : List.of("firstEpochs", "growth")) {
      foreign(given, field, cosine, name);
    }
    return new ScheduleSettings(
        name,
        step ? given.path("everyEpochs").asInt(USUAL_HALVING) : null,
        step ? given.path("factor").asDouble(0.5) : null,
        cosine ? given.path("firstEpochs").asInt(100) : null,
        cosine ? given.path("growth").asInt(2) : null);
  }

  private void foreign(JsonNode given, String field, boolean fits, String name) {
    if (!fits && given.has(field)) {
      refuse(
          "/schedule/" + field,
          given.get(field).numberValue(),
          "Expected nothing here: schedule %s has none.".formatted(name));
    }
  }

  private void refuse(String pointer, @Nullable Object value, String detail) {
    errors.add(new FieldError("/optimizer" + pointer, value, detail));
  }

  private @Nullable Double number(String field) {
    return asked.has(field) ? asked.get(field).doubleValue() : null;
  }

  private static @Nullable Integer whole(JsonNode node, String field) {
    return node.has(field) ? node.get(field).intValue() : null;
  }
}
