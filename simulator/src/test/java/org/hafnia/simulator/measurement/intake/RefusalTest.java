package org.hafnia.simulator.measurement.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hafnia.simulator.measurement.intake.Intake.problem;
import static org.hafnia.simulator.measurement.intake.Intake.ready;
import static org.hafnia.simulator.measurement.intake.Intake.retention;
import static org.hafnia.simulator.measurement.intake.Intake.rows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.MeasurementProblem;
import org.hafnia.simulator.measurement.RowProblem;
import org.hafnia.simulator.measurement.Unit;
import org.hafnia.simulator.measurement.mapping.CellRef;
import org.hafnia.simulator.measurement.mapping.ColumnSource;
import org.hafnia.simulator.measurement.mapping.Mapping;
import org.hafnia.simulator.measurement.mapping.MappingProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {

  private static final Mapping CYCLING = Mapping.canonical(MeasurementKind.CYCLING);
  private static final String HEAD = "device,cycle,state,resistanceOhm\n";

  @ParameterizedTest
  @CsvSource({
    "0, a finite number above 0",
    "-3, a finite number above 0",
    "NaN, a row that was not measured is left out",
    "inf, a row that was not measured is left out",
    "1e999, a finite number above 0",
    "1e308, from 1e-6 to 1e18 (ohm",
    "12 kohm, the mapping names one unit for the whole column",
    "C1_60 s, a finite number above 0",
    "1d, without a unit",
    "0x1p3, a finite number above 0",
    "'', every row needs",
  })
  void refusesWhatIsNoResistance(String value, String rule) {
    var problem = problem(HEAD + "a,1,LRS,5000\na,2,LRS," + value + "\n", CYCLING);

    assertThat(problem.count()).isEqualTo(1);
    var row = problem.rows().getFirst();
    assertThat(row.line()).isEqualTo(3);
    assertThat(row.column()).isEqualTo("resistanceOhm");
    assertThat(row.value()).isEqualTo(value);
    assertThat(row.rule()).contains(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "'a,1.5,LRS,5000', cycle, a whole number",
    "'a,-1,LRS,5000', cycle, a whole number",
    "'a,1,MRS,5000', state, LRS or HRS",
    "',1,LRS,5000', device, a value; every row needs device",
    "'a,1,LRS', resistanceOhm, '4 columns as in line 1, found 3: 1 too few'",
    "'a,1,LRS,5000,6,7,8,9,10,11,12,13,14,15', 4, 10 too many",
  })
  void refusesRowsThatBreakRules(String row, String column, String rule) {
    var problem = problem(HEAD + row + "\n", CYCLING);

    assertThat(problem.rows()).extracting(RowProblem::column).containsExactly(column);
    assertThat(problem.rows().getFirst().rule()).contains(rule);
  }

  @Test
  void countsAllBadRowsAndListsTheFirst() {
    var text = new StringBuilder(HEAD);
    for (int cycle = 0; cycle < 5000; cycle++) {
      text.append("a,").append(cycle).append(cycle % 2 == 0 ? ",LRS,1\n" : ",LRS,x\n");
    }

    var problem = problem(text.toString(), CYCLING);

    assertThat(problem.count()).isEqualTo(2500);
    assertThat(problem.rows()).hasSize(100);
    assertThat(problem.detail()).contains("2500 rows", "the first 100");
  }

  @Test
  void refusesToChooseBetweenTwoColumnsOfOneName() {
    assertThatExceptionOfType(MappingProblem.class)
        .isThrownBy(() -> rows("device,cycle,state,resistanceOhm,cycle\na,1,LRS,5,2\n", CYCLING))
        .withMessageContaining("two columns of this name, 1 and 4");
  }

  @Test
  void refusesTwoDevicesWithOneIdAlsoWhereRowsStandInNoOrder() {
    var sorted = problem(HEAD + "a,1,LRS,5000\na,1,HRS,9000\na,1,LRS,6000\n", CYCLING);
    var unsorted =
        problem(HEAD + "a,3,LRS,5000\na,2,LRS,9000\nb,2,LRS,5000\na,3,LRS,6000\n", CYCLING);

    assertThat(sorted.rows().getFirst().line()).isEqualTo(4);
    assertThat(unsorted.rows().getFirst().line()).isEqualTo(5);
    assertThat(unsorted.rows().getFirst().rule()).contains("two devices have one id");
    assertThat(rows(HEAD + "a,3,LRS,5000\na,2,LRS,9000\nb,2,LRS,5000\n", CYCLING)).hasSize(3);
  }

  @Test
  void refusesWhatIsNoFileOfMeasurements() {
    assertThat(problem("", CYCLING).detail()).isEqualTo("The file is empty.");
    assertThat(problem(HEAD, CYCLING).detail()).contains("header", "no rows");
    assertThat(problem("PK\3\4 and so on", CYCLING).detail()).contains("zip archive");
    assertThat(problem("a\0b", CYCLING).detail()).contains("binary");
    assertThat(problem("PAR1 but not really", CYCLING).detail()).contains("damaged or cut off");
    assertThat(problem(HEAD + "\"a,1,LRS,5000\n", CYCLING).detail()).contains("quote");
  }

  @Test
  void refusesAPackedFileThatIsCutOff() throws IOException {
    var text = new StringBuilder(HEAD);
    for (int cycle = 0; cycle < 9000; cycle++) {
      text.append("a,").append(cycle).append(",LRS,").append(5000 + cycle * 7 % 1013).append('\n');
    }
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(Intake.bytes(text.toString()));
    }

    assertThat(new Intake().read(out.toByteArray(), CYCLING).summary().rows()).isEqualTo(9000);
    byte[] half = Arrays.copyOf(out.toByteArray(), out.size() / 2);
    var problem =
        catchThrowableOfType(MeasurementProblem.class, () -> new Intake().read(half, CYCLING));
    assertThat(problem.detail()).contains("cut off");
  }

  @Test
  void tellsAllThatIsWrongWithAMappingAtOnce() {
    var mapping =
        retention(
            Map.of(
                "device", new ColumnSource.Word(CellRef.named("adr"), Map.of()),
                "timeSecond", new ColumnSource.ConstantNumber(-1),
                "temperatureKelvin",
                    new ColumnSource.Numeric(CellRef.named("T"), Optional.of(Unit.OHM)),
                "resistanceOhm",
                    new ColumnSource.Numeric(CellRef.named("R (kOhm)"), Optional.of(Unit.OHM))));

    var problem =
        catchThrowableOfType(
            MappingProblem.class, () -> rows("addr,R (kOhm),T\na,5,300\n", mapping));

    assertThat(problem.faults())
        .extracting(MappingProblem.Fault::pointer)
        .containsExactlyInAnyOrder(
            "/columns/device",
            "/columns/timeSecond",
            "/columns/temperatureKelvin/unit",
            "/columns/resistanceOhm/unit");
  }

  @Test
  void refusesAMappingThatTheFileContradicts() {
    var text = "addr,R (kOhm)\na,5\n";
    var mapping =
        retention(
            Map.of(
                "device", new ColumnSource.Word(CellRef.named("addr"), Map.of()),
                "timeSecond", new ColumnSource.ConstantNumber(0),
                "temperatureKelvin", new ColumnSource.ConstantNumber(300),
                "resistanceOhm",
                    new ColumnSource.Numeric(CellRef.named("R (kOhm)"), Optional.of(Unit.OHM))));

    assertThatExceptionOfType(MappingProblem.class)
        .isThrownBy(() -> rows(text, mapping))
        .satisfies(e -> assertThat(e.faults().getFirst().expected()).contains("kiloohm"));
    assertThatExceptionOfType(MappingProblem.class)
        .isThrownBy(() -> rows("adr,R (kOhm)\na,5\n", mapping))
        .satisfies(e -> assertThat(e.faults().getFirst().pointer()).isEqualTo("/columns/device"))
        .satisfies(e -> assertThat(e.faults().getFirst().known()).contains("adr"));
    assertThatExceptionOfType(MappingProblem.class)
        .isThrownBy(() -> rows("1\n", ready("radar-after-bake")))
        .satisfies(e -> assertThat(e.faults().getFirst().value()).isEqualTo("temperatureKelvin"));
  }
}
