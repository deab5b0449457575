package org.hafnia.simulator.measurement.mapping;

import static org.hafnia.simulator.measurement.MeasurementKind.CYCLING;
import static org.hafnia.simulator.measurement.MeasurementKind.PROGRAMMING;
import static org.hafnia.simulator.measurement.MeasurementKind.PULSE_TRAIN;
import static org.hafnia.simulator.measurement.MeasurementKind.RETENTION;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.Unit;
import org.hafnia.simulator.measurement.mapping.ColumnSource.Counted;
import org.hafnia.simulator.measurement.mapping.Mapping.Header;
import org.hafnia.simulator.measurement.mapping.Mapping.Layout;

/** Mappings of files that instruments and public data sets write, by name. */
public final class ReadyMappings {

  private static final double ROOM_KELVIN = 298.15;
  private static final double HALF_HOUR_SECOND = 1800;
  private static final Layout NO_HEADER = Layout.plain(Header.ABSENT);

  private static final List<Mapping> ALL =
      Stream.of(canonical(), radar(), ni40(), others()).flatMap(List::stream).toList();

  private ReadyMappings() {}

  public static List<Mapping> all() {
    return ALL;
  }

  public static Optional<Mapping> find(String name) {
    return ALL.stream().filter(mapping -> mapping.name().equals(name)).findFirst();
  }

  private static List<Mapping> canonical() {
    return Arrays.stream(MeasurementKind.values()).map(Mapping::canonical).toList();
  }

  /** Files of the public RADAR measurements, IEEE TED 2021, doi:10.1109/TED.2021.3097975. */
  private static List<Mapping> radar() {
    return List.of(
        mapping(
            "radar-cycling",
            "addr, HRS, LRS, HRS, LRS, … in ohm: one line for each cell",
            CYCLING,
            NO_HEADER.repeating(1, 2),
            Map.of("device", word(0), "cycle", new ColumnSource.Counter(Counted.GROUPS, 1)),
            List.of(
                Map.of("state", is("HRS"), "resistanceOhm", number(0, Unit.OHM)),
                Map.of("state", is("LRS"), "resistanceOhm", number(1, Unit.OHM)))),
        sweep("radar-set-sweep", "SET", "V_BL", Unit.NANOSECOND, false),
        sweep("radar-reset-sweep", "RESET", "V_SL", Unit.NANOSECOND, false),
        list(
            "radar-before-bake",
            "one resistance in ohm per line, read at once after programming",
            Map.of("timeSecond", is(0), "temperatureKelvin", is(ROOM_KELVIN))),
        open(
            list(
                "radar-after-bake",
                "one resistance in ohm per line, after a bake of 30 minutes; give its temperature",
                Map.of("timeSecond", is(HALF_HOUR_SECOND))),
            "temperatureKelvin"));
  }

  /** Files of public measurements of 40 nm chips. */
  private static List<Mapping> ni40() {
    return List.of(
        mapping(
            "ni40-endurance",
            "addr, R after SET, R after RESET in ohm, cycle",
            CYCLING,
            NO_HEADER,
            Map.of("device", word(0), "cycle", number(3, Unit.ONE)),
            List.of(
                Map.of("state", is("LRS"), "resistanceOhm", number(1, Unit.OHM)),
                Map.of("state", is("HRS"), "resistanceOhm", number(2, Unit.OHM)))),
        sweep("ni40-set-sweep", "SET", "V_BL", Unit.SECOND, true),
        sweep("ni40-reset-sweep", "RESET", "V_SL", Unit.SECOND, true),
        mapping(
            "ni40-before-bake",
            "addr, R in ohm, read before a bake",
            RETENTION,
            NO_HEADER,
            Map.of(
                "device", word(0),
                "resistanceOhm", number(1, Unit.OHM),
                "timeSecond", is(0),
                "temperatureKelvin", is(ROOM_KELVIN)),
            List.of()),
        open(
            mapping(
                "ni40-after-bake",
                "addr, R in ohm, read after a bake; give its temperature and its time",
                RETENTION,
                NO_HEADER,
                Map.of("device", word(0), "resistanceOhm", number(1, Unit.OHM)),
                List.of()),
            "temperatureKelvin",
            "timeSecond"));
  }

  private static List<Mapping> others() {
    return List.of(
        mapping(
            "relaxation",
            "addr, time in s, R in ohm, further columns; 25 °C unless given as a constant",
            RETENTION,
            NO_HEADER,
            Map.of(
                "device", word(0),
                "timeSecond", number(1, Unit.SECOND),
                "resistanceOhm", number(2, Unit.OHM),
                "temperatureKelvin", is(ROOM_KELVIN)),
            List.of()),
        gong(),
        arcOne(),
        keithley());
  }

  /** Gong et al. 2018 as the analog-AI kit ships it: 1000 pulses up beside 1000 pulses down. */
  private static Mapping gong() {
    return mapping(
        "gong-2018-pulses",
        "normalised conductance after 1000 pulses up, and after 1000 pulses down",
        PULSE_TRAIN,
        NO_HEADER,
        Map.of("device", is("gong-2018")),
        List.of(
            Map.of(
                "state", number(0, Unit.ONE),
                "direction", is(1),
                "pulse", new ColumnSource.Counter(Counted.ROWS, 1)),
            Map.of(
                "state", number(1, Unit.ONE),
                "direction", is(-1),
                "pulse", new ColumnSource.Counter(Counted.ROWS, 1001))));
  }

  /** A session as the ArC ONE control panel saves it; two lines stand before its header. */
  private static Mapping arcOne() {
    return mapping(
        "arc-one-session",
        "Wordline, Bitline, Resistance, Amplitude (V), Pulse width (s), Tag, …; reads without a"
            + " pulse are left out",
        PULSE_TRAIN,
        Layout.plain(Header.PRESENT).skipping(CellRef.named("Pulse width (s)"), "0"),
        Map.of(
            "device",
            new ColumnSource.Joined(
                List.of(CellRef.named("Wordline"), CellRef.named("Bitline")), "W{0}-B{1}"),
            "pulse",
            new ColumnSource.Counter(Counted.ROWS_OF_DEVICE, 1),
            "resistanceOhm",
            number("Resistance", Unit.OHM),
            "voltageVolt",
            number("Amplitude (V)", Unit.VOLT),
            "widthSecond",
            number("Pulse width (s)", Unit.SECOND)),
        List.of());
  }

  /** A source meter's log: voltage and current over time, on one device. */
  private static Mapping keithley() {
    return mapping(
        "keithley-time-voltage-current",
        "Time (s), Voltage (V), Current (A) of one device; 25 °C unless given as a constant",
        RETENTION,
        Layout.plain(Header.PRESENT),
        Map.of(
            "device",
            is("device-1"),
            "timeSecond",
            number("Time (s)", Unit.SECOND),
            "resistanceOhm",
            new ColumnSource.Quotient(
                number("Voltage (V)", Unit.VOLT), number("Current (A)", Unit.AMPERE)),
            "temperatureKelvin",
            is(ROOM_KELVIN)),
        List.of());
  }

  private static Mapping sweep(
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

  private static Mapping list(String name, String title, Map<String, ColumnSource> constants) {
    var columns = new HashMap<>(constants);
    columns.put("device", new ColumnSource.Joined(List.of(), "line-{line}"));
    columns.put("resistanceOhm", number(0, Unit.OHM));
    return mapping(name, title, RETENTION, NO_HEADER, columns, List.of());
  }

  @SuppressWarnings(
      "checkstyle:ParameterNumber") // The parts of a mapping, in the order of the record.
  private static Mapping mapping(
      String name,
      String title,
      MeasurementKind kind,
      Layout layout,
      Map<String, ColumnSource> columns,
      List<Map<String, ColumnSource>> rows) {
    return new Mapping(name, title, kind, layout, columns, rows, List.of());
  }

  private static Mapping open(Mapping mapping, String... columns) {
    return new Mapping(
        mapping.name(),
        mapping.title(),
        mapping.kind(),
        mapping.layout(),
        mapping.columns(),
        mapping.rows(),
        List.of(columns));
  }

  private static ColumnSource.Numeric number(int index, Unit unit) {
    return new ColumnSource.Numeric(CellRef.at(index), Optional.of(unit));
  }

  private static ColumnSource.Numeric number(String name, Unit unit) {
    return new ColumnSource.Numeric(CellRef.named(name), Optional.of(unit));
  }

  private static ColumnSource word(int index) {
    return new ColumnSource.Word(CellRef.at(index), Map.of());
  }

  private static ColumnSource is(String word) {
    return new ColumnSource.ConstantWord(word);
  }

  private static ColumnSource is(double number) {
    return new ColumnSource.ConstantNumber(number);
  }
}
