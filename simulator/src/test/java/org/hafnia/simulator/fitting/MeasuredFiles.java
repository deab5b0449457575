package org.hafnia.simulator.fitting;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.MeasurementTable;

/** Measured files, where HAFNIA_DATASETS names a folder with them. */
public final class MeasuredFiles {

  private MeasuredFiles() {}

  /** Says on one line which data a test uses: the measured ones, or those made here. */
  public static boolean here(String test) {
    boolean here = folder().isPresent();
    System.out.println(test + (here ? ": measured files" : ": no measured files, made ones only"));
    return here;
  }

  private static Optional<Path> folder() {
    return Optional.ofNullable(System.getenv("HAFNIA_DATASETS"))
        .map(Path::of)
        .filter(path -> Files.isDirectory(path.resolve("rram-radar")));
  }

  /** Pulses of a sweep: addr, width, V, gate, R before, R after. */
  public static void sweep(
      MeasurementTable.Builder rows, String file, String operation, double second)
      throws IOException {
    read(
        file,
        6,
        (name, v) ->
            rows.word("device", name)
                .word("operation", operation)
                .number("widthSecond", v[1] * second)
                .number("voltageVolt", v[2])
                .number("gateVolt", v[3])
                .number("resistanceBeforeOhm", v[4])
                .number("resistanceAfterOhm", v[5])
                .add());
  }

  /** Cycling: addr, R after SET, R after RESET, cycle. */
  public static MeasurementTable endurance(String file) throws IOException {
    var rows = MeasurementTable.builder(MeasurementKind.CYCLING);
    read(
        file,
        4,
        (name, v) -> {
          for (int state = 0; state < 2; state++) {
            rows.word("device", name)
                .number("cycle", v[3])
                .word("state", state == 0 ? "LRS" : "HRS")
                .number("resistanceOhm", v[1 + state])
                .add();
          }
        });
    return rows.build();
  }

  /** Relaxation of every so manieth cell: addr, time, R, ... */
  public static MeasurementTable relaxation(String file, int every) throws IOException {
    var rows = MeasurementTable.builder(MeasurementKind.RETENTION);
    read(
        file,
        7,
        (name, v) -> {
          if (v[0] % every == 0) {
            rows.word("device", name)
                .number("timeSecond", v[1])
                .number("temperatureKelvin", 298)
                .number("resistanceOhm", v[2])
                .add();
          }
        });
    return rows.build();
  }

  /** Reads of a bake: addr, R; at a time and a temperature. */
  public static void bake(MeasurementTable.Builder rows, String file, double second, double kelvin)
      throws IOException {
    read(
        file,
        2,
        (name, v) ->
            rows.word("device", kelvin + " K " + name)
                .number("timeSecond", second)
                .number("temperatureKelvin", kelvin)
                .number("resistanceOhm", v[1])
                .add());
  }

  /** A bake of an array: one R per line before it and after it, cell by cell. */
  public static void arrayBake(
      MeasurementTable.Builder rows, String name, double second, double kelvin) throws IOException {
    for (boolean after : new boolean[] {false, true}) {
      var cell = new AtomicInteger();
      read(
          "rram-radar/retention/" + name + (after ? "-postbake" : "-prebake") + ".csv.gz",
          1,
          (text, v) ->
              rows.word("device", name + " " + cell.getAndIncrement())
                  .number("timeSecond", after ? second : 0)
                  .number("temperatureKelvin", kelvin)
                  .number("resistanceOhm", v[0])
                  .add());
    }
  }

  private static void read(String file, int columns, BiConsumer<String, double[]> row)
      throws IOException {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder().orElseThrow().resolve(file))),
                StandardCharsets.US_ASCII))) {
      lines
          .lines()
          .map(line -> line.strip().split("\t"))
          .filter(parts -> parts.length == columns)
          .forEach(
              parts ->
                  row.accept(
                      parts[0], Arrays.stream(parts).mapToDouble(Double::parseDouble).toArray()));
    }
  }
}
