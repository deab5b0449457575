package org.hafnia.simulator.measurement;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Units in which a file may hold its numbers, and the way from each to the SI unit of a column.
 * Decimal prefixes are divided or multiplied by a power of ten that is exact in binary64, so that
 * 200 ns is the number closest to 2e-7 s. Conductances become resistances: 1/G.
 */
public enum Unit {
  OHM("ohm", "ohm", 1, 1),
  KILOOHM("kiloohm", "ohm", 1e3, 1),
  MEGAOHM("megaohm", "ohm", 1e6, 1),
  SIEMENS("siemens", "ohm", 1, 1),
  MILLISIEMENS("millisiemens", "ohm", 1e3, 1),
  MICROSIEMENS("microsiemens", "ohm", 1e6, 1),
  NANOSIEMENS("nanosiemens", "ohm", 1e9, 1),
  SECOND("s", "s", 1, 1),
  MILLISECOND("ms", "s", 1, 1e3),
  MICROSECOND("us", "s", 1, 1e6),
  NANOSECOND("ns", "s", 1, 1e9),
  VOLT("V", "V", 1, 1),
  MILLIVOLT("mV", "V", 1, 1e3),
  AMPERE("A", "A", 1, 1),
  MILLIAMPERE("mA", "A", 1, 1e3),
  MICROAMPERE("uA", "A", 1, 1e6),
  NANOAMPERE("nA", "A", 1, 1e9),
  KELVIN("K", "K", 1, 1),
  CELSIUS("degC", "K", 1, 1),
  ONE("1", "1", 1, 1);

  private static final double CELSIUS_ZERO_KELVIN = 273.15;

  private final String word;
  private final String si;
  private final double times;
  private final double by;

  Unit(String word, String si, double times, double by) {
    this.word = word;
    this.si = si;
    this.times = times;
    this.by = by;
  }

  /** As users write it. */
  public String word() {
    return word;
  }

  /** The SI unit that it is turned into, as a {@link Column} names it. */
  public String si() {
    return si;
  }

  /** The value in the SI unit; a conductance of 0 gives an infinite resistance. */
  public double toSi(double value) {
    return switch (this) {
      case SIEMENS, MILLISIEMENS, MICROSIEMENS, NANOSIEMENS -> times / value;
      case CELSIUS -> value + CELSIUS_ZERO_KELVIN;
      default -> value * times / by;
    };
  }

  public static Optional<Unit> of(String word) {
    return Arrays.stream(values()).filter(unit -> unit.word.equals(word)).findFirst();
  }

  /** The unit that a column has without any conversion. */
  public static Unit si(Column column) {
    return of(column.unit()).orElseThrow();
  }

  /** The words that fit a column. */
  public static List<String> wordsFor(Column column) {
    return Arrays.stream(values())
        .filter(unit -> unit.si.equals(column.unit()))
        .map(Unit::word)
        .toList();
  }
}
