package org.hafnia.simulator.fitting.endurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import org.hafnia.simulator.device.DeviceModel;
import org.hafnia.simulator.device.EnduranceModel;
import org.hafnia.simulator.device.conditions.FailureLaw;
import org.hafnia.simulator.device.description.ModelDescription;
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

class EnduranceFitterTest {

  private static final DeviceModel PRESET = DeviceModels.find("rram-40nm-endurance").orElseThrow();

  private static FitResult fit(MeasurementTable data) throws FitProblem, FitCancelled {
    return new EnduranceFitter()
        .fit(data, new FitOptions("fitted", "auto", 1, 0, 0.95, 2), FitListener.NONE);
  }

  /** The preset with cells that fail after half a million cycles. */
  private static DeviceModel failing() {
    var preset = PRESET.description();
    var parameters = new ArrayList<>(preset.parameters());
    parameters.addAll(FailureLaw.TERMS.parameters("", "chosen", 5e5, 1.5, 9.4, 0.1));
    return DeviceModel.of(
        new ModelDescription(
            "failing", preset.family(), "", "", parameters, preset.range(), Map.of()));
  }

  @Test
  void findsTheModelThatMadeTheData() throws FitProblem, FitCancelled {
    var result = fit(ModelSamples.draw(failing(), new SampleSpec(3, 60, 80)));

    assertThat(result.variant()).isEqualTo("knee");
    for (String symbol : new String[] {"LRS.drift", "HRS.drift", "LRS.wear", "knee", "eta"}) {
      var parameter = result.model().parameter(symbol);
      var estimate = parameter.estimate("value");
      assertThat(estimate.identified()).isTrue();
      assertThat(parameter.mean())
          .as(symbol)
          .isCloseTo(
              failing().description().constant(symbol), within(4 * estimate.standardError()));
    }
    var model = (EnduranceModel) DeviceModel.of(result.model());
    double share = model.failures("").orElseThrow().failed(1e6);
    assertThat(share).isBetween(0.8, 0.999);
    assertThat(result.devices()).filteredOn(device -> device.note().equals("failed")).isNotEmpty();
    assertThat(result.panels()).hasSize(3);
  }

  @Test
  void keepsConditionsApart() throws FitProblem, FitCancelled {
    var rows = MeasurementTable.builder(MeasurementKind.CYCLING);
    for (int device = 0; device < 20; device++) {
      for (int cycle = 1; cycle < 1e5; cycle *= 3) {
        row(rows, "strong", device, cycle, 12.5);
        row(rows, "weak", device, cycle, 10.5);
      }
    }
    var result = fit(rows.build());
    var model = (EnduranceModel) DeviceModel.of(result.model());

    assertThat(model.conditions()).containsExactly("strong", "weak");
    assertThat(model.states("strong", 1000, false).high().mean()).isCloseTo(12.5, within(0.1));
    assertThat(model.states("weak", 1000, false).high().mean()).isCloseTo(10.5, within(0.1));
    assertThat(result.model().find("strong.HRS.rho")).isPresent();
  }

  private static void row(
      MeasurementTable.Builder rows, String condition, int device, int cycle, double high) {
    double wobble = 0.3 * Math.sin(17.0 * device + 3.1 * Math.log(cycle));
    for (String state : new String[] {"LRS", "HRS"}) {
      rows.word("device", condition + device)
          .word("condition", condition)
          .number("cycle", cycle)
          .word("state", state)
          .number("resistanceOhm", Math.exp((state.equals("LRS") ? 8.5 : high) + wobble))
          .add();
    }
  }

  @Test
  void refusesWhatHasNoWindow() {
    var mixed = MeasurementTable.builder(MeasurementKind.CYCLING);
    var low = MeasurementTable.builder(MeasurementKind.CYCLING);
    for (int i = 0; i < 40; i++) {
      mixed.word("device", "a").number("cycle", i).word("state", i % 2 == 0 ? "LRS" : "HRS");
      mixed.number("resistanceOhm", 8000 + i).add();
      low.word("device", "a").number("cycle", i).word("state", "LRS");
      low.number("resistanceOhm", 8000 + i).add();
    }

    assertThatExceptionOfType(FitProblem.class)
        .isThrownBy(() -> fit(mixed.build()))
        .withMessageContaining("not above that of LRS");
    assertThatExceptionOfType(FitProblem.class)
        .isThrownBy(() -> fit(low.build()))
        .withMessageContaining("no reads of HRS");
  }

  @Test
  void knowsNoDriftFromOneCycle() throws FitProblem, FitCancelled {
    var rows = MeasurementTable.builder(MeasurementKind.CYCLING);
    for (int device = 0; device < 30; device++) {
      row(rows, "one", device, 1000, 11);
    }
    var result = fit(rows.build());

    assertThat(result.model().parameter("one.HRS.drift").estimate("value").identified()).isFalse();
    assertThat(result.variant()).isEqualTo("one.linear");
  }

  @Test
  void followsAMillionMeasuredCycles() throws FitProblem, FitCancelled, IOException {
    boolean here = MeasuredFiles.here("EnduranceFitterTest");
    var data =
        here
            ? MeasuredFiles.endurance("rram-ni40/1us_endurance.tsv.gz")
            : ModelSamples.draw(PRESET, new SampleSpec(1, 1, 2000));
    var result = fit(data);
    var model = (EnduranceModel) DeviceModel.of(result.model());

    assertThat(result.variant()).isEqualTo("knee");
    assertThat(result.warnings()).anyMatch(line -> line.contains("1 device(s) only"));
    assertThat(result.warnings()).anyMatch(line -> line.contains("no cell stopped switching"));
    assertThat(Math.exp(model.states(7e5, false).low().mean())).isCloseTo(12_500, within(500.0));
    assertThat(model.states(7e5, false).high().mean()).isCloseTo(Math.log(9.0e4), within(0.25));
  }
}
