package org.hafnia.service.console;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** An RFC 9457 problem in lines that a person reads: title, detail, then each field. */
final class ProblemText {

  private static final int VALUE_LENGTH = 40;

  private ProblemText() {}

  static Failure failure(int status, byte[] body) {
    try {
      JsonNode problem = Connection.JSON.readTree(body);
      if (problem.hasNonNull("title")) {
        return new Failure("%d %s".formatted(status, of(problem)));
      }
    } catch (JacksonException e) {
      // No problem document: a proxy's page, perhaps. Its first line has to do.
    }
    String text = new String(body, StandardCharsets.UTF_8).strip();
    return new Failure("the service answered %d %s".formatted(status, shorten(firstLine(text))));
  }

  static String of(JsonNode problem) {
    StringBuilder text = new StringBuilder(problem.path("title").asString("unknown problem"));
    String detail = problem.path("detail").asString("");
    if (!detail.isEmpty()) {
      text.append(": ").append(detail);
    }
    int width =
        problem.path("errors").values().stream()
            .mapToInt(error -> error.path("pointer").asString("").length())
            .max()
            .orElse(0);
    for (JsonNode error : problem.path("errors").values()) {
      String pointer = error.path("pointer").asString("");
      text.append("\n  ").append(pointer).repeat(" ", width - pointer.length() + 2);
      if (error.has("value")) {
        text.append(shorten(error.path("value").toString())).append("  ");
      }
      text.append(error.path("detail").asString(""));
    }
    String type = problem.path("type").asString("");
    if (type.startsWith("/")) {
      text.append("\n  explained at ").append(type);
    }
    return text.toString();
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  private static String shorten(String text) {
    return text.length() <= VALUE_LENGTH ? text : text.substring(0, VALUE_LENGTH - 3) + "...";
  }
}
