package org.hafnia.service.console.report;

import tools.jackson.databind.JsonNode;

/** What errors do to a model, point by point, and what it takes. */
final class EvaluationReport {

  private static final int MOST_POINTS = 30;
  private static final double MICROJOULE = 1e6;

  private final Lines lines;

  EvaluationReport(Lines lines) {
    this.lines = lines;
  }

  void print(JsonNode subject) {
    JsonNode result = subject.path("result");
    lines.gap();
    lines.line(subject.path("name").asString("evaluation"));
    if (!result.isMissingNode()) {
      found(subject, result);
    }
    lines.gap();
    lines.places(subject);
  }

  private void found(JsonNode subject, JsonNode result) {
    JsonNode spec = subject.path("spec");
    lines.row("model", "%s", spec.path("model").asString(""));
    JsonNode free = result.path("errorFree");
    lines.row(
        "without errors",
        "%s  (95 %% over test images %s to %s)",
        percent(free, "value"),
        percent(free, "low"),
        percent(free, "high"));
    lines.gap();
    int shown = 0;
    for (JsonNode point : result.path("points").values()) {
      if (shown++ == MOST_POINTS) {
        lines.line("and more points: see the table");
        break;
      }
      point(point);
    }
    lines.gap();
    for (JsonNode loss : result.path("losses").values()) {
      lines.row("loss", "%s", loss.path("explanation").asString(""));
    }
    lines.row(
        "energy",
        "%s per inference",
        Text.energy(MICROJOULE * result.at("/energy/totalJoule").asDouble(0)));
    lines.row("engine", "%s", result.path("engine").asString(""));
    for (JsonNode warning : result.path("warnings").values()) {
      lines.row("warning", "%s", warning.asString(""));
    }
  }

  private void point(JsonNode point) {
    JsonNode over = point.path("overDraws");
    String interval =
        over.isMissingNode()
            ? ""
            : "  (95 % over draws " + percent(over, "low") + " to " + percent(over, "high") + ")";
    lines.row(
        percent(point, "accuracy"),
        "%-28s %,7d draws%s",
        point.path("name").asString(""),
        point.path("draws").asLong(0),
        interval);
  }

  private static String percent(JsonNode node, String field) {
    return Text.percent(node.path(field).asDouble(Double.NaN));
  }
}
