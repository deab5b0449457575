package org.hafnia.simulator.fitting.programming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Map;
import org.hafnia.simulator.device.DeviceModel;
import org.hafnia.simulator.device.ProgrammingModel;
import org.hafnia.simulator.device.ProgrammingModel.Operation;
import org.hafnia.simulator.device.ProgrammingModel.Pulse;
import org.hafnia.simulator.device.presets.DeviceModels;
import org.hafnia.simulator.device.sampling.ModelSamples;
import org.hafnia.simulator.device.sampling.SampleSpec;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.fitting.FitProblem;
import org.hafnia.simulator.fitting.FitResult;
import org.hafnia.simulator.fitting.MeasuredFiles;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.MeasurementTable;
import org.junit.jupiter.api.Test;

class ProgrammingFitterTest {

  private static final DeviceModel PRESET =
      DeviceModels.find("hfo2-radar-programming-2021").orElseThrow();
  private static final String SWEEPS = "rram-radar/sweeps/";

  private static FitResult fit(MeasurementTable data, int threads) throws FitProblem, FitCancelled {
    return new ProgrammingFitter()
        .fit(data, new FitOptions("fitted", "auto", 1, 0, 0.95, threads), FitListener.NONE);
  }

  private static MeasurementTable draw(int devices, int points, Map<String, Double> conditions) {
    return ModelSamples.draw(PRESET, new SampleSpec(7, devices, points, conditions, false));
  }

  private static void setSweep(MeasurementTable.Builder rows) throws IOException {
    MeasuredFiles.sweep(rows, SWEEPS + "set-sweep-bl-inner-4-14-20.csv.gz", "SET", 1e-9);
  }

  @Test
  void findsTheModelThatMadeTheData() throws FitProblem, FitCancelled {
    var result = fit(draw(40, 40, Map.of()), 2);

    assertThat(result.variant()).isEqualTo("SET gumbel, RESET gumbel");
    for (String symbol : new String[] {"SET.kG", "SET.kW", "SET.end", "RESET.kV", "RESET.end"}) {
      var parameter = result.model().parameter(symbol);
      var estimate = parameter.estimate("value");
      assertThat(estimate.identified()).isTrue();
      assertThat(parameter.mean())
          .as(symbol)
          .isCloseTo(PRESET.description().constant(symbol), within(4 * estimate.standardError()));
    }
    assertThat(result.goodness().kolmogorovSmirnov().value()).isLessThan(0.04);
    assertThat(result.panels()).hasSize(6);
    assertThat(result.devices()).hasSize(40);
    assertThat(DeviceModel.of(result.model())).isInstanceOf(ProgrammingModel.class);
  }

  @Test
  void saysWhichFactorsWereNotVaried() throws FitProblem, FitCancelled {
    var result = fit(draw(20, 20, Map.of()), 1);

    assertThat(result.model().parameter("SET.kV").estimate("value").identified()).isFalse();
    assertThat(result.warnings())
        .contains("SET.kV (steepness in voltage): voltage was not varied: not identified.");
  }

  @Test
  void givesTheSameBitsForAnyNumberOfThreads() throws FitProblem, FitCancelled {
    var data = draw(20, 10, Map.of());

    assertThat(fit(data, 3)).isEqualTo(fit(data, 1));
  }

  @Test
  void knowsLevelAndSpreadAloneUnderOneCondition() throws FitProblem, FitCancelled {
    var rows = MeasurementTable.builder(MeasurementKind.PROGRAMMING);
    for (int i = 0; i < 100; i++) {
      row(rows, "d" + i % 10, "RESET", 20_000 * (1 + 0.01 * (i % 7)));
    }
    var result = fit(rows.build(), 1);
    var model = (ProgrammingModel) DeviceModel.of(result.model());

    assertThat(result.model().parameter("RESET.z0").estimate("value").identified()).isFalse();
    assertThat(Math.exp(model.after(Operation.RESET, new Pulse(1.5, 3, 1e-7), false).mu()))
        .isCloseTo(20_600, within(300.0));
    assertThat(result.warnings()).contains("The data have no SET: the model knows one state only.");
  }

  @Test
  void warnsOfOneDeviceOnly() throws FitProblem, FitCancelled {
    var result = fit(draw(1, 400, Map.of()), 1);

    assertThat(result.warnings()).anyMatch(line -> line.contains("1 device(s) only"));
    assertThat(result.model().parameter("SET.rho").estimate("value").identified()).isFalse();
  }

  @Test
  void refusesConstantResistanceAndTooFewRows() {
    var constant = MeasurementTable.builder(MeasurementKind.PROGRAMMING);
    var few = MeasurementTable.builder(MeasurementKind.PROGRAMMING);
    for (int i = 0; i < 30; i++) {
      row(constant, "d" + i, "SET", 5000);
    }
    row(few, "d", "SET", 5000);

    assertThatExceptionOfType(FitProblem.class)
        .isThrownBy(() -> fit(constant.build(), 1))
        .withMessageContaining("the same in all rows");
    assertThatExceptionOfType(FitProblem.class)
        .isThrownBy(() -> fit(few.build(), 1))
        .withMessageContaining("SET has 1 rows");
  }

  private static void row(
      MeasurementTable.Builder rows, String device, String operation, double ohm) {
    rows.word("device", device)
        .word("operation", operation)
        .number("widthSecond", 1e-7)
        .number("voltageVolt", 1.5)
        .number("gateVolt", 3)
        .number("resistanceAfterOhm", ohm)
        .add();
  }

  /**
   * What the sweeps give. RESET of the source-line sweep turns at 0.75 to 0.9 V, and that of the
   * gate sweep at gates of 3.2 to 3.4 V: neither file has a window from 1.4 to 1.65 V.
   */
  @Test
  void followsTheMeasuredSweeps() throws FitProblem, FitCancelled, IOException {
    if (!MeasuredFiles.here("ProgrammingFitterTest")) {
      followsItsOwnSamples();
      return;
    }
    var rows = MeasurementTable.builder(MeasurementKind.PROGRAMMING);
    setSweep(rows);
    MeasuredFiles.sweep(
        rows, SWEEPS + "reset-sweep-sl-200ns-step-0.05-9-21-20.csv.gz", "RESET", 1e-9);
    var model = (ProgrammingModel) DeviceModel.of(fit(rows.build(), 2).model());

    double[][] measured = {{2.06, 79.7e3}, {2.38, 13.5e3}, {2.62, 6.7e3}, {2.86, 5.0e3}};
    for (double[] point : measured) {
      var law = model.after(Operation.SET, new Pulse(3.3, point[0], 100e-9), false);
      assertThat(law.mu()).isCloseTo(Math.log(point[1]), within(0.2));
    }
    double[][] reset = {{0.6, 6060}, {0.9, 10_500}, {1.2, 27_900}, {1.5, 46_400}};
    for (double[] point : reset) {
      var law = model.after(Operation.RESET, new Pulse(point[0], 3.5, 200e-9), false);
      assertThat(law.mu()).isCloseTo(Math.log(point[1]), within(0.35));
    }
    assertThat(model.description().constant("SET.kG"))
        .isCloseTo(PRESET.description().constant("SET.kG"), within(1e-2));
    assertThat(model.description().constant("RESET.kV"))
        .isCloseTo(PRESET.description().constant("RESET.kV"), within(1e-2));
  }

  private static void followsItsOwnSamples() throws FitProblem, FitCancelled {
    var data = draw(40, 30, Map.of("widthSecond", 2e-7));
    var model = (ProgrammingModel) DeviceModel.of(fit(data, 2).model());

    assertThat(model.after(Operation.RESET, new Pulse(1.2, 3.5, 200e-9), false).mu())
        .isCloseTo(10.3, within(0.15));
  }
}
