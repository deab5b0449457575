package org.hafnia.simulator.measurement.mapping;

import static org.hafnia.simulator.measurement.MeasurementKind.PROGRAMMING;
import static org.hafnia.simulator.measurement.MeasurementKind.RETENTION;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.Unit;
import org.hafnia.simulator.measurement.mapping.Mapping.Header;
import org.hafnia.simulator.measurement.mapping.Mapping.Layout;

/** What ready mappings are made of. */
final class MappingParts {

  static final double ROOM_KELVIN = 298.15;
  static final Layout NO_HEADER = Layout.plain(Header.ABSENT);

  private MappingParts() {}

  /** Cells that were formed, one pulse each; the files do not say how long it was. */
  static Mapping forming(String name) {
    return open(
        mapping(
            name,
            "addr, V_WL, V_BL of the forming pulse, R in ohm, success; give the width of the pulse",
            PROGRAMMING,
            NO_HEADER,
            Map.of(
                "device", word(0),
                "operation", is("SET"),
                "gateVolt", number(1, Unit.VOLT),
                "voltageVolt", number(2, Unit.VOLT),
                "resistanceAfterOhm", number(3, Unit.OHM),
                "condition", said(4, "formed", "not formed")),
            List.of()),
        "widthSecond");
  }

  /** One read of each cell, at once after it was programmed. */
  static Mapping justProgrammed(
      String name, String title, int resistance, Map<String, ColumnSource> more) {
    var columns = new HashMap<>(more);
    columns.put("device", word(0));
    columns.put("timeSecond", is(0));
    columns.put("temperatureKelvin", is(ROOM_KELVIN));
    columns.put("resistanceOhm", number(resistance, Unit.OHM));
    return mapping(name, title, RETENTION, NO_HEADER, columns, List.of());
  }

  /** A column of 1 and 0. */
  static ColumnSource said(int index, String one, String zero) {
    return new ColumnSource.Word(CellRef.at(index), Map.of("1", one, "0", zero));
  }

  static Mapping sweep(
      String name, String operation, String voltage, Unit width, boolean gateFirst) {
    String order = gateFirst ? "V_WL, " + voltage : voltage + ", V_WL";
    return mapping(
        name,
        "addr, pulse width in " + width.word() + ", " + order + ", R before, R after in ohm",
        PROGRAMMING,
        NO_HEADER,
        Map.of(
            "device", word(0),
            "operation", is(operation),
            "widthSecond", number(1, width),
            "voltageVolt", number(gateFirst ? 3 : 2, Unit.VOLT),
            "gateVolt", number(gateFirst ? 2 : 3, Unit.VOLT),
            "resistanceBeforeOhm", number(4, Unit.OHM),
            "resistanceAfterOhm", number(5, Unit.OHM)),
        List.of());
  }

  static Mapping list(String name, String title, Map<String, ColumnSource> constants) {
    var columns = new HashMap<>(constants);
    columns.put("device", new ColumnSource.Joined(List.of(), "line-{line}"));
    columns.put("resistanceOhm", number(0, Unit.OHM));
    return mapping(name, title, RETENTION, NO_HEADER, columns, List.of());
  }

  @SuppressWarnings(
      "checkstyle:ParameterNumber") // The parts of a mapping, in the order of the record.
  static Mapping mapping(
      String name,
      String title,
      MeasurementKind kind,
      Layout layout,
      Map<String, ColumnSource> columns,
      List<Map<String, ColumnSource>> rows) {
    return new Mapping(name, title, kind, layout, columns, rows, List.of());
  }

  static Mapping open(Mapping mapping, String... columns) {
    return new Mapping(
        mapping.name(),
        mapping.title(),
        mapping.kind(),
        mapping.layout(),
        mapping.columns(),
        mapping.rows(),
        List.of(columns));
  }

  static ColumnSource.Numeric number(int index, Unit unit) {
    return new ColumnSource.Numeric(CellRef.at(index), Optional.of(unit));
  }

  static ColumnSource.Numeric number(String name, Unit unit) {
    return new ColumnSource.Numeric(CellRef.named(name), Optional.of(unit));
  }

  static ColumnSource word(int index) {
    return new ColumnSource.Word(CellRef.at(index), Map.of());
  }

  static ColumnSource is(String word) {
    return new ColumnSource.ConstantWord(word);
  }

  static ColumnSource is(double number) {
    return new ColumnSource.ConstantNumber(number);
  }
}
