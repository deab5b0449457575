package org.hafnia.simulator.fitting.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.hafnia.simulator.device.presets.DeviceModels;
import org.hafnia.simulator.device.sampling.ModelSamples;
import org.hafnia.simulator.device.sampling.SampleSpec;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.measurement.MeasurementTable;
import org.junit.jupiter.api.Test;

class NoisyProgressTest {

  @Test
  void tellsHowFarASearchWithNoisyReadsIs() throws Exception {
    var told = new Told(Integer.MAX_VALUE);

    fit(told);

    assertThat(told.fractions).hasSizeGreaterThan(8).isSorted().last().isEqualTo(1.0);
    assertThat(told.stages).anyMatch(stage -> stage.contains("round 3"));
  }

  @Test
  void stopsWithinADevice() {
    var told = new Told(40);

    assertThatThrownBy(() -> fit(told)).isInstanceOf(FitCancelled.class);

    assertThat(told.asked).isLessThan(44);
  }

  private static void fit(FitListener listener) throws Exception {
    var options = FitOptions.usual("one", 1).with("soft-bounds");
    new PulseResponseFitter().fit(noisy(), options, listener);
  }

  private static MeasurementTable noisy() {
    var preset = DeviceModels.find("reram-array-om-2022").orElseThrow();
    return ModelSamples.draw(preset, new SampleSpec(3, 6, 80));
  }

  /** Remembers what it is told, and asks to stop when it was asked that often. */
  private static final class Told implements FitListener {
    private final int most;
    private int asked;
    private final List<Double> fractions = new ArrayList<>();
    private final List<String> stages = new ArrayList<>();

    Told(int most) {
      this.most = most;
    }

    @Override
    public boolean cancelRequested() {
      return ++asked >= most;
    }

    @Override
    public void progress(double fraction, String stage) {
      fractions.add(fraction);
      stages.add(stage);
    }
  }
}
