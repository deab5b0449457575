package org.hafnia.simulator.measurement.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.DOUBLE;
import static org.hafnia.simulator.measurement.intake.Intake.mapping;
import static org.hafnia.simulator.measurement.intake.Intake.number;
import static org.hafnia.simulator.measurement.intake.Intake.problem;
import static org.hafnia.simulator.measurement.intake.Intake.ready;
import static org.hafnia.simulator.measurement.intake.Intake.retention;
import static org.hafnia.simulator.measurement.intake.Intake.rows;

import java.util.Map;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.Unit;
import org.hafnia.simulator.measurement.mapping.CellRef;
import org.hafnia.simulator.measurement.mapping.ColumnSource;
import org.hafnia.simulator.measurement.mapping.Mapping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasurementReaderTest {

  private static final Mapping CYCLING = Mapping.canonical(MeasurementKind.CYCLING);
  private static final Mapping PULSES = Mapping.canonical(MeasurementKind.PULSE_TRAIN);
  private static final String HEAD = "device,cycle,state,resistanceOhm\n";

  @Test
  void readsColumnsByNameInAnyOrderAndSkipsWhatItIsNotAskedFor() {
    var rows =
        rows(
            "# a comment\nstate;resistanceOhm;remark;device;cycle\nLRS;7.5e3;x;a;1\nHRS;2e5;;a;1\n",
            CYCLING);

    assertThat(rows)
        .containsExactly(
            Map.of("device", "a", "cycle", 1.0, "state", "LRS", "resistanceOhm", 7500.0),
            Map.of("device", "a", "cycle", 1.0, "state", "HRS", "resistanceOhm", 200000.0));
  }

  @Test
  void readsWideRowsByTheirGroups() {
    var rows = rows("7.000\t1e5\t5000\t2e5\t5100\r\n", ready("radar-cycling"));

    assertThat(rows)
        .extracting(row -> row.get("device") + " " + row.get("cycle") + " " + row.get("state"))
        .containsExactly("7 1.0 HRS", "7 1.0 LRS", "7 2.0 HRS", "7 2.0 LRS");
    assertThat(rows.get(3)).containsEntry("resistanceOhm", 5100.0);
  }

  @Test
  void readsASessionBehindItsTitleAndLeavesReadsWithoutAPulseOut() {
    var session =
        """
        my session
        Mon Nov 16 10:00:00 2026
        Wordline,Bitline,Resistance,Amplitude (V),Pulse width (s),Tag,ReadTag,ReadVoltage
        3,4,12000,0.5,0,S R2 V=0.5,R2,0.5
        3,4,12500,-1.2,1e-6,P,R2,0.5
        3,4,13000,-1.2,1e-6,P,R2,0.5
        3,5,9000,1.1,1e-6,P,R2,0.5
        """;

    var rows = rows(session, ready("arc-one-session"));

    assertThat(rows)
        .extracting(row -> row.get("device") + " " + row.get("pulse"))
        .containsExactly("W3-B4 1.0", "W3-B4 2.0", "W3-B5 1.0");
    assertThat(rows.getFirst())
        .containsEntry("voltageVolt", -1.2)
        .containsEntry("widthSecond", 1e-6);
  }

  @Test
  void divideVoltageByCurrentWhereAnInstrumentGivesBoth() {
    var rows =
        rows(
            "Time (s),Voltage (V),Current (A)\n0.5,0.1,1.25e-5\n",
            ready("keithley-time-voltage-current"));

    assertThat(rows.getFirst())
        .containsEntry("resistanceOhm", 8000.0)
        .containsEntry("temperatureKelvin", 298.15)
        .containsEntry("device", "device-1");
  }

  @Test
  void readsJsonLines() {
    var text =
        """
        {"device": "a", "pulse": 0, "resistanceOhm": 7000}
        {"resistanceOhm": 7000.5, "device": "a", "pulse": 1}
        """;

    assertThat(rows(text, PULSES))
        .containsExactly(
            Map.of("device", "a", "pulse", 0.0, "resistanceOhm", 7000.0),
            Map.of("device", "a", "pulse", 1.0, "resistanceOhm", 7000.5));
    assertThat(problem("{\"device\": \"a\", \"pulse\": 0, \"state\": 1}\n{oops\n", PULSES).detail())
        .startsWith("Line 2 is no JSON object");
  }

  @Test
  void sealsTheSameRowsAlikeWhateverFileTheyComeFrom() {
    var kilo =
        mapping(
            Map.of(
                "device",
                new ColumnSource.Word(CellRef.at(0), Map.of()),
                "cycle",
                number(1, Unit.ONE),
                "state",
                new ColumnSource.ConstantWord("LRS"),
                "resistanceOhm",
                number(2, Unit.KILOOHM)));

    var plain = Intake.reading(HEAD + "a,1,LRS,7500\nb,1,LRS,8000\n", CYCLING);
    var other = Intake.reading("a\t1\t7.5\nb\t1\t8\n", kilo);
    var different = Intake.reading("a\t1\t7.5\nb\t2\t8\n", kilo);

    assertThat(other.sha256()).isEqualTo(plain.sha256()).isNotEqualTo(different.sha256());
  }

  @ParameterizedTest
  @CsvSource({
    "ohm, 12500, 12500",
    "kiloohm, 12.5, 12500",
    "megaohm, 0.0125, 12500",
    "siemens, 8e-5, 12500",
    "millisiemens, 0.08, 12500",
    "microsiemens, 80, 12500",
    "nanosiemens, 80000, 12500",
  })
  void turnsUnitsIntoOhm(String unit, String written, double ohm) {
    var mapping = retention("resistanceOhm", 0, Unit.of(unit).orElseThrow());

    assertThat(rows(written + "\n", mapping).getFirst().get("resistanceOhm"))
        .asInstanceOf(DOUBLE)
        .isCloseTo(ohm, within(1e-11));
  }

  @ParameterizedTest
  @CsvSource({"s, 2e-7", "ms, 2e-4", "us, 0.2", "ns, 200"})
  void turnsUnitsIntoSeconds(String unit, String written) {
    var mapping = retention("timeSecond", 0, Unit.of(unit).orElseThrow());

    assertThat(rows(written + "\n", mapping).getFirst().get("timeSecond"))
        .asInstanceOf(DOUBLE)
        .isCloseTo(2e-7, within(1e-22));
  }

  @Test
  void sumsUpStatesRangesAndOutliers() {
    var text = new StringBuilder(HEAD);
    for (int cycle = 0; cycle < 1000; cycle++) {
      text.append("a,%d,LRS,%s\n".formatted(cycle, cycle == 500 ? 9e7 : 5000 + cycle % 100));
      text.append("a,%d,HRS,%s\n".formatted(cycle, 1e5 * (1 + cycle % 10)));
    }

    var summary = Intake.reading(text.toString(), CYCLING).summary();

    assertThat(summary.rows()).isEqualTo(2000);
    assertThat(summary.devices()).isEqualTo(1);
    assertThat(summary.words().get(1).first()).containsExactly("LRS", "HRS");
    assertThat(summary.numbers().getFirst().high()).isEqualTo(999);
    assertThat(summary.populations()).extracting("state").containsExactly("HRS", "LRS");
    var low = summary.populations().get(1);
    assertThat(low.outliers()).isEqualTo(1);
    assertThat(low.medianOhm()).isBetween(5045.0, 5055.0);
  }
}
