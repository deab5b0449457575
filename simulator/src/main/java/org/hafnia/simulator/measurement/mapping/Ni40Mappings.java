package org.hafnia.simulator.measurement.mapping;

import static org.hafnia.simulator.measurement.MeasurementKind.CYCLING;
import static org.hafnia.simulator.measurement.MeasurementKind.RETENTION;
import static org.hafnia.simulator.measurement.mapping.MappingParts.NO_HEADER;
import static org.hafnia.simulator.measurement.mapping.MappingParts.ROOM_KELVIN;
import static org.hafnia.simulator.measurement.mapping.MappingParts.forming;
import static org.hafnia.simulator.measurement.mapping.MappingParts.is;
import static org.hafnia.simulator.measurement.mapping.MappingParts.justProgrammed;
import static org.hafnia.simulator.measurement.mapping.MappingParts.mapping;
import static org.hafnia.simulator.measurement.mapping.MappingParts.number;
import static org.hafnia.simulator.measurement.mapping.MappingParts.open;
import static org.hafnia.simulator.measurement.mapping.MappingParts.said;
import static org.hafnia.simulator.measurement.mapping.MappingParts.sweep;
import static org.hafnia.simulator.measurement.mapping.MappingParts.word;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hafnia.simulator.measurement.Unit;

/** Files of public measurements of 40 nm chips. */
final class Ni40Mappings {

  private Ni40Mappings() {}

  static List<Mapping> all() {
    return Stream.of(pulses(), bakes(), maps()).flatMap(List::stream).toList();
  }

  private static List<Mapping> pulses() {
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
        sweep("ni40-reset-sweep", "RESET", "V_SL", Unit.SECOND, true));
  }

  private static List<Mapping> bakes() {
    return List.of(
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

  /** Every cell once: forming, writing to a target, reading it later. */
  private static List<Mapping> maps() {
    return List.of(
        forming("ni40-forming"),
        justProgrammed(
            "ni40-target",
            "addr, three counts, success, R in ohm, read at once after programming",
            5,
            Map.of("condition", said(4, "in range", "not in range"))),
        open(
            mapping(
                "ni40-target-read",
                "addr, two columns, R in ohm, read later; give the time since programming; 25 °C"
                    + " unless given as a constant",
                RETENTION,
                NO_HEADER,
                Map.of(
                    "device", word(0),
                    "resistanceOhm", number(3, Unit.OHM),
                    "temperatureKelvin", is(ROOM_KELVIN)),
                List.of()),
            "timeSecond"));
  }
}
