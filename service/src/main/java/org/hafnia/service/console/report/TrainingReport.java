package org.hafnia.service.console.report;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** The result of a training as a table, and where to see more. */
final class TrainingReport {

  private static final int TAIL = 5;

  private final Lines lines;

  TrainingReport(Lines lines) {
    this.lines = lines;
  }

  void print(JsonNode training) {
    JsonNode result = training.path("result");
    lines.gap();
    lines.line(training.path("name").asString("training " + training.path("id").asString("")));
    epochs(List.copyOf(result.path("epochs").values()));
    lines.gap();
    if (result.has("divergence")) {
      JsonNode divergence = result.path("divergence");
      lines.row(
          "diverged", "in epoch %d: %s", number(divergence, "epoch"), divergence.path("reason"));
      lines.row("advice", "%s", divergence.path("advice").asString(""));
    }
    accuracy(result.path("testAccuracy"));
    quality(result);
    devices(result);
    layers(List.copyOf(result.path("layers").values()));
    tests(List.copyOf(result.path("hardwareTests").values()));
    times(result.path("timings"));
    models(training.path("models"));
    lines.gap();
    lines.places(training);
  }

  private void epochs(List<JsonNode> epochs) {
    if (epochs.isEmpty()) {
      return;
    }
    lines.gap();
    lines.line("epoch  train loss  train acc.   test acc.   rate          pulses      time");
    if (epochs.size() > TAIL) {
      lines.line("  ...");
    }
    for (JsonNode epoch : epochs.subList(Math.max(0, epochs.size() - TAIL), epochs.size())) {
      lines.line(
          Text.format(
              "%5d  %10.4f  %10s  %10s  %5s  %14s  %8s",
              number(epoch, "epoch"),
              epoch.path("trainLoss").asDouble(0),
              Text.percent(epoch.path("trainAccuracy").asDouble(0)),
              Text.percent(epoch.path("testAccuracy").asDouble(0)),
              Text.format("%.3g", epoch.path("learningRate").asDouble(0)),
              Text.count(number(epoch, "pulses")),
              Text.duration(epoch.path("wallSeconds").asDouble(0))));
    }
  }

  private void models(JsonNode models) {
    for (JsonNode model : models.values()) {
      lines.row(
          "model",
          "%s (%s, epoch %d): %s/file?format=npz",
          model.path("name").asString(""),
          model.path("kept").asString(""),
          number(model, "epoch"),
          model.path("href").asString(""));
    }
  }

  private void accuracy(JsonNode accuracy) {
    if (accuracy.isObject()) {
      lines.row(
          "test accuracy",
          "%s (%.0f %% interval %s to %s; %s of %s right)",
          Text.percent(accuracy.path("value").asDouble(0)),
          100 * accuracy.path("confidence").asDouble(0.95),
          Text.percent(accuracy.path("low").asDouble(0)),
          Text.percent(accuracy.path("high").asDouble(0)),
          Text.count(number(accuracy, "correct")),
          Text.count(number(accuracy, "total")));
    }
  }

  private void devices(JsonNode result) {
    long devices =
        result.path("layers").values().stream().mapToLong(layer -> number(layer, "devices")).sum();
    long pulses = number(result, "pulses");
    if (devices > 0) {
      lines.row(
          "pulses",
          "%s on %s devices, %.0f each",
          Text.count(pulses),
          Text.count(devices),
          (double) pulses / devices);
      if (result.hasNonNull("energyMicrojoule")) {
        lines.row("energy", "%s", Text.energy(result.path("energyMicrojoule").asDouble(0)));
      }
    }
  }

  /**
   * What one accuracy hides: two classes of unequal size, and the epoch that held-out ones like.
   */
  private void quality(JsonNode result) {
    JsonNode area = result.at("/testQuality/rocArea");
    if (area.isObject()) {
      lines.row(
          "ROC area",
          "%.4f (95 %% interval %.4f to %.4f); balanced accuracy %s",
          area.path("value").asDouble(0),
          area.path("low").asDouble(0),
          area.path("high").asDouble(0),
          Text.percent(result.at("/testQuality/balancedAccuracy").asDouble(0)));
    }
    long best = number(result, "bestEpoch");
    JsonNode epoch = result.path("epochs").path((int) best - 1);
    if (epoch.hasNonNull("validationAccuracy")) {
      lines.row(
          "held out",
          "%s at best, after epoch %d of %d; %s of the test set then",
          Text.percent(epoch.path("validationAccuracy").asDouble(0)),
          best,
          result.path("epochs").size(),
          Text.percent(epoch.path("testAccuracy").asDouble(0)));
    }
  }

  /** How the pulses are spread over the devices, where updates move them. */
  private void layers(List<JsonNode> layers) {
    for (JsonNode layer : layers) {
      JsonNode pulses = layer.path("pulseDistribution");
      if (pulses.isObject()) {
        lines.row(
            layer.path("layer").asString(""),
            "median %s, 95 %% at most %s, most %s pulses per device%s",
            Text.count(number(pulses, "median")),
            Text.count(number(pulses, "p95")),
            Text.count(number(pulses, "max")),
            cycles(layer));
      }
    }
  }

  private static String cycles(JsonNode layer) {
    long sets = number(layer, "setOperations");
    long resets = number(layer, "resetOperations");
    return sets + resets == 0
        ? ""
        : Text.format(
            "; %s SETs, %s RESETs, at most %s cycles",
            Text.count(sets), Text.count(resets), Text.count(number(layer, "mostCycles")));
  }

  private void tests(List<JsonNode> tests) {
    if (tests.isEmpty()) {
      return;
    }
    lines.gap();
    lines.line("on hardware            accuracy  +- draws  wrong weights   expected  test");
    for (JsonNode test : tests) {
      lines.line(
          Text.format(
              "%5d draws  %18s  %8s  %13s  %9s  %s",
              test.path("accuracies").size(),
              Text.percent(test.path("mean").asDouble(0)),
              Text.percent(test.path("standardDeviation").asDouble(0)),
              Text.format("%.3g", test.path("weightErrorRate").asDouble(0)),
              Text.format("%.3g", test.path("expectedWeightErrorRate").asDouble(0)),
              test.path("name").asString("")));
    }
  }

  private void times(JsonNode timings) {
    if (timings.isObject()) {
      lines.row(
          "time",
          "%s (forward and backward %s, devices %s, evaluation %s); CPU %s",
          seconds(timings, "wallSeconds"),
          seconds(timings, "forwardBackwardSeconds"),
          seconds(timings, "deviceStepSeconds"),
          seconds(timings, "evaluationSeconds"),
          seconds(timings, "cpuSeconds"));
    }
  }

  private static long number(JsonNode node, String field) {
    return node.path(field).asLong(0);
  }

  private static String seconds(JsonNode timings, String field) {
    return Text.duration(timings.path(field).asDouble(0));
  }
}
