package org.hafnia.service.measurements.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hafnia.service.web.Nearest;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.measurement.Column;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.Unit;
import org.hafnia.simulator.measurement.mapping.CellRef;
import org.hafnia.simulator.measurement.mapping.ColumnSource;
import org.hafnia.simulator.measurement.mapping.ColumnSource.Counted;
import org.hafnia.simulator.measurement.mapping.Mapping;
import org.hafnia.simulator.measurement.mapping.Mapping.Header;
import org.hafnia.simulator.measurement.mapping.Mapping.Layout;
import org.hafnia.simulator.measurement.mapping.Mapping.Repeat;
import org.hafnia.simulator.measurement.mapping.Mapping.Skip;
import org.hafnia.simulator.measurement.mapping.ReadyMappings;
import tools.jackson.databind.JsonNode;

/**
 * Reads mappings as requests write them; their shape was held against the contract before. All that
 * is wrong is told at once, in {@link #throwIfAny}.
 */
final class MappingJson {

  private static final Map<String, Character> DELIMITERS =
      Map.of("comma", ',', "tab", '\t', "semicolon", ';', "pipe", '|', "space", ' ');

  private final MeasurementKind kind;
  private final String prefix;
  private final List<FieldError> errors = new ArrayList<>();

  /**
   * @param prefix of pointers: empty, or /more/0 for the second file
   */
  MappingJson(MeasurementKind kind, String prefix) {
    this.kind = kind;
    this.prefix = prefix;
  }

  /** The ready mapping of that name, which must be of that kind. */
  Mapping ready(String name) {
    var mapping = ReadyMappings.find(name).orElseThrow(() -> unknown(name));
    if (mapping.kind() != kind) {
      throw bad(
          prefix + "/mapping",
          name,
          "Expected a mapping for "
              + kind.word()
              + "; this one is for "
              + mapping.kind().word()
              + ".");
    }
    return mapping;
  }

  private Problem unknown(String name) {
    var names =
        ReadyMappings.all().stream().filter(one -> one.kind() == kind).map(Mapping::name).toList();
    return bad(
        prefix + "/mapping",
        name,
        "There is no such mapping."
            + Nearest.question(name, names)
            + " For "
            + kind.word()
            + ": "
            + String.join(", ", names)
            + ".");
  }

  /** A mapping of the request's own. */
  Mapping own(JsonNode json) {
    var header =
        switch (json.path("header").asString("")) {
          case "true" -> Header.PRESENT;
          case "false" -> Header.ABSENT;
          default -> Header.DETECT;
        };
    var layout =
        new Layout(
            header,
            Optional.ofNullable(DELIMITERS.get(json.path("delimiter").asString(""))),
            repeat(json.path("repeat")),
            skip(json.path("skip")));
    var rows = json.path("rows").valueStream().map(row -> sources(row, "/mapping/rows")).toList();
    return new Mapping(
        "", "", kind, layout, sources(json.path("columns"), "/mapping/columns"), rows, List.of());
  }

  private static Optional<Repeat> repeat(JsonNode json) {
    return json.isObject()
        ? Optional.of(new Repeat(json.path("from").asInt(), json.path("width").asInt()))
        : Optional.empty();
  }

  private Optional<Skip> skip(JsonNode json) {
    return json.isObject()
        ? Optional.of(
            new Skip(cell(json, prefix + "/mapping/skip"), json.path("equals").asString()))
        : Optional.empty();
  }

  Map<String, ColumnSource> sources(JsonNode json, String pointer) {
    var sources = new HashMap<String, ColumnSource>();
    json.properties()
        .forEach(
            field -> {
              String at = prefix + pointer + "/" + field.getKey();
              try {
                var column =
                    kind.column(field.getKey())
                        .orElseThrow(() -> noColumn(at, field.getKey(), kind));
                sources.put(field.getKey(), source(field.getValue(), at, column));
              } catch (Problem problem) {
                errors.addAll(problem.errors());
              }
            });
    return sources;
  }

  void throwIfAny() {
    if (!errors.isEmpty()) {
      throw new Problem(
          ProblemType.INVALID_MAPPING,
          errors.size() == 1
              ? errors.getFirst().detail()
              : errors.size() + " things are wrong with the mapping; see errors.",
          errors);
    }
  }

  private static Problem noColumn(String at, String name, MeasurementKind kind) {
    var names = kind.columns().stream().map(Column::name).toList();
    return bad(
        at,
        name,
        "Not a column of "
            + kind.word()
            + "."
            + Nearest.question(name, names)
            + " Known: "
            + String.join(", ", names)
            + ".");
  }

  private static ColumnSource source(JsonNode json, String at, Column column) {
    if (json.has("number")) {
      return new ColumnSource.ConstantNumber(
          unit(json, at).orElse(Unit.si(column)).toSi(json.path("number").asDouble()));
    }
    if (json.has("word")) {
      return new ColumnSource.ConstantWord(json.path("word").asString());
    }
    if (json.has("counter")) {
      var counted = Counted.of(json.path("counter").asString()).orElseThrow();
      return new ColumnSource.Counter(counted, json.path("first").asLong(0));
    }
    if (json.has("pattern")) {
      var named = json.path("columns").valueStream().map(JsonNode::asString).map(CellRef::named);
      var numbered = json.path("indexes").valueStream().map(JsonNode::asInt).map(CellRef::at);
      return new ColumnSource.Joined(
          java.util.stream.Stream.concat(named, numbered).toList(),
          json.path("pattern").asString());
    }
    if (column.type() == Column.Type.WORD) {
      return new ColumnSource.Word(cell(json, at), translation(json.path("translation")));
    }
    var number = new ColumnSource.Numeric(cell(json, at), unit(json, at));
    if (!json.has("over")) {
      return number;
    }
    var over = json.path("over");
    return new ColumnSource.Quotient(
        number,
        new ColumnSource.Numeric(cell(over, at + "/over"), unit(over, at + "/over")),
        false);
  }

  private static Map<String, String> translation(JsonNode json) {
    var translation = new HashMap<String, String>();
    json.properties().forEach(word -> translation.put(word.getKey(), word.getValue().asString()));
    return translation;
  }

  private static CellRef cell(JsonNode json, String at) {
    if (json.has("column") == json.has("index")) {
      throw bad(
          at, json.toString(), "Expected one of column, index, number, word, counter, pattern.");
    }
    return json.has("column")
        ? CellRef.named(json.path("column").asString())
        : CellRef.at(json.path("index").asInt());
  }

  private static Optional<Unit> unit(JsonNode json, String at) {
    var word = json.path("unit");
    return word.isString()
        ? Optional.of(
            Unit.of(word.asString())
                .orElseThrow(() -> bad(at + "/unit", word.asString(), "No unit.")))
        : Optional.empty();
  }

  private static Problem bad(String pointer, String value, String expected) {
    return Problem.of(
        ProblemType.INVALID_MAPPING, expected, new FieldError(pointer, value, expected));
  }
}
