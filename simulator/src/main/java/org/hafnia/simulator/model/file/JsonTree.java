package org.hafnia.simulator.model.file;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Small JSON documents as maps, lists, texts, numbers and truth values. */
final class JsonTree {

  private static final JsonFactory JSON = new JsonFactory();

  private JsonTree() {}

  static byte[] write(Object value) {
    var out = new ByteArrayOutputStream();
    try (var generator = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      write(value, generator);
    }
    return out.toByteArray();
  }

  private static void write(Object value, JsonGenerator to) {
    switch (value) {
      case Map<?, ?> map -> {
        to.writeStartObject();
        map.forEach(
            (name, field) -> {
              to.writeName(String.valueOf(name));
              write(field, to);
            });
        to.writeEndObject();
      }
      case List<?> list -> {
        to.writeStartArray();
        list.forEach(item -> write(item, to));
        to.writeEndArray();
      }
      case String text -> to.writeString(text);
      case Boolean truth -> to.writeBoolean(truth);
      case Integer whole -> to.writeNumber(whole);
      case Long whole -> to.writeNumber(whole);
      case Double number -> to.writeNumber(number);
      default -> throw new IllegalArgumentException("no JSON value: " + value.getClass());
    }
  }

  /** The value of a document; null stands for nothing here and is refused. */
  static Object read(byte[] document) {
    try (var parser = JSON.createParser(ObjectReadContext.empty(), document)) {
      parser.nextToken();
      return value(parser);
    }
  }

  private static Object value(JsonParser from) {
    var token = Objects.requireNonNullElse(from.currentToken(), JsonToken.NOT_AVAILABLE);
    return switch (token) {
      case START_OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        while (from.nextToken() == JsonToken.PROPERTY_NAME) {
          String name = from.currentName();
          from.nextToken();
          map.put(name, value(from));
        }
        yield map;
      }
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (from.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(from));
        }
        yield list;
      }
      case VALUE_STRING -> from.getString();
      case VALUE_NUMBER_INT -> from.getLongValue();
      case VALUE_NUMBER_FLOAT -> from.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw new IllegalArgumentException("unexpected in JSON: " + token);
    };
  }
}
