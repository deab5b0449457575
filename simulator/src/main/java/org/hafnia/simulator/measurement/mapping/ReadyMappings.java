package org.hafnia.simulator.measurement.mapping;

import static org.hafnia.simulator.measurement.MeasurementKind.PULSE_TRAIN;
import static org.hafnia.simulator.measurement.MeasurementKind.RETENTION;
import static org.hafnia.simulator.measurement.mapping.MappingParts.NO_HEADER;
import static org.hafnia.simulator.measurement.mapping.MappingParts.ROOM_KELVIN;
import static org.hafnia.simulator.measurement.mapping.MappingParts.is;
import static org.hafnia.simulator.measurement.mapping.MappingParts.mapping;
import static org.hafnia.simulator.measurement.mapping.MappingParts.number;
import static org.hafnia.simulator.measurement.mapping.MappingParts.open;
import static org.hafnia.simulator.measurement.mapping.MappingParts.word;

import java.util.Arrays;
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

  private static final List<Mapping> ALL =
      Stream.of(
              canonical(),
              RadarMappings.all(),
              Ni40Mappings.all(),
              literature(),
              InstrumentMappings.all())
          .flatMap(List::stream)
          .toList();

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

  /** Files that came with publications. */
  private static List<Mapping> literature() {
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
        open(
            mapping(
                "digitised-retention",
                "time in s, R in ohm of one device, as taken from a figure; give its temperature",
                RETENTION,
                Layout.plain(Header.DETECT),
                Map.of(
                    "device", is("device-1"),
                    "timeSecond", number(0, Unit.SECOND),
                    "resistanceOhm", number(1, Unit.OHM)),
                List.of()),
            "temperatureKelvin"),
        gong());
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
}
