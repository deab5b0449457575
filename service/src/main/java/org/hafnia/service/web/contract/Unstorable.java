package org.hafnia.service.web.contract;

import java.util.ArrayList;
import java.util.List;
import org.hafnia.service.web.Problem.FieldError;
import tools.jackson.databind.JsonNode;

/** Finds values that JSON can write and PostgreSQL, or a 64-bit number, cannot hold. */
final class Unstorable {

  // The next double after Long.MAX_VALUE; no field of the contract goes that far.
  private static final double BEYOND_LONG = 0x1p63;
  private static final String TEXT =
      "Expected text without the character U+0000 and without halves of characters.";

  private Unstorable() {}

  /** One error for each such value, at any depth. */
  static List<FieldError> in(JsonNode json) {
    var errors = new ArrayList<FieldError>();
    collect(json, "", errors);
    return errors;
  }

  private static void collect(JsonNode node, String pointer, List<FieldError> errors) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              field -> {
                String place = pointer + "/" + Messages.escaped(field.getKey());
                if (isUnstorable(field.getKey())) {
                  errors.add(new FieldError(place, null, "Not a field of the contract."));
                } else {
                  collect(field.getValue(), place, errors);
                }
              });
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(node.get(i), pointer + "/" + i, errors);
      }
    } else if (node.isString() && isUnstorable(node.asString())) {
      errors.add(new FieldError(pointer, null, TEXT));
    } else if (node.isFloatingPointNumber() && Math.abs(node.asDouble()) >= BEYOND_LONG) {
      errors.add(
          new FieldError(
              pointer,
              Messages.shown(node),
              "Expected a number below 9.2e18 in size, found " + node + "."));
    }
  }

  static boolean isUnstorable(String text) {
    return text.codePoints()
        .anyMatch(
            point ->
                point == 0
                    || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
  }

  static FieldError parameter(String name, String value) {
    return new FieldError(name, value, TEXT);
  }
}
