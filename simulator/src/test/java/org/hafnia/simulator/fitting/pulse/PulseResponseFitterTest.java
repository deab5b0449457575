package org.hafnia.simulator.fitting.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hafnia.simulator.device.DeviceModel;
import org.hafnia.simulator.device.PulseResponseModel;
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
import org.junit.jupiter.api.Test;

class PulseResponseFitterTest {

  @Test
  void findsTheNumbersOfACapacitorWithinTheirErrors() throws Exception {
    var preset = preset("capacitor-li-2018");
    var fit = fit(ModelSamples.draw(preset, new SampleSpec(3, 30, 1000)), "linear");

    for (var symbol : List.of("dw_min", "up_down", "sigma_dw", "sigma_ud", "c2c", "w_max")) {
      var parameter = fit.model().parameter(symbol);
      double truth = preset.description().constant(symbol);
      double error = estimate(fit, symbol).standardError();
      assertThat(estimate(fit, symbol).identified()).as(symbol).isTrue();
      assertThat(parameter.value("value")).as(symbol).isCloseTo(truth, within(4 * error));
    }
    assertThat(estimate(fit, "write_noise").identified()).isFalse();
    assertThat(DeviceModel.of(fit.model()).description()).isEqualTo(fit.model());
    assertThat(fit.panels()).hasSize(3);
    assertThat(fit.devices()).hasSize(30);
  }

  @Test
  void tellsCycleToCycleNoiseFromWriteNoise() throws Exception {
    var preset = preset("reram-sb-gong-2018");
    var fit = fit(ModelSamples.draw(preset, new SampleSpec(1, 12, 600)), "soft-bounds");

    double step = fit.model().constant("dw_min");
    assertThat(step * fit.model().constant("c2c")).isCloseTo(0.0075, within(0.0015));
    assertThat(step * fit.model().constant("write_noise")).isCloseTo(0.112, within(0.004));
  }

  @Test
  void saysWhatOneSidedPulsesCannotTell() throws Exception {
    var fit =
        fit(
            ModelSamples.draw(preset("pcm-nandakumar-2020"), new SampleSpec(1, 20, 200)),
            "exponential");

    assertThat(fit.model().constant("one_sided")).isEqualTo(1);
    for (var symbol : List.of("up_down", "w_min", "gamma_down", "A_down")) {
      assertThat(estimate(fit, symbol).identified()).as(symbol).isFalse();
    }
    assertThat(fit.warnings()).anyMatch(warning -> warning.contains("w_min"));
    assertThat(estimate(fit, "c2c").identified()).isTrue();
  }

  @Test
  void whatTooFewPulsesDoNotReachIsNotIdentified() throws Exception {
    var fit =
        fit(ModelSamples.draw(preset("ecram-tang-2018"), new SampleSpec(1, 20, 200)), "linear");

    assertThat(estimate(fit, "w_max").identified()).isFalse();
    // It is 23 % too small here: steps were seen in a small part of the range only.
    assertThat(estimate(fit, "dw_min").method()).startsWith("not recovered from the model's own");
  }

  @Test
  void findsTheLognormalStepsOfAnArrayWhoseDevicesSitAtTheirBounds() throws Exception {
    var preset = preset("reram-array-om-2022");
    var fit = fit(ModelSamples.draw(preset, new SampleSpec(3, 30, 160)), "soft-bounds");

    assertThat(fit.model().constant("lognormal")).isEqualTo(1);
    assertThat(fit.model().constant("additive")).isEqualTo(1);
    for (var symbol : List.of("dw_min", "sigma_dw", "w_max", "w_min", "c2c", "write_noise")) {
      isFound(preset, fit, symbol);
    }
  }

  @Test
  void findsTheStepsOfReramWhoseReadsAreNoisierThanItsSteps() throws Exception {
    var preset = preset("reram-sb-gong-2018");
    var fit = fit(ModelSamples.draw(preset, new SampleSpec(1, 30, 500)), "soft-bounds");

    for (var symbol : List.of("dw_min", "w_min", "write_noise")) {
      isFound(preset, fit, symbol);
    }
    assertThat(estimate(fit, "dw_min").standardError()).isLessThan(0.2 * 0.002);
  }

  @Test
  void prefersTheLawOfWhichNumbersAreKnownWhereHeldOutReadsDoNotTell() throws Exception {
    var drawn = ModelSamples.draw(preset("capacitor-li-2018"), new SampleSpec(1, 12, 400));

    assertThat(fit(drawn, FitOptions.AUTO).variant()).isEqualTo("linear");
  }

  @Test
  void doesNotTakeSlopeForAsymmetryFarFromTheBounds() throws Exception {
    var preset = preset("ecram-tang-2018");
    for (int seed = 1; seed <= 2; seed++) {
      var fit = fit(ModelSamples.draw(preset, new SampleSpec(seed, 20, 200)), "linear");
      isFound(preset, fit, "up_down");
    }
  }

  private static void isFound(PulseResponseModel preset, FitResult fit, String symbol) {
    double truth = preset.description().constant(symbol);
    double error = estimate(fit, symbol).standardError();
    assertThat(estimate(fit, symbol).identified()).as(symbol).isTrue();
    assertThat(fit.model().constant(symbol)).as(symbol).isCloseTo(truth, within(4 * error));
  }

  @Test
  void oneDeviceHasNoSpreadBetweenDevices() throws Exception {
    var fit =
        fit(ModelSamples.draw(preset("ecram-tang-2018"), new SampleSpec(1, 1, 400)), "linear");

    assertThat(estimate(fit, "sigma_dw").identified()).isFalse();
    assertThat(fit.warnings()).anyMatch(warning -> warning.contains("one device only"));
  }

  @Test
  void choosesTheLawByWhatWasHeldOut() throws Exception {
    var preset = preset("alox-hfo2");
    var drawn = ModelSamples.draw(preset, new SampleSpec(2, 20, 80));
    var fit = fit(drawn, FitOptions.AUTO);

    assertThat(fit.variant()).isIn("linear", "exponential", "soft-bounds");
    assertThat(fit.candidates()).hasSize(4);
    assertThat(fit.candidates().getFirst().heldOut())
        .isGreaterThan(fit.candidates().getLast().heldOut());
    assertThat(fit.model().rangeOf("conductance")).isPresent();
    assertThat(fit.model().constant("G_per_weight")).isPositive();
  }

  @Test
  void doesNotDependOnThreads() throws Exception {
    var drawn = ModelSamples.draw(preset("capacitor-li-2018"), new SampleSpec(5, 7, 60));
    var one = new FitOptions("a", "constant", 1, 0, 0.95, 1);
    var three = new FitOptions("a", "constant", 1, 0, 0.95, 3);

    assertThat(new PulseResponseFitter().fit(drawn, three, FitListener.NONE).toString())
        .isEqualTo(new PulseResponseFitter().fit(drawn, one, FitListener.NONE).toString());
  }

  @Test
  void refusesWhatCannotBeFitted() {
    var empty = MeasurementTable.builder(MeasurementKind.PULSE_TRAIN).build();
    assertThatThrownBy(() -> fit(empty, "linear")).isInstanceOf(FitProblem.class);
    assertThatThrownBy(() -> fit(trace(List.of(0.1, 0.2, 0.3)), "linear"))
        .hasMessageContaining("at least 8 reads");
    assertThatThrownBy(() -> fit(trace(java.util.Collections.nCopies(20, 0.5)), "linear"))
        .hasMessageContaining("constant");
    var undirected = MeasurementTable.builder(MeasurementKind.PULSE_TRAIN);
    for (int t = 0; t < 20; t++) {
      undirected.word("device", "a").number("pulse", t).number("state", 0.1 * t).add();
    }
    assertThatThrownBy(() -> fit(undirected.build(), "linear"))
        .hasMessageContaining("no column direction");
  }

  @Test
  void stopsWhenAsked() {
    var drawn = ModelSamples.draw(preset("capacitor-li-2018"), new SampleSpec(5, 7, 60));
    var stop =
        new FitListener() {
          @Override
          public boolean cancelRequested() {
            return true;
          }

          @Override
          public void progress(double fraction, String stage) {}
        };

    assertThatThrownBy(() -> new PulseResponseFitter().fit(drawn, FitOptions.usual("a", 1), stop))
        .isInstanceOf(FitCancelled.class);
  }

  @Test
  void fitsMeasuredDevices() throws Exception {
    var table = measured();
    var fit = fit(table, "linear");

    assertThat(fit.model().constant("dw_min")).isBetween(2e-4, 2e-2);
    assertThat(fit.model().constant("write_noise") * fit.model().constant("dw_min"))
        .isBetween(0.02, 0.3);
    assertThat(PulseResponseModel.of(fit.model()).oneSided()).isFalse();
  }

  /** The published pulse responses where they are at hand, else traces of their preset. */
  private static MeasurementTable measured() throws IOException {
    var folder = System.getenv("HAFNIA_DATASETS");
    var file = Path.of(folder == null ? "." : folder, "rram-misc", "aihwkit_gong_et_al.csv");
    if (!Files.isReadable(file)) {
      System.out.println("Measured pulse responses are not here: using traces of their preset.");
      return ModelSamples.draw(
          preset("reram-es-gong-2018"),
          new SampleSpec(1, 1, 2000, Map.of("upPulses", 1000.0), true));
    }
    System.out.println("Using the measured pulse responses of " + file.getFileName() + ".");
    var rows = MeasurementTable.builder(MeasurementKind.PULSE_TRAIN);
    var lines = Files.readAllLines(file);
    for (int column = 0; column < 2; column++) {
      for (int t = 0; t < lines.size(); t++) {
        int pulse = column * lines.size() + t;
        rows.word("device", "measured")
            .number("pulse", pulse)
            .number("direction", column == 0 ? 1 : -1)
            .number("state", Double.parseDouble(lines.get(t).split(",", -1)[column]))
            .add();
      }
    }
    return rows.build();
  }

  private static MeasurementTable trace(List<Double> reads) {
    var rows = MeasurementTable.builder(MeasurementKind.PULSE_TRAIN);
    for (int t = 0; t < reads.size(); t++) {
      rows.word("device", "a")
          .number("pulse", t)
          .number("direction", 1)
          .number("state", reads.get(t))
          .add();
    }
    return rows.build();
  }

  private static Estimate estimate(FitResult fit, String symbol) {
    var estimate = fit.model().parameter(symbol).estimate("value");
    if (estimate == null) {
      throw new IllegalStateException("no estimate of " + symbol);
    }
    return estimate;
  }

  private static FitResult fit(MeasurementTable data, String variant)
      throws FitProblem, FitCancelled {
    return new PulseResponseFitter()
        .fit(data, FitOptions.usual("fitted", 1).with(variant), FitListener.NONE);
  }

  private static PulseResponseModel preset(String name) {
    return (PulseResponseModel) DeviceModels.find(name).orElseThrow();
  }
}
