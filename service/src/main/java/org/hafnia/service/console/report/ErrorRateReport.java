package org.hafnia.service.console.report;

import tools.jackson.databind.JsonNode;

/** How often an array is read wrong, point by point, and what codes leave of it. */
final class ErrorRateReport {

  private static final int MOST_POINTS = 20;

  private final Lines lines;

  ErrorRateReport(Lines lines) {
    this.lines = lines;
  }

  void print(JsonNode subject) {
    JsonNode result = subject.path("result");
    lines.gap();
    lines.line(subject.path("name").asString("error rate"));
    int shown = 0;
    for (JsonNode point : result.path("points").values()) {
      if (shown++ == MOST_POINTS) {
        lines.line("and more points: see the table");
        break;
      }
      point(point);
    }
    for (JsonNode warning : result.path("warnings").values()) {
      lines.row("warning", "%s", warning.asString(""));
    }
    lines.gap();
    lines.places(subject);
  }

  private void point(JsonNode point) {
    lines.gap();
    String condition = point.path("condition").asString("");
    String quantity = point.path("sweptQuantity").asString("");
    if (!quantity.isEmpty()) {
      lines.row(quantity, "%.4g  %s", point.path("sweptValue").asDouble(), condition);
    } else if (!condition.isEmpty()) {
      lines.line(condition);
    }
    for (JsonNode rate : point.path("rates").values()) {
      lines.row(
          rate.path("cell").asString(""),
          "%-14s %9.3e  %9.3e to %9.3e  %s",
          rate.path("error").asString(""),
          rate.path("value").asDouble(Double.NaN),
          rate.path("low").asDouble(Double.NaN),
          rate.path("high").asDouble(Double.NaN),
          rate.path("method").asString(""));
    }
    for (JsonNode code : point.path("codes").values()) {
      lines.row(
          code.path("cell").asString(""),
          "%-14s %9.3e  with %.2f cells a bit",
          code.path("code").asString(""),
          code.path("errorRate").asDouble(Double.NaN),
          code.path("cellsPerBit").asDouble(Double.NaN));
    }
  }
}
