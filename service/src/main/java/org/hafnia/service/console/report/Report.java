package org.hafnia.service.console.report;

import java.io.PrintStream;
import java.net.URI;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The result of a job in a few lines, and where to see more. */
public final class Report {

  private final Lines lines;

  /**
   * Prints nothing yet.
   *
   * @param addresses the address of a path as a browser takes it
   */
  public Report(PrintStream out, Function<String, URI> addresses) {
    this.lines = new Lines(out, addresses);
  }

  /** Prints what a job of that kind has made. */
  public void print(String kind, JsonNode subject) {
    switch (kind) {
      case "training" -> new TrainingReport(lines).print(subject);
      case "fit" -> new FitReport(lines).print(subject);
      case "evaluation" -> new EvaluationReport(lines).print(subject);
      case "error-rate" -> new ErrorRateReport(lines).print(subject);
      default -> {
        lines.gap();
        lines.line(subject.path("name").asString(kind + " " + subject.path("id").asString("")));
        lines.gap();
        lines.places(subject);
      }
    }
  }
}
