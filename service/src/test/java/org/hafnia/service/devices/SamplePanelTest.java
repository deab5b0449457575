package org.hafnia.service.devices;

import static org.assertj.core.api.Assertions.assertThat;

import org.hafnia.simulator.device.presets.DeviceModels;
import org.hafnia.simulator.device.sampling.ModelSamples;
import org.hafnia.simulator.device.sampling.SampleSpec;
import org.hafnia.simulator.fitting.Panel;
import org.hafnia.simulator.fitting.Panel.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplePanelTest {

  @Test
  void showsRetentionRelativeToWhatEachDeviceStartedFrom() {
    var panel = panel("rram-relaxation-a");

    var median = panel.series().getLast();
    assertThat(panel.y()).isEqualTo("Resistance / first resistance (1)");
    assertThat(median.y()).allMatch(ratio -> ratio > 0.8 && ratio < 1.25);
  }

  @Test
  void showsEachOperationOverWhatItIsSweptBy() {
    var panel = panel("hfo2-radar-programming-2021");

    assertThat(panel.series())
        .allSatisfy(series -> assertThat(series.x().stream().distinct().count()).isGreaterThan(9));
    assertThat(panel.series().stream().map(Series::hue)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hfo2-weak-reset-2021",
        "reram-es-gong-2018",
        "hfo2-radar-2021",
        "hfo2-radar-2021-tails",
        "rram-40nm-endurance"
      })
  void namesEverythingOnce(String model) {
    var named = panel(model).series().stream().filter(series -> !series.name().isEmpty()).toList();

    assertThat(named).hasSizeBetween(1, 6);
    assertThat(named.stream().map(Series::hue)).doesNotHaveDuplicates();
  }

  @Test
  void drawsTheLowStateInTheFirstColour() {
    assertThat(panel("hfo2-radar-2021").series())
        .allSatisfy(s -> assertThat(s.hue()).isEqualTo(s.name().equals("LRS") ? 0 : 1));
  }

  private static Panel panel(String name) {
    var model = DeviceModels.find(name).orElseThrow();
    return SamplePanel.of(model.description(), ModelSamples.draw(model, new SampleSpec(1, 40, 20)));
  }
}
