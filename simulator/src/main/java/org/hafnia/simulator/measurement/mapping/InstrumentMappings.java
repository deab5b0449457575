package org.hafnia.simulator.measurement.mapping;

import static org.hafnia.simulator.measurement.MeasurementKind.PULSE_TRAIN;
import static org.hafnia.simulator.measurement.MeasurementKind.RETENTION;
import static org.hafnia.simulator.measurement.mapping.MappingParts.ROOM_KELVIN;
import static org.hafnia.simulator.measurement.mapping.MappingParts.is;
import static org.hafnia.simulator.measurement.mapping.MappingParts.mapping;
import static org.hafnia.simulator.measurement.mapping.MappingParts.number;

import java.util.List;
import java.util.Map;
import org.hafnia.simulator.measurement.Unit;
import org.hafnia.simulator.measurement.mapping.ColumnSource.Counted;
import org.hafnia.simulator.measurement.mapping.Mapping.Header;
import org.hafnia.simulator.measurement.mapping.Mapping.Layout;

/** Files that instruments write. */
final class InstrumentMappings {

  private InstrumentMappings() {}

  static List<Mapping> all() {
    return List.of(arcOne(), arcTwo(), keithley());
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

  /** A session as the ArC TWO control panel stores it, after arc2control's description of it. */
  private static Mapping arcTwo() {
    return mapping(
        "arc2-session",
        "HDF5 of ArC2Control: crosspoints/WxxByy/timeseries, |read voltage / current|; reads"
            + " without a pulse since the last one are left out",
        PULSE_TRAIN,
        Layout.plain(Header.PRESENT).skipping(CellRef.named("taken"), "no"),
        Map.of(
            "device",
            new ColumnSource.Word(CellRef.named("crosspoint"), Map.of()),
            "pulse",
            number("pulses", Unit.ONE),
            "resistanceOhm",
            new ColumnSource.Quotient(
                number("read_voltage", Unit.VOLT), number("current", Unit.AMPERE), true),
            "voltageVolt",
            number("voltage", Unit.VOLT),
            "widthSecond",
            number("pulse_width", Unit.SECOND)),
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
                number("Voltage (V)", Unit.VOLT), number("Current (A)", Unit.AMPERE), false),
            "temperatureKelvin",
            is(ROOM_KELVIN)),
        List.of());
  }
}
