package org.hafnia.simulator.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.hafnia.simulator.device.DeviceModel;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.device.presets.DeviceModels;
import org.hafnia.simulator.device.sampling.ModelSamples;
import org.hafnia.simulator.device.sampling.SampleSpec;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.MeasurementTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FamilyChoiceTest {

  /** Few draws: which family is chosen does not depend on its intervals. */
  private static final FitOptions OPTIONS = new FitOptions("one", "auto", 1, 3, 0.95, 2);

  @ParameterizedTest
  @ValueSource(strings = {"hfo2-radar-2021", "hfo2-radar-2021-tails"})
  void statesThatDoNotAgeAreStates(String preset) throws Exception {
    for (int seed = 1; seed <= 2; seed++) {
      assertThat(chosen(ModelSamples.draw(preset(preset), new SampleSpec(seed, 50, 60))))
          .isEqualTo(Family.STATES);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 400", "10, 100", "50, 100"})
  void statesThatDriftAreEndurance(int devices, int cycles) throws Exception {
    var data = ModelSamples.draw(preset("rram-40nm-endurance"), new SampleSpec(1, devices, cycles));

    assertThat(chosen(data)).isEqualTo(Family.ENDURANCE);
  }

  @Test
  void saysWhatWasComparedAmongFamilies() throws Exception {
    var data = ModelSamples.draw(preset("rram-40nm-endurance"), new SampleSpec(1, 30, 40));

    var result = Fits.fit(null, data, OPTIONS, FitListener.NONE);

    assertThat(result.candidates().getFirst().family()).isEqualTo("endurance");
    assertThat(result.candidates())
        .allSatisfy(one -> assertThat(one.note()).contains("reads held"));
  }

  @Test
  void tracesOfWeakResetPulsesAreWeakReset() throws Exception {
    var drawn = ModelSamples.draw(preset("hfo2-weak-reset-2021"), new SampleSpec(1, 8, 120));

    assertThat(chosen(withDirection(drawn, -1))).isEqualTo(Family.WEAK_RESET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pcm-nandakumar-2020", "ecram-tang-2018", "capacitor-li-2018"})
  void conductancesThatRiseStepByStepArePulseResponses(String preset) throws Exception {
    var drawn =
        ModelSamples.draw(preset(preset), new SampleSpec(1, 6, 80, Map.of("upPulses", 80.0), true));

    assertThat(chosen(inOhm(drawn))).isEqualTo(Family.PULSE_RESPONSE);
  }

  @Test
  void aTraceTooShortForOneFamilyDoesNotDecide() throws Exception {
    var drawn = ModelSamples.draw(preset("hfo2-weak-reset-2021"), new SampleSpec(2, 6, 80));
    var data = withDirection(drawn, -1);
    double[] pulse = data.numbers("pulse");
    int[] device = data.codes("device");

    var result =
        Fits.fit(
            null, data.where(row -> device[row] > 0 || pulse[row] < 6), OPTIONS, FitListener.NONE);

    assertThat(result.model().family()).isEqualTo(Family.WEAK_RESET);
    assertThat(result.warnings()).anyMatch(one -> one.contains("devices that both can be"));
  }

  private static Family chosen(MeasurementTable data) throws Exception {
    return Fits.fit(null, data, OPTIONS, FitListener.NONE).model().family();
  }

  private static DeviceModel preset(String name) {
    return DeviceModels.find(name).orElseThrow();
  }

  private static MeasurementTable withDirection(MeasurementTable data, int direction) {
    var rows = MeasurementTable.builder(MeasurementKind.PULSE_TRAIN);
    for (int row = 0; row < data.rows(); row++) {
      rows.word("device", data.words("device").get(data.codes("device")[row]))
          .number("pulse", data.numbers("pulse")[row])
          .number("direction", direction)
          .number("resistanceOhm", data.numbers("resistanceOhm")[row])
          .add();
    }
    return rows.build();
  }

  /** States as conductances from 20 to 120 microsiemens and a little beyond. */
  private static MeasurementTable inOhm(MeasurementTable data) {
    var rows = MeasurementTable.builder(MeasurementKind.PULSE_TRAIN);
    for (int row = 0; row < data.rows(); row++) {
      rows.word("device", data.words("device").get(data.codes("device")[row]))
          .number("pulse", data.numbers("pulse")[row])
          .number("direction", data.numbers("direction")[row])
          .number("resistanceOhm", 1 / (70e-6 + 30e-6 * data.numbers("state")[row]))
          .add();
    }
    return rows.build();
  }
}
