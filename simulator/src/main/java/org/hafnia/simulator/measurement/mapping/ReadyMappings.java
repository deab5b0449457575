package org.hafnia.simulator.measurement.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hafnia.simulator.measurement.MeasurementKind;

/** Mappings of files that instruments and public data sets write, by name. */
public final class ReadyMappings {

  private static final List<Mapping> ALL =
      Stream.of(
              canonical(),
              RadarMappings.all(),
              Ni40Mappings.all(),
              LiteratureMappings.all(),
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
}
