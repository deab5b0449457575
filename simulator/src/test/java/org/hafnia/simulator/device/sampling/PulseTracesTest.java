package org.hafnia.simulator.device.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.hafnia.simulator.device.PulseResponseModel;
import org.hafnia.simulator.device.description.MeasuredRange;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.OutOfMeasuredRange;
import org.hafnia.simulator.device.presets.DeviceModels;
import org.junit.jupiter.api.Test;

class PulseTracesTest {

  @Test
  void goesUpThenDownFromTheLowerBound() {
    var table = ModelSamples.draw(preset("ecram-tang-2018"), new SampleSpec(1, 3, 10));

    assertThat(table.rows()).isEqualTo(33);
    assertThat(table.numbers("direction"))
        .startsWith(Double.NaN, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, Double.NaN);
    assertThat(table.numbers("pulse")).startsWith(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0);
    assertThat(table.numbers("state")[0]).isCloseTo(-0.8276, within(0.15));
    assertThat(table.has("resistanceOhm")).isFalse();
  }

  @Test
  void drawsResistanceWhereTheConductanceIsKnown() {
    var table = ModelSamples.draw(preset("alox-hfo2"), new SampleSpec(1, 2, 4));

    assertThat(table.numbers("resistanceOhm")[0]).isCloseTo(16.9e3 * 4.43, within(1e-6));
  }

  @Test
  void startsAndTurnsWhereItIsTold() {
    var told = new SampleSpec(1, 1, 4, Map.of("upPulses", 1.0, "startState", 0.25), false);
    var table = ModelSamples.draw(preset("ecram-tang-2018"), told);

    assertThat(table.numbers("state")[0]).isEqualTo(0.25);
    assertThat(table.numbers("direction")).containsExactly(Double.NaN, 1, -1, -1, -1);
  }

  @Test
  void refusesDownPulsesForOneSidedDevices() {
    var pcm = preset("pcm-nandakumar-2020");

    assertThat(ModelSamples.draw(pcm, new SampleSpec(1, 1, 3)).numbers("direction"))
        .containsExactly(Double.NaN, 1, 1, 1);
    assertThatThrownBy(
            () -> ModelSamples.draw(pcm, new SampleSpec(1, 1, 3, Map.of("upPulses", 2.0), false)))
        .hasMessageContaining("up pulses only");
  }

  @Test
  void refusesMorePulsesThanWereMeasured() {
    var d = preset("ecram-tang-2018").description();
    var range = List.of(new MeasuredRange("pulses", "1", 100, 100));
    var measured =
        PulseResponseModel.of(
            new ModelDescription(
                "m", d.family(), d.title(), d.reference(), d.parameters(), range, d.tables()));

    assertThat(ModelSamples.draw(measured, new SampleSpec(1, 1, 50)).rows()).isEqualTo(51);
    assertThatThrownBy(() -> ModelSamples.draw(measured, new SampleSpec(1, 1, 101)))
        .isInstanceOf(OutOfMeasuredRange.class);
    assertThat(ModelSamples.draw(measured, new SampleSpec(1, 1, 101, Map.of(), true)).rows())
        .isEqualTo(102);
  }

  private static PulseResponseModel preset(String name) {
    return (PulseResponseModel) DeviceModels.find(name).orElseThrow();
  }
}
