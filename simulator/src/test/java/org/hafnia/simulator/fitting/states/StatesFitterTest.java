package org.hafnia.simulator.fitting.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import java.util.function.IntPredicate;
import org.hafnia.simulator.device.DeviceModel;
import org.hafnia.simulator.device.StatesModel;
import org.hafnia.simulator.device.description.Estimate;
import org.hafnia.simulator.device.presets.DeviceModels;
import org.hafnia.simulator.device.sampling.ModelSamples;
import org.hafnia.simulator.device.sampling.SampleSpec;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.fitting.FitProblem;
import org.hafnia.simulator.fitting.FitResult;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.MeasurementTable;
import org.hafnia.simulator.random.RandomStream;
import org.junit.jupiter.api.Test;

class StatesFitterTest {

  private static final DeviceModel PRESET = DeviceModels.find("hfo2-radar-2021").orElseThrow();
  private static final StatesFitter FITTER = new StatesFitter();

  @Test
  void findsTheModelThatTheReadsWereDrawnFrom() throws Exception {
    var result = fit(drawn(100, 40), "lognormal");

    var model = (StatesModel) DeviceModel.of(result.model());
    var truth = (StatesModel) PRESET;
    assertThat(model.states().low().mean()).isBetween(8.48, 8.58);
    assertThat(model.good().high().cell() / truth.good().high().cell()).isBetween(0.8, 1.2);
    assertThat(model.good().high().cycle() / truth.good().high().cycle()).isBetween(0.95, 1.05);
    assertThat(model.correlation()).isBetween(-0.6, -0.1);
    var mu = estimate(result, "HRS", "mu");
    assertThat(mu.identified()).isTrue();
    assertThat(11.315).isBetween(mu.low(), mu.high());
    assertThat(result.goodness().kolmogorovSmirnov().method()).contains("bootstrap");
    assertThat(result.panels()).hasSize(3);
    assertThat(result.devices()).hasSize(100);
  }

  @Test
  void equalOptionsGiveEqualResultsOnAnyNumberOfThreads() throws Exception {
    var data = drawn(12, 20);

    var one = FITTER.fit(data, options("lognormal", 1), FitListener.NONE);
    var three = FITTER.fit(data, options("lognormal", 3), FitListener.NONE);

    assertThat(three).isEqualTo(one);
  }

  @Test
  void comparesItsLawsWhereNoneIsAskedFor() throws Exception {
    var result = fit(drawn(50, 20), FitOptions.AUTO);

    assertThat(result.candidates()).hasSize(3);
    assertThat(result.variant()).isEqualTo(result.candidates().getFirst().variant());
    assertThat(result.candidates().getFirst().heldOut())
        .isGreaterThanOrEqualTo(result.candidates().get(1).heldOut());
  }

  @Test
  void saysThatOneDeviceDoesNotIdentifyTheSpreadBetweenDevices() throws Exception {
    var result = fit(drawn(1, 50), "lognormal");

    assertThat(estimate(result, "LRS", "cell").identified()).isFalse();
    assertThat(estimate(result, "LRS", "cell").method()).contains("one device");
    assertThat(estimate(result, "LRS", "cycle").identified()).isTrue();
    assertThat(result.warnings()).anyMatch(line -> line.startsWith("1 device:"));
  }

  @Test
  void saysThatOneCycleDoesNotTellCellsFromCycles() throws Exception {
    var result = fit(drawn(60, 1), "lognormal");

    assertThat(estimate(result, "HRS", "cell").identified()).isFalse();
    assertThat(estimate(result, "HRS", "cycle").identified()).isFalse();
    assertThat(estimate(result, "HRS", "mu").identified()).isTrue();
    assertThat(estimate(result, "bad", "value").identified()).isFalse();
  }

  @Test
  void tellsStuckCellsApart() throws Exception {
    var result = fit(table(40, 20, cell -> cell % 10 == 0), "lognormal");

    var bad = result.model().parameter("bad");
    assertThat(bad.value("value")).isEqualTo(0.1);
    assertThat(estimate(result, "bad", "value").low()).isBetween(0.02, 0.06);
    assertThat(result.devices().getFirst().note()).isEqualTo("bad cell");
    var model = (StatesModel) DeviceModel.of(result.model());
    assertThat(model.allStates().high().below(9)).isBetween(0.05, 0.15);
    assertThat(model.states().high().below(9)).isLessThan(0.01);
  }

  @Test
  void givesABoundWhereCellsDoNotDiffer() throws Exception {
    var rows = MeasurementTable.builder(MeasurementKind.CYCLING);
    var draws = RandomStream.of(1, "alike", 0);
    for (int cell = 0; cell < 30; cell++) {
      for (int cycle = 1; cycle <= 25; cycle++) {
        // The same reads in every cell, in another order.
        double z = draws.normal(0, (cell + cycle) % 25);
        read(rows, cell, cycle, "LRS", 5000 * Math.exp(0.1 * z));
        read(rows, cell, cycle, "HRS", 100_000 * Math.exp(0.3 * z));
      }
    }
    var result = fit(rows.build(), "lognormal");

    assertThat(result.model().parameter("HRS").value("cell")).isZero();
    assertThat(estimate(result, "HRS", "cell").identified()).isFalse();
    assertThat(estimate(result, "HRS", "cell").method()).contains("below 0.0").contains("95 %");
  }

  @Test
  void refusesWhatCannotBeFitted() {
    assertThatThrownBy(() -> fit(table(10, 20, cell -> true), "lognormal"))
        .isInstanceOf(FitProblem.class)
        .hasMessageContaining("10 of 10 cells are bad");
    assertThatThrownBy(() -> fit(drawn(3, 10), "student"))
        .isInstanceOf(FitProblem.class)
        .hasMessageContaining("lognormal-tails");
    assertThatThrownBy(() -> fit(drawn(2, 5), "empirical"))
        .isInstanceOf(FitProblem.class)
        .hasMessageContaining("200 reads");
    var onlyLow = MeasurementTable.builder(MeasurementKind.CYCLING);
    read(onlyLow, 0, 1, "LRS", 5000);
    assertThatThrownBy(() -> fit(onlyLow.build(), "lognormal"))
        .isInstanceOf(FitProblem.class)
        .hasMessageContaining("no read of HRS");
  }

  @Test
  void refusesConstantReadsAndTwoDevicesOfOneName() {
    var constant = MeasurementTable.builder(MeasurementKind.CYCLING);
    var doubled = MeasurementTable.builder(MeasurementKind.CYCLING);
    for (int cycle = 1; cycle < 9; cycle++) {
      read(constant, 0, cycle, "LRS", 5000);
      read(constant, 0, cycle, "HRS", 50_000 + cycle);
      read(doubled, 0, cycle, "LRS", 5000 + cycle);
      read(doubled, 0, cycle, "LRS", 5100 + cycle);
      read(doubled, 0, cycle, "HRS", 50_000 + cycle);
    }

    assertThatThrownBy(() -> fit(constant.build(), "lognormal"))
        .isInstanceOf(FitProblem.class)
        .hasMessageContaining("all reads of LRS are equal");
    var still = MeasurementTable.builder(MeasurementKind.CYCLING);
    for (int cycle = 1; cycle < 9; cycle++) {
      for (int cell = 0; cell < 9; cell++) {
        read(still, cell, cycle, "LRS", 5000 + cell);
        read(still, cell, cycle, "HRS", 50_000 + cell);
      }
    }
    assertThatThrownBy(() -> fit(still.build(), "lognormal"))
        .isInstanceOf(FitProblem.class)
        .hasMessageContaining("each device reads the same LRS in all of its cycles");
    assertThatThrownBy(() -> fit(doubled.build(), "lognormal"))
        .isInstanceOf(FitProblem.class)
        .hasMessageContaining("two LRS reads in cycle 1");
  }

  @Test
  void stopsWhenAsked() {
    var stop =
        new FitListener() {
          @Override
          public boolean cancelRequested() {
            return true;
          }

          @Override
          public void progress(double fraction, String stage) {
            assertThat(fraction).isBetween(0.0, 1.0);
          }
        };

    assertThatThrownBy(() -> FITTER.fit(drawn(10, 10), options("auto", 1), stop))
        .isInstanceOf(FitCancelled.class);
  }

  private static FitResult fit(MeasurementTable data, String variant) throws Exception {
    return FITTER.fit(data, options(variant, 2), FitListener.NONE);
  }

  private static Estimate estimate(FitResult result, String symbol, String key) {
    return Objects.requireNonNull(result.model().parameter(symbol).estimates().get(key));
  }

  private static FitOptions options(String variant, int threads) {
    return new FitOptions("fitted", variant, 1, 50, 0.95, threads);
  }

  private static MeasurementTable drawn(int devices, int cycles) {
    return ModelSamples.draw(PRESET, new SampleSpec(5, devices, cycles));
  }

  /** Cells with a wide window, but for those that are stuck in LRS. */
  private static MeasurementTable table(int cells, int cycles, IntPredicate stuck) {
    var rows = MeasurementTable.builder(MeasurementKind.CYCLING);
    for (int cell = 0; cell < cells; cell++) {
      for (int cycle = 1; cycle <= cycles; cycle++) {
        double noise = Math.exp(0.2 * Math.sin(12.9898 * cell + 78.233 * cycle));
        read(rows, cell, cycle, "HRS", (stuck.test(cell) ? 5000 : 100_000) * noise);
        read(rows, cell, cycle, "LRS", 5000 * Math.exp(0.1 * Math.sin(3 * cell + 7.1 * cycle)));
      }
    }
    return rows.build();
  }

  private static void read(
      MeasurementTable.Builder rows, int cell, int cycle, String state, double ohm) {
    rows.word("device", "c" + cell)
        .number("cycle", cycle)
        .word("state", state)
        .number("resistanceOhm", ohm)
        .add();
  }
}
