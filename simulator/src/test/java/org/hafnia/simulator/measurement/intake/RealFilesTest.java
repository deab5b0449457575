package org.hafnia.simulator.measurement.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hafnia.simulator.measurement.intake.MeasurementReader.Part;
import org.hafnia.simulator.measurement.mapping.ColumnSource;
import org.hafnia.simulator.measurement.mapping.Mapping;
import org.hafnia.simulator.measurement.mapping.ReadyMappings;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every public file that a ready mapping is meant for, where they are at hand. */
class RealFilesTest {

  /** By a glob of files, the mapping and how many rows one line gives; 0 where that differs. */
  private static final String[][] FILES = {
    {"rram-radar", "cycling-*.csv.gz", "radar-cycling", "0"},
    {"rram-radar/sweeps", "set-sweep-*.gz", "radar-set-sweep", "1"},
    {"rram-radar/sweeps", "reset-sweep-*.gz", "radar-reset-sweep", "1"},
    {"rram-radar/retention", "*-prebake.csv.gz", "radar-before-bake", "1"},
    {"rram-radar/retention", "*-postbake.csv.gz", "radar-after-bake", "1"},
    {"rram-radar", "form-*.csv.gz", "radar-forming", "1"},
    {"rram-radar", "sdr-*.csv.gz", "radar-program-verify", "1"},
    {"rram-radar", "ispp-*.csv.gz", "radar-program-verify", "1"},
    {"rram-radar", "fppv-*.csv.gz", "radar-program-verify", "1"},
    {"rram-ni40", "form_chip7.csv.gz", "ni40-forming", "1"},
    {"rram-ni40", "target_chip8.csv.gz", "ni40-target", "1"},
    {"rram-ni40", "read_target_chip8.csv.gz", "ni40-target-read", "1"},
    {"rram-misc/sst2021", "2D_?RS.csv", "digitised-retention", "1"},
    {"rram-misc/sst2021", "3[ABC]_*.csv", "digitised-retention", "1"},
    {"rram-ni40", "1us_endurance.tsv.gz", "ni40-endurance", "2"},
    {"rram-ni40", "set_sweep.tsv.gz", "ni40-set-sweep", "1"},
    {"rram-ni40", "reset_sweep.tsv.gz", "ni40-reset-sweep", "1"},
    {"rram-ni40", "prebake*.gz", "ni40-before-bake", "1"},
    {"rram-ni40", "postbake*.gz", "ni40-after-bake", "1"},
    {"rram-relax", "*.gz", "relaxation", "1"},
    {"rram-misc", "aihwkit_gong_et_al.csv", "gong-2018-pulses", "2"},
  };

  @TestFactory
  Stream<DynamicTest> readsEveryFileThatAReadyMappingIsMeantFor() throws IOException {
    var data = Optional.ofNullable(System.getenv("HAFNIA_DATASETS")).map(Path::of);
    if (data.isEmpty() || !Files.isDirectory(data.get().resolve("rram-radar"))) {
      System.out.println("RealFilesTest: no measured files here, a made one in their form instead");
      return Stream.of(DynamicTest.dynamicTest("made", RealFilesTest::readsAMadeFile));
    }
    System.out.println("RealFilesTest: measured files of " + data.get());
    var tests = Stream.<DynamicTest>builder();
    for (var kind : FILES) {
      try (var files = Files.newDirectoryStream(data.get().resolve(kind[0]), kind[1])) {
        files.forEach(file -> tests.add(test(file, kind[2], Integer.parseInt(kind[3]))));
      }
    }
    var all = tests.build().toList();
    assertThat(all).hasSizeGreaterThan(30);
    return all.stream();
  }

  private static DynamicTest test(Path file, String mapping, int rowsPerLine) {
    return DynamicTest.dynamicTest(
        file.getFileName().toString(),
        () -> {
          var reading =
              new MeasurementReader(Long.MAX_VALUE)
                  .read(
                      List.of(new Part("", file, bound(mapping), Optional.empty())), new Intake());
          assertThat(reading.summary().rows()).isGreaterThan(0);
          if (rowsPerLine > 0) {
            assertThat(reading.summary().rows() % rowsPerLine).isZero();
          }
        });
  }

  private static Mapping bound(String name) {
    var mapping = ReadyMappings.find(name).orElseThrow();
    var constants = new java.util.HashMap<String, ColumnSource>();
    mapping.open().forEach(column -> constants.put(column, new ColumnSource.ConstantNumber(400)));
    return mapping.with(Map.copyOf(constants));
  }

  private static void readsAMadeFile() {
    var made = new StringBuilder();
    for (int cell = 0; cell < 20; cell++) {
      made.append(cell).append(".000");
      for (int cycle = 0; cycle < 300; cycle++) {
        made.append("\t").append(1e5 + cycle).append("\t").append(5e3 + cell);
      }
      made.append("\r\n");
    }

    var summary = Intake.reading(made.toString(), bound("radar-cycling")).summary();

    assertThat(summary.rows()).isEqualTo(20 * 600);
    assertThat(summary.devices()).isEqualTo(20);
  }
}
