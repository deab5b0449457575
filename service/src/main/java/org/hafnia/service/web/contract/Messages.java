package org.hafnia.service.web.contract;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.hafnia.service.web.Nearest;
import org.hafnia.service.web.Problem.FieldError;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Says what a violation of the contract is, in words of our own: what stood there, what fits. */
final class Messages {

  private static final int LONGEST_VALUE = 200;

  private final Contract contract;

  Messages(Contract contract) {
    this.contract = contract;
  }

  /** One error for each place; a second complaint about the same value says nothing new. */
  List<FieldError> of(List<Error> violations, String prefix) {
    var errors = new LinkedHashMap<String, FieldError>();
    for (var violation : violations) {
      var error = of(violation, prefix);
      errors.putIfAbsent(error.pointer(), error);
    }
    return List.copyOf(errors.values());
  }

  private FieldError of(Error violation, String prefix) {
    String place = prefix + pointer(violation.getInstanceLocation());
    var schema = contract.resolve(schemaOf(violation));
    var node =
        violation.getInstanceNode() == null
            ? MissingNode.getInstance()
            : violation.getInstanceNode();
    String property = violation.getProperty();
    return switch (violation.getKeyword()) {
      case "required" ->
          new FieldError(
              place + "/" + escaped(property),
              null,
              "Missing; expected " + description(schema.path("properties").path(property)) + ".");
      case "additionalProperties" ->
          new FieldError(
              place + "/" + escaped(property),
              shown(node.path(property)),
              unknown(schema, property));
      default -> new FieldError(place, shown(node), mismatch(schema, node));
    };
  }

  private String mismatch(JsonNode schema, JsonNode node) {
    String detail = "Expected " + description(schema) + ", found " + found(schema, node) + ".";
    return node.isString() && schema.has("enum")
        ? detail + Nearest.question(node.asString(), texts(schema.path("enum")))
        : detail;
  }

  private static String unknown(JsonNode schema, String property) {
    var known = new ArrayList<>(schema.path("properties").propertyNames());
    return "Not a field of the contract."
        + Nearest.question(property, known)
        + " Known here: "
        + String.join(", ", known)
        + ".";
  }

  /** What the contract wants at a place, to stand behind "expected". */
  String description(JsonNode reference) {
    var schema = contract.resolve(reference);
    if (schema.has("enum")) {
      return "one of " + String.join(", ", texts(schema.path("enum")));
    }
    return switch (schema.path("type").asString("")) {
      case "integer" -> "a whole number" + range(schema);
      case "number" -> "a number" + range(schema);
      case "boolean" -> "true or false";
      case "string" -> "text" + textRange(schema);
      case "array" -> "a list" + listRange(schema);
      case "object" ->
          "an object with " + String.join(", ", schema.path("properties").propertyNames());
      default -> "another value";
    };
  }

  private static String range(JsonNode schema) {
    var low = schema.path("minimum");
    var high = schema.path("maximum");
    boolean above = schema.path("exclusiveMinimum").asBoolean(false);
    if (low.isMissingNode()) {
      return high.isMissingNode() ? "" : " of at most " + high;
    }
    String from =
        above ? " above " + low : high.isMissingNode() ? " of at least " + low : " from " + low;
    String to = high.isMissingNode() ? "" : above ? " and at most " + high : " to " + high;
    return from + to;
  }

  private static String textRange(JsonNode schema) {
    if ("uuid".equals(schema.path("format").asString(""))) {
      return " that is a UUID";
    }
    if (schema.has("pattern")) {
      return " that matches " + schema.path("pattern").asString();
    }
    int low = schema.path("minLength").asInt(0);
    var high = schema.path("maxLength");
    return high.isMissingNode() ? "" : " of " + low + " to " + high + " characters";
  }

  private String listRange(JsonNode schema) {
    var low = schema.path("minItems");
    var high = schema.path("maxItems");
    String size =
        low.isMissingNode() || high.isMissingNode()
            ? ""
            : " of " + low + " to " + high + " entries";
    return size + ", each " + description(schema.path("items"));
  }

  private static String found(JsonNode schema, JsonNode node) {
    String type = schema.path("type").asString("");
    return switch (node.getNodeType()) {
      case NULL -> "null";
      case MISSING -> "nothing";
      case OBJECT -> "an object";
      case ARRAY -> "array".equals(type) ? "one of " + node.size() + " entries" : "a list";
      case STRING ->
          "string".equals(type)
              ? schema.has("enum") || schema.has("pattern") ? shortened(node) : textOf(node)
              : "the text " + shortened(node);
      default -> shortened(node);
    };
  }

  private static String textOf(JsonNode node) {
    int length = node.asString().length();
    return "text of " + length + " characters";
  }

  private static String shortened(JsonNode node) {
    String text = node.toString();
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
  }

  /** The value as it stood there, unless it is too long to repeat. */
  static @Nullable Object shown(JsonNode node) {
    if (node.isNull() || node.isMissingNode() || node.toString().length() > LONGEST_VALUE) {
      return null;
    }
    return node;
  }

  /** The schema that holds the keyword which was violated. */
  private JsonNode schemaOf(Error violation) {
    var path = violation.getSchemaLocation().getFragment();
    return contract.at(pointer(path.getParent()));
  }

  private static String pointer(NodePath path) {
    var pointer = new StringBuilder();
    for (int i = 0; i < path.getNameCount(); i++) {
      pointer.append('/').append(escaped(String.valueOf(path.getElement(i))));
    }
    return pointer.toString();
  }

  static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }
}
