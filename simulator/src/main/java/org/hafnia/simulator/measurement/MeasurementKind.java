package org.hafnia.simulator.measurement;

import static org.hafnia.simulator.measurement.Column.number;
import static org.hafnia.simulator.measurement.Column.text;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hafnia.simulator.measurement.Column.Rule;

/** The kinds of measurements, with their columns. */
public enum MeasurementKind {
  /** Reads between pulses; at least one of resistanceOhm and state (normalised conductance). */
  PULSE_TRAIN(
      "pulse-train",
      text("device", Rule.ANY),
      number("pulse", "1", Rule.COUNT),
      number("resistanceOhm", "ohm", Rule.RESISTANCE).optional(),
      number("state", "1", Rule.FINITE).optional(),
      number("direction", "1", Rule.SIGN).optional(),
      number("voltageVolt", "V", Rule.FINITE).optional(),
      number("widthSecond", "s", Rule.POSITIVE).optional(),
      text("condition", Rule.ANY).optional()),
  /** Reads after each SET and RESET of many cycles. */
  CYCLING(
      "cycling",
      text("device", Rule.ANY),
      number("cycle", "1", Rule.COUNT),
      text("state", Rule.STATE),
      number("resistanceOhm", "ohm", Rule.RESISTANCE),
      text("condition", Rule.ANY).optional()),
  /** Single pulses of known shape, with the resistance before and after. */
  PROGRAMMING(
      "programming",
      text("device", Rule.ANY),
      text("operation", Rule.OPERATION),
      number("widthSecond", "s", Rule.POSITIVE),
      number("voltageVolt", "V", Rule.FINITE),
      number("gateVolt", "V", Rule.FINITE).optional(),
      number("resistanceBeforeOhm", "ohm", Rule.RESISTANCE).optional(),
      number("resistanceAfterOhm", "ohm", Rule.RESISTANCE),
      text("condition", Rule.ANY).optional()),
  /** Reads over time after programming. */
  RETENTION(
      "retention",
      text("device", Rule.ANY),
      number("timeSecond", "s", Rule.NOT_NEGATIVE),
      number("temperatureKelvin", "K", Rule.POSITIVE),
      number("resistanceOhm", "ohm", Rule.RESISTANCE),
      text("state", Rule.ANY).optional(),
      text("condition", Rule.ANY).optional()),
  /** What a differential sense amplifier read. */
  SENSE(
      "sense",
      number("supplyVolt", "V", Rule.POSITIVE),
      number("temperatureKelvin", "K", Rule.POSITIVE),
      number("resistanceBlOhm", "ohm", Rule.RESISTANCE),
      number("resistanceBlbOhm", "ohm", Rule.RESISTANCE),
      number("read", "1", Rule.TERNARY),
      text("device", Rule.ANY).optional(),
      text("condition", Rule.ANY).optional());

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable.
  private final List<Column> columns;

  MeasurementKind(String word, Column... columns) {
    this.word = word;
    this.columns = List.of(columns);
  }

  /** As users write it, "pulse-train". */
  public String word() {
    return word;
  }

  /** Required and optional columns, in the order in which they are shown. */
  public List<Column> columns() {
    return columns;
  }

  /** The column of that name. */
  public Optional<Column> column(String name) {
    return columns.stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /** The kind of that word. */
  public static Optional<MeasurementKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }
}
