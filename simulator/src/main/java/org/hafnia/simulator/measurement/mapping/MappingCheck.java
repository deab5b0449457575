package org.hafnia.simulator.measurement.mapping;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hafnia.simulator.measurement.Column;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.Unit;
import org.hafnia.simulator.measurement.mapping.Mapping.Header;

/** Says what is wrong with a mapping before any file is looked at. */
public final class MappingCheck {

  private MappingCheck() {}

  /** The mapping itself, or the problem. */
  public static Mapping checked(Mapping mapping) {
    var faults = new Faults();
    if (mapping.layout().header() == Header.ABSENT && mapping.byName()) {
      faults.check(
          () -> {
            throw new MappingProblem(
                "/header", "false", "Columns are found by name, so the file must have a header.");
          });
    }
    if (!mapping.open().isEmpty()) {
      faults.check(() -> open(mapping));
    }
    for (int i = 0; i < mapping.rows().size(); i++) {
      var sources = mapping.row(i);
      new TreeMap<>(sources)
          .forEach(
              (name, source) -> faults.check(() -> check(mapping.kind(), name, source, mapping)));
      faults.check(() -> complete(mapping, sources));
    }
    faults.throwIfAny();
    return mapping;
  }

  private static void open(Mapping mapping) {
    throw new MappingProblem(
        "/constants",
        String.join(", ", mapping.open()),
        "The mapping " + mapping.name() + " leaves these columns open; give them as constants.");
  }

  /** Columns left open are told as such, not as missing. */
  private static void complete(Mapping mapping, Map<String, ColumnSource> sources) {
    var kind = mapping.kind();
    var missing =
        kind.columns().stream()
            .filter(Column::required)
            .map(Column::name)
            .filter(name -> !sources.containsKey(name) && !mapping.open().contains(name))
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw new MappingProblem(
          "/columns", missing, "A " + kind.word() + " measurement needs these columns too.");
    }
    boolean anyRead = sources.containsKey("resistanceOhm") || sources.containsKey("state");
    if (kind == MeasurementKind.PULSE_TRAIN && !anyRead) {
      throw new MappingProblem(
          "/columns",
          "resistanceOhm, state",
          "A pulse-train measurement needs one of these columns.");
    }
  }

  private static void check(
      MeasurementKind kind, String name, ColumnSource source, Mapping mapping) {
    String at = "/columns/" + name;
    var column =
        kind.column(name)
            .orElseThrow(
                () ->
                    new MappingProblem(
                        at, name, "No column of this kind; known: " + names(kind) + "."));
    switch (source) {
      case ColumnSource.Numeric number -> number(at, column, number);
      case ColumnSource.Quotient quotient -> quotient(at, column, quotient);
      case ColumnSource.ConstantNumber number -> constant(at, column, number.value());
      case ColumnSource.Counter counter -> {
        require(column, Column.Type.NUMBER, at);
        if (counter.counted() == ColumnSource.Counted.GROUPS
            && mapping.layout().repeat().isEmpty()) {
          throw new MappingProblem(at, "groups", "Nothing is repeated that could be counted.");
        }
      }
      case ColumnSource.Word word -> require(column, Column.Type.WORD, at);
      case ColumnSource.Joined joined -> require(column, Column.Type.WORD, at);
      case ColumnSource.ConstantWord word -> {
        require(column, Column.Type.WORD, at);
        Values.word(column, word.word())
            .ifPresent(
                rule -> {
                  throw new MappingProblem(at, word.word(), "Expected " + rule + ".");
                });
      }
    }
  }

  private static void number(String at, Column column, ColumnSource.Numeric number) {
    require(column, Column.Type.NUMBER, at);
    number.unit().ifPresent(unit -> unit(at, column, unit));
  }

  private static void unit(String at, Column column, Unit unit) {
    if (!unit.si().equals(column.unit())) {
      throw new MappingProblem(
          at + "/unit",
          unit.word(),
          "Expected a unit for " + column.name() + ": " + Unit.wordsFor(column) + ".");
    }
  }

  private static void quotient(String at, Column column, ColumnSource.Quotient quotient) {
    require(column, Column.Type.NUMBER, at);
    var volts = quotient.voltage().unit().orElse(Unit.VOLT);
    var amperes = quotient.current().unit().orElse(Unit.AMPERE);
    if (!column.unit().equals("ohm") || !volts.si().equals("V") || !amperes.si().equals("A")) {
      throw new MappingProblem(
          at, volts.word() + "/" + amperes.word(), "Only V over A gives a resistance.");
    }
  }

  private static void constant(String at, Column column, double value) {
    require(column, Column.Type.NUMBER, at);
    if (!Values.fits(column.rule(), value)) {
      throw new MappingProblem(
          at, String.valueOf(value), "Expected " + Values.expected(column.rule()) + ".");
    }
  }

  private static void require(Column column, Column.Type type, String at) {
    if (column.type() != type) {
      String wanted = column.type() == Column.Type.NUMBER ? "a number" : "a word";
      throw new MappingProblem(at, column.name(), "This column holds " + wanted + ".");
    }
  }

  private static String names(MeasurementKind kind) {
    return String.join(", ", new TreeSet<>(kind.columns().stream().map(Column::name).toList()));
  }
}
