package org.hafnia.simulator.measurement.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.hafnia.simulator.measurement.MeasurementProblem;
import org.hafnia.simulator.measurement.RowProblem;
import org.hafnia.simulator.measurement.Unit;
import org.hafnia.simulator.measurement.mapping.CellRef;
import org.hafnia.simulator.measurement.mapping.ColumnSource;
import org.hafnia.simulator.measurement.mapping.Mapping;
import org.hafnia.simulator.measurement.mapping.MappingProblem;
import org.hafnia.simulator.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads the session of the examples, which h5py wrote as ArC2Control does: 4 crosspoints with two
 * reads, then 36 pulses of which one is followed by a read of its own, in chunks of 16 rows.
 */
class Arc2SessionTest {

  private static final Path SESSION =
      Path.of("..", "examples", "measurement-sets", "arc2-session.h5");

  @TempDir Path directory;

  @Test
  void makesAPulseTrainOfEachCrosspoint() throws IOException {
    var intake = new Intake();
    var reading = intake.read(Files.readAllBytes(SESSION), Intake.ready("arc2-session"));

    assertThat(reading.summary().rows()).isEqualTo(4 * 37);
    assertThat(reading.summary().devices()).isEqualTo(4);
    assertThat(reading.summary().skippedLines()).as("second reads, bare pulses").isEqualTo(4 * 2);
    assertThat(intake.rows)
        .extracting(row -> row.get("pulse"))
        .startsWith(IntStream.range(0, 37).mapToObj(pulse -> (double) pulse).toArray());
    assertThat(reading.summary().populations().getFirst().lowOhm()).isGreaterThan(5e3);
    assertThat(reading.summary().populations().getFirst().highOhm()).isLessThan(8e4);
    assertThat(intake.rows.getFirst())
        .containsEntry("device", "W00B00")
        .containsEntry("pulse", 0.0)
        .doesNotContainKey("widthSecond");
    var readOnItsOwn = intake.rows.get(11);
    assertThat(readOnItsOwn)
        .containsEntry("pulse", 11.0)
        .containsEntry("voltageVolt", 1.25)
        .containsEntry("widthSecond", 1e-7);
    assertThat(readOnItsOwn.get("resistanceOhm"))
        .asInstanceOf(InstanceOfAssertFactories.DOUBLE)
        .isCloseTo(1.1e4, within(8e3));
  }

  @Test
  void namesTheCrosspointOfARowThatBreaksARule() throws IOException {
    var ready = Intake.ready("arc2-session");
    var columns = new HashMap<>(ready.columns());
    columns.put(
        "resistanceOhm", new ColumnSource.Numeric(CellRef.named("taken"), Optional.of(Unit.OHM)));
    var wrong =
        new Mapping("", "", ready.kind(), ready.layout(), columns, ready.rows(), ready.open());
    byte[] session = Files.readAllBytes(SESSION);
    var problem =
        catchThrowableOfType(MeasurementProblem.class, () -> new Intake().read(session, wrong));

    assertThat(problem.rows().getFirst().rule())
        .contains("(crosspoint W00B00, wordline 0, bitline 0)");
    assertThat(problem.rows())
        .extracting(RowProblem::rule)
        .anyMatch(rule -> rule.contains("(crosspoint W03B02, wordline 3, bitline 2)"));
  }

  @Test
  void refusesHdf5ThatIsNoSession() throws IOException {
    var other = directory.resolve("other.h5");
    try (var file = HdfFile.write(other)) {
      file.putDataset("resistance", new double[] {5000, 6000});
    }
    assertThat(problem(Files.readAllBytes(other)).detail()).contains("no session of ArC2Control");

    var bare = directory.resolve("bare.h5");
    try (var file = HdfFile.write(bare)) {
      file.putAttribute("H5DS_VERSION_MAJOR", 0L);
      file.putGroup("crosspoints").putGroup("W00B00").putDataset("timeseries", new double[] {1});
    }
    assertThat(problem(Files.readAllBytes(bare)).detail())
        .contains("W00B00", "no table timeseries that can grow");

    var later = directory.resolve("later.h5");
    try (var file = HdfFile.write(later)) {
      file.putAttribute("H5DS_VERSION_MAJOR", 3L);
      file.putGroup("crosspoints");
    }
    assertThat(problem(Files.readAllBytes(later)).detail()).contains("version 3");
  }

  @Test
  void refusesEveryCutAndDamagedSessionAsOne() throws IOException {
    byte[] whole = Files.readAllBytes(SESSION);
    for (int size = 8; size < whole.length - 4096; size += 997) {
      byte[] cut = Arrays.copyOf(whole, size);
      assertThat(catchThrowable(() -> read(cut)))
          .as("first %d bytes", size)
          .isInstanceOf(MeasurementProblem.class);
    }
    var random = RandomStream.of(11, "damage", 0);
    for (int trial = 0; trial < 300; trial++) {
      byte[] damaged = whole.clone();
      int at = 8 + (int) (8192 * random.uniform(trial, 0));
      damaged[at] ^= (byte) (1 + 255 * random.uniform(trial, 1));
      var thrown = catchThrowable(() -> read(damaged));
      if (thrown != null) {
        assertThat(thrown).as("byte %d", at).isInstanceOfAny(MeasurementProblem.class);
      }
    }
  }

  @Test
  void asksForTheMappingWhereNoneIsGiven() throws IOException {
    byte[] whole = Files.readAllBytes(SESSION);
    var problem =
        catchThrowableOfType(
            MappingProblem.class,
            () -> new Intake().read(whole, Intake.ready("hafnia-pulse-train")));

    assertThat(problem.faults().getFirst().expected()).contains("crosspoint", "read_voltage");
  }

  private static void read(byte[] content) {
    new Intake().read(content, Intake.ready("arc2-session"));
  }

  private static MeasurementProblem problem(byte[] content) {
    return catchThrowableOfType(MeasurementProblem.class, () -> read(content));
  }
}
