package org.hafnia.service.console.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The parameters that a fit found, each with its uncertainty, and how well they describe it. */
final class FitReport {

  private static final int LONGEST_TABLE = 40;

  /** Numbers of a law that belong to the logarithm of the quantity and so have no unit. */
  private static final Set<String> OF_LOGARITHM =
      Set.of("shape", "cell", "cycle", "lowerDecay", "upperDecay");

  private final Lines lines;

  FitReport(Lines lines) {
    this.lines = lines;
  }

  void print(JsonNode fit) {
    JsonNode result = fit.path("result");
    lines.gap();
    lines.line(
        Text.format(
            "%s: %s, variant %s",
            fit.path("name").asString(""),
            result.path("family").asString(""),
            result.path("variant").asString("")));
    lines.gap();
    table(result.path("parameters"));
    lines.gap();
    medians(result.path("parameters"));
    data(fit, result);
    goodness(result.path("goodness"));
    for (JsonNode warning : result.path("warnings").values()) {
      lines.row("warning", "%s", warning.asString(""));
    }
    lines.row("time", "%s", Text.duration(result.at("/timings/wallSeconds").asDouble(0)));
    lines.gap();
    lines.places(fit);
  }

  private void table(JsonNode parameters) {
    List<String[]> rows = new ArrayList<>();
    for (JsonNode parameter : parameters.values()) {
      for (Map.Entry<String, JsonNode> value : parameter.path("values").properties()) {
        rows.add(cells(parameter, value.getKey(), value.getValue()));
      }
    }
    int width = rows.stream().mapToInt(row -> row[0].length()).max().orElse(0);
    lines.line(
        Text.format(
            "%-" + width + "s %11s %11s  %-26s %s",
            "parameter",
            "value",
            "+-",
            interval(parameters),
            "unit"));
    for (String[] row : rows.subList(0, Math.min(LONGEST_TABLE, rows.size()))) {
      lines.line(
          Text.format(
                  "%-" + width + "s %11s %11s  %-26s %s", row[0], row[1], row[2], row[3], row[4])
              .stripTrailing());
    }
    if (rows.size() > LONGEST_TABLE) {
      lines.line("... and " + (rows.size() - LONGEST_TABLE) + " more, see the result");
    }
  }

  private static String interval(JsonNode parameters) {
    for (JsonNode parameter : parameters.values()) {
      for (JsonNode estimate : parameter.path("estimates").values()) {
        String share = Text.format("%.1f", 100 * estimate.path("confidence").asDouble(0));
        return share.replace(".0", "") + " % interval";
      }
    }
    return "interval";
  }

  private static String[] cells(JsonNode parameter, String number, JsonNode value) {
    JsonNode estimate = parameter.path("estimates").path(number);
    String symbol = parameter.path("symbol").asString("");
    String unit = parameter.path("unit").asString("");
    boolean known = estimate.path("identified").asBoolean(false);
    String between =
        known && estimate.has("low") && estimate.has("high")
            ? number(estimate.path("low")) + " to " + number(estimate.path("high"))
            : estimate.isMissingNode() ? "not fitted" : known ? "" : "not identified";
    return new String[] {
      number.equals("value") ? symbol : symbol + " " + number,
      number(value),
      known && estimate.has("standardError") ? number(estimate.path("standardError")) : "",
      between,
      unit.equals("1") || OF_LOGARITHM.contains(number) ? "" : unit
    };
  }

  /** Of resistances whose laws are told in logarithms. */
  private void medians(JsonNode parameters) {
    for (JsonNode parameter : parameters.values()) {
      for (String number : List.of("mu", "median")) {
        JsonNode median = parameter.path("values").path(number);
        if (median.isNumber() && parameter.path("unit").asString("").equals("ln(R/ohm)")) {
          JsonNode estimate = parameter.path("estimates").path(number);
          boolean known = estimate.path("identified").asBoolean(false) && estimate.has("low");
          lines.row(
              parameter.path("symbol").asString(""),
              "median %s ohm%s",
              ohm(median),
              known
                  ? ", " + ohm(estimate.path("low")) + " to " + ohm(estimate.path("high")) + " ohm"
                  : "");
        }
      }
    }
  }

  private static String ohm(JsonNode logarithm) {
    return Text.format("%.4g", Math.exp(logarithm.asDouble()));
  }

  private void data(JsonNode fit, JsonNode result) {
    lines.row(
        "data",
        "%s: %s devices, %s points",
        fit.at("/spec/measurementSet").asString(""),
        Text.count(result.at("/goodness/devices").asLong(0)),
        Text.count(result.at("/goodness/points").asLong(0)));
  }

  private void goodness(JsonNode goodness) {
    lines.row(
        "likelihood",
        "ln L %s, AIC %s, BIC %s; held out %s per point",
        number(goodness.path("logLikelihood")),
        number(goodness.path("aic")),
        number(goodness.path("bic")),
        number(goodness.path("heldOutLogLikelihood")));
    lines.row(
        "residuals",
        "Kolmogorov-Smirnov %s, Anderson-Darling %s",
        test(goodness.path("kolmogorovSmirnov")),
        test(goodness.path("andersonDarling")));
  }

  /** The p value, or the bare statistic of a test that has none for these data. */
  private static String test(JsonNode test) {
    return test.has("pValue")
        ? "p = " + number(test.path("pValue"))
        : test.has("statistic")
            ? "statistic " + number(test.path("statistic")) + " (no p value)"
            : "not computed";
  }

  private static String number(JsonNode value) {
    return value.isNumber() ? Text.format("%.4g", value.asDouble()) : "?";
  }
}
