package org.hafnia.service.console.report;

import java.io.PrintStream;
import tools.jackson.databind.JsonNode;

/** Stored models as lines, newest first. */
public final class ModelList {

  private final PrintStream out;

  public ModelList(PrintStream out) {
    this.out = out;
  }

  /** A page of them. */
  public void print(JsonNode page) {
    if (page.path("items").isEmpty()) {
      out.println("no models yet: a training that completes leaves one");
      return;
    }
    out.println(line("name", "test acc.", "scheme", "data set", "NPZ"));
    for (JsonNode model : page.path("items").values()) {
      out.println(
          line(
              model.path("name").asString(""),
              Text.percent(model.path("testAccuracy").asDouble(0)),
              model.path("scheme").asString(""),
              model.path("dataset").asString(""),
              Text.format("%.1f MB", model.path("bytes").asDouble(0) / 1e6)));
    }
  }

  private static String line(Object... columns) {
    return Text.format("%-40s  %10s  %-17s  %-20s  %9s", columns);
  }
}
