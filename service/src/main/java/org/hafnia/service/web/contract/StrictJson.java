package org.hafnia.service.web.contract;

import org.hafnia.service.web.Problem;
import org.hafnia.service.web.ProblemType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON as RFC 8259 writes it, once per key, and says line and column where it is not so. */
final class StrictJson {

  private static final int DEEPEST = 32;
  private static final int LONGEST_NUMBER = 100;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST_NUMBER)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private StrictJson() {}

  static JsonNode read(byte[] body) {
    try {
      var node = MAPPER.readTree(body);
      if (node.isMissingNode()) {
        throw Problem.of(ProblemType.MALFORMED_REQUEST, "The body is empty; expected JSON.");
      }
      return node;
    } catch (JacksonException e) {
      throw Problem.of(ProblemType.MALFORMED_REQUEST, where(e) + reason(e));
    }
  }

  private static String where(JacksonException e) {
    var location = e.getLocation();
    return location == null || location.getLineNr() < 1
        ? "The body is not JSON: "
        : "Line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
  }

  private static String reason(JacksonException e) {
    String message = String.valueOf(e.getOriginalMessage());
    if (message.startsWith("Non-standard token")) {
      return message.substring(19).replaceFirst("[:,].*", "")
          + " is not a number in JSON; expected a finite one.";
    }
    if (message.contains("nesting depth")) {
      return "nested deeper than " + DEEPEST + " levels.";
    }
    if (message.startsWith("Trailing token")) {
      return "more follows after the end of the value.";
    }
    if (message.startsWith("Number value length")) {
      return "a number has more than " + LONGEST_NUMBER + " digits.";
    }
    // The library adds where it thinks that the value began, and names of its own switches.
    message = message.replaceFirst(" ?\\((start marker|maybe a|not recognized).*", "");
    return message.lines().findFirst().orElse("not JSON").replaceFirst("\\.?$", ".");
  }
}
