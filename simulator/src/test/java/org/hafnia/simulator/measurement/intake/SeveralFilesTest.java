package org.hafnia.simulator.measurement.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hafnia.simulator.measurement.MeasurementProblem;
import org.hafnia.simulator.measurement.intake.MeasurementReader.Part;
import org.hafnia.simulator.measurement.intake.MeasurementReader.Reading;
import org.hafnia.simulator.measurement.mapping.ColumnSource;
import org.hafnia.simulator.measurement.mapping.Mapping;
import org.hafnia.simulator.measurement.mapping.MappingProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeveralFilesTest {

  private static final Mapping AFTER =
      Intake.ready("ni40-after-bake")
          .with(
              Map.of(
                  "temperatureKelvin", new ColumnSource.ConstantNumber(403.15),
                  "timeSecond", new ColumnSource.ConstantNumber(3600)));

  @TempDir Path directory;
  private final Intake intake = new Intake();

  @Test
  void makesOneSetOfABakeBeforeAndAfter() throws IOException {
    var before = new StringBuilder();
    var after = new StringBuilder();
    for (int cell = 0; cell < 5000; cell++) {
      before.append(cell).append('\t').append(5000 + cell).append('\n');
      after.append(cell).append('\t').append(6000 + cell).append('\n');
    }

    var reading = read(before.toString(), after.toString(), AFTER);

    assertThat(reading.summary().rows()).isEqualTo(10000);
    assertThat(reading.summary().devices()).isEqualTo(5000);
    assertThat(intake.rows.get(4999))
        .containsEntry("device", "4999")
        .containsEntry("timeSecond", 0.0)
        .containsEntry("resistanceOhm", 9999.0);
    assertThat(intake.rows.get(5000))
        .containsEntry("device", "0")
        .containsEntry("timeSecond", 3600.0)
        .containsEntry("temperatureKelvin", 403.15)
        .containsEntry("resistanceOhm", 6000.0);
  }

  @Test
  void namesTheFileInWhichARowIsWrong() {
    var problem =
        catchThrowableOfType(
            MeasurementProblem.class, () -> read("1\t5000\n2\t5100\n", "1\t5000\n2\t-1\n", AFTER));

    assertThat(problem.count()).isEqualTo(1);
    assertThat(problem.rows().getFirst().file()).isEqualTo("after.tsv");
    assertThat(problem.rows().getFirst().line()).isEqualTo(2);
  }

  @Test
  void namesTheFileThatHasNoRows() {
    var problem =
        catchThrowableOfType(MeasurementProblem.class, () -> read("1\t5000\n", "", AFTER));

    assertThat(problem.detail()).isEqualTo("after.tsv: The file is empty.");
  }

  @Test
  void saysWhichMappingIsWrong() {
    var problem =
        catchThrowableOfType(
            MappingProblem.class,
            () -> read("1\t5000\n", "1\t5000\n", Intake.ready("ni40-after-bake")));

    assertThat(problem.faults().getFirst().pointer()).isEqualTo("/more/0/constants");
  }

  private Reading read(String before, String after, Mapping mapping) throws IOException {
    var first = Files.write(directory.resolve("before.tsv"), before.getBytes(UTF_8));
    var second = Files.write(directory.resolve("after.tsv"), after.getBytes(UTF_8));
    return new MeasurementReader(Long.MAX_VALUE)
        .read(
            List.of(
                new Part("before.tsv", first, Intake.ready("ni40-before-bake"), Optional.empty()),
                new Part("after.tsv", second, mapping, Optional.empty())),
            intake);
  }
}
