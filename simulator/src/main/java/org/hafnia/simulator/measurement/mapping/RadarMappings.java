package org.hafnia.simulator.measurement.mapping;

import static org.hafnia.simulator.measurement.MeasurementKind.CYCLING;
import static org.hafnia.simulator.measurement.mapping.MappingParts.NO_HEADER;
import static org.hafnia.simulator.measurement.mapping.MappingParts.ROOM_KELVIN;
import static org.hafnia.simulator.measurement.mapping.MappingParts.forming;
import static org.hafnia.simulator.measurement.mapping.MappingParts.is;
import static org.hafnia.simulator.measurement.mapping.MappingParts.justProgrammed;
import static org.hafnia.simulator.measurement.mapping.MappingParts.list;
import static org.hafnia.simulator.measurement.mapping.MappingParts.mapping;
import static org.hafnia.simulator.measurement.mapping.MappingParts.number;
import static org.hafnia.simulator.measurement.mapping.MappingParts.open;
import static org.hafnia.simulator.measurement.mapping.MappingParts.said;
import static org.hafnia.simulator.measurement.mapping.MappingParts.sweep;
import static org.hafnia.simulator.measurement.mapping.MappingParts.word;

import java.util.List;
import java.util.Map;
import org.hafnia.simulator.measurement.Unit;
import org.hafnia.simulator.measurement.mapping.ColumnSource.Counted;

/** Files of the public RADAR measurements, IEEE TED 2021, doi:10.1109/TED.2021.3097975. */
final class RadarMappings {

  private static final double HALF_HOUR_SECOND = 1800;

  private RadarMappings() {}

  static List<Mapping> all() {
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
            "temperatureKelvin"),
        forming("radar-forming"),
        programVerify());
  }

  /** Program and verify: what was read last; a cell without any read has R = 0 and is left out. */
  private static Mapping programVerify() {
    return justProgrammed(
            "radar-program-verify",
            "addr, reads, SETs, RESETs, R in ohm, I, R_low, R_high, success, …; the range is the"
                + " state",
            4,
            Map.of(
                "state",
                new ColumnSource.Joined(List.of(CellRef.at(6), CellRef.at(7)), "{0}-{1} ohm"),
                "condition",
                said(8, "in range", "not in range")))
        .skipping(CellRef.at(4), "0");
  }
}
