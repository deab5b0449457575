package org.hafnia.simulator.measurement.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hafnia.simulator.measurement.MeasurementBlock;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.MeasurementTable;
import org.hafnia.simulator.measurement.intake.MeasurementReader;
import org.hafnia.simulator.measurement.intake.MeasurementReader.Part;
import org.hafnia.simulator.measurement.intake.MeasurementReader.Reading;
import org.hafnia.simulator.measurement.intake.MeasurementSink;
import org.hafnia.simulator.measurement.mapping.Mapping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasurementWriterTest {

  @TempDir Path folder;

  @Test
  void writesFilesThatAreReadAsTheSameRows() throws IOException {
    var table = table();
    var csv = new ByteArrayOutputStream();
    var parquet = new ByteArrayOutputStream();
    try (var writer = MeasurementWriter.csv(csv, MeasurementWriter.columns(table))) {
      MeasurementWriter.write(table, writer);
    }
    try (var writer = MeasurementWriter.parquet(parquet, MeasurementWriter.columns(table))) {
      MeasurementWriter.write(table, writer);
    }

    var fromCsv = read(csv.toByteArray());
    var fromParquet = read(parquet.toByteArray());

    assertThat(csv.toString(java.nio.charset.StandardCharsets.UTF_8))
        .startsWith("device,pulse,resistanceOhm,condition\n\"a, b\",0,0.1,\n");
    assertThat(fromCsv.summary().rows()).isEqualTo(9000);
    assertThat(fromParquet.sha256()).isEqualTo(fromCsv.sha256());
  }

  private Reading read(byte[] content) throws IOException {
    var file = Files.write(folder.resolve("rows"), content);
    var mapping = Mapping.canonical(MeasurementKind.PULSE_TRAIN);
    return new MeasurementReader(Long.MAX_VALUE)
        .read(
            List.of(new Part("", file, mapping, Optional.empty())),
            new MeasurementSink() {
              @Override
              public void begin() {}

              @Override
              public void accept(MeasurementBlock block) {}
            });
  }

  private static MeasurementTable table() {
    var rows = MeasurementTable.builder(MeasurementKind.PULSE_TRAIN);
    for (int pulse = 0; pulse < 9000; pulse++) {
      rows.word("device", pulse < 5000 ? "a, b" : "c")
          .number("pulse", pulse)
          .number("resistanceOhm", (pulse + 1) / 10.0);
      if (pulse % 2 == 1) {
        rows.word("condition", "hot");
      }
      rows.add();
    }
    return rows.build();
  }
}
