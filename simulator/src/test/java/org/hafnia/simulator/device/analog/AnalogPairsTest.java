package org.hafnia.simulator.device.analog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.hafnia.simulator.device.PulseResponseModel;
import org.hafnia.simulator.device.analog.AnalogSpec.Rounding;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelParameter;
import org.hafnia.simulator.device.description.ModelParameter.Quantity;
import org.hafnia.simulator.device.description.ModelParameter.Tag;
import org.hafnia.simulator.device.presets.DeviceModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnalogPairsTest {

  private static final int SIZE = 20_000;

  static Stream<PulseResponseModel> models() {
    return DeviceModels.presets().stream()
        .filter(PulseResponseModel.class::isInstance)
        .map(PulseResponseModel.class::cast);
  }

  @ParameterizedTest
  @MethodSource("models")
  void pulsesMoveEveryPresetAsItsModelSays(PulseResponseModel model) {
    var on = new AnalogImperfections(false, false, false, true, true);
    var spec = new AnalogSpec(model, on, Rounding.NEAREST, 100, false);
    var pairs = new AnalogPairs(spec, 1, 0, 1, 0);
    float[] weight = new float[1];
    var device = model.device(0, 0, 0, 0);
    double expected = device.lower();

    for (int step = 1; step <= 20; step++) {
      pairs.apply(step, 0, 1, new float[] {(float) (2 * spec.meanStep())}, weight);
      expected = model.after(1, model.after(1, expected, device, 0), device, 0);
    }

    double range = device.upper() - device.lower();
    assertThat((double) weight[0]).isCloseTo(expected - device.lower(), within(2e-5 * range));
    assertThat(pairs.use().pulses()).isEqualTo(40);
  }

  @ParameterizedTest
  @MethodSource("models")
  void resultsDoNotDependOnCutsNorOnARestart(PulseResponseModel model) throws IOException {
    var spec = AnalogSpec.of(model);
    var whole = new AnalogPairs(spec, 1, 2, SIZE, 0.03);
    var parts = new AnalogPairs(spec, 1, 2, SIZE, 0.03);
    float[] expected = new float[SIZE];
    float[] found = new float[SIZE];
    for (int step = 1; step <= 6; step++) {
      float[] update = updates(step, 3 * spec.meanStep());
      whole.apply(step, 0, SIZE, update.clone(), expected);
      if (step == 4) {
        parts = restored(parts, spec);
      }
      parts.apply(step, 8192, SIZE - 8192, update.clone(), found);
      parts.apply(step, 0, 8192, update.clone(), found);
    }

    assertThat(Arrays.equals(found, expected)).isTrue();
    assertThat(parts.use()).isEqualTo(whole.use());
  }

  @ParameterizedTest
  @MethodSource("models")
  void populationsSpreadAsTheModelSays(PulseResponseModel model) {
    var on = new AnalogImperfections(true, false, false, true, true);
    var spec = new AnalogSpec(model, on, Rounding.NEAREST, 100, false);
    var pairs = new AnalogPairs(spec, 1, 0, SIZE, 0);
    float[] before = new float[SIZE];
    float[] after = new float[SIZE];
    pairs.read(0, SIZE, before);
    float[] update = new float[SIZE];
    Arrays.fill(update, (float) spec.meanStep());
    pairs.apply(1, 0, SIZE, update, after);

    double mean = 0;
    for (int i = 0; i < SIZE; i++) {
      mean += (after[i] - before[i]) / SIZE;
    }

    var device = model.device(0, 0, 0, 0);
    double first = model.after(1, device.lower(), device, 0) - device.lower();
    assertThat(mean).isBetween(0.2 * first, 2 * first);
  }

  @Test
  void stochasticRoundingIsRightOnAverage() {
    var model = preset("ecram-tang-2018");
    var on = new AnalogImperfections(false, false, false, false, true);
    var spec = new AnalogSpec(model, on, Rounding.STOCHASTIC, 100, false);
    var pairs = new AnalogPairs(spec, 1, 0, SIZE, 0);
    float[] update = new float[SIZE];
    Arrays.fill(update, (float) (0.3 * spec.meanStep()));
    float[] weight = new float[SIZE];

    pairs.apply(1, 0, SIZE, update, weight);

    double share = (double) pairs.use().pulses() / SIZE;
    assertThat((share - 0.3) / Math.sqrt(0.3 * 0.7 / SIZE)).isBetween(-4.0, 4.0);
  }

  @Test
  void refreshKeepsTheDifferenceAndMakesRoom() {
    var model = preset("capacitor-li-2018");
    var on = new AnalogImperfections(false, false, false, true, true);
    var spec = new AnalogSpec(model, on, Rounding.NEAREST, 100, true);
    var pairs = new AnalogPairs(spec, 1, 0, 1, 0);
    float[] weight = new float[1];

    // Both devices climb together: without a refresh they would end at their bounds.
    for (int step = 1; step <= 200; step++) {
      float up = (float) (20 * spec.meanStep());
      pairs.apply(2L * step - 1, 0, 1, new float[] {up}, weight);
      assertThat(weight[0]).isBetween(0.3f * up, 1.7f * up);
      pairs.apply(2L * step, 0, 1, new float[] {-up}, weight);
    }

    var use = pairs.use();
    assertThat(use.mostCycles()).isGreaterThan(3);
    assertThat(use.resets()).isEqualTo(2L * use.mostCycles());
    assertThat(Math.abs(weight[0])).isLessThan(0.05f);
  }

  @Test
  void writeNoiseShowsOnceAndStays() {
    var model = preset("reram-es-gong-2018");
    var on = new AnalogImperfections(false, false, true, false, true);
    var pairs =
        new AnalogPairs(new AnalogSpec(model, on, Rounding.NEAREST, 100, true), 1, 0, SIZE, 0);
    float[] once = new float[SIZE];
    float[] again = new float[SIZE];
    pairs.read(0, SIZE, once);
    pairs.read(0, SIZE, again);

    double squares = 0;
    for (float difference : once) {
      squares += difference * difference;
    }

    assertThat(Arrays.equals(again, once)).isTrue();
    double sigma = Math.sqrt(2) * model.noise().write() * model.sizes().mean();
    assertThat(Math.sqrt(squares / SIZE)).isBetween(0.98 * sigma, 1.02 * sigma);
  }

  @Test
  void energyIsThatOfThePulsesWhereTheModelTellsThem() {
    var known = preset("alox-hfo2");
    var parameters = new ArrayList<>(known.parameters());
    parameters.add(told("V_pulse", 2, "V"));
    parameters.add(told("t_pulse", 1e-7, "s"));
    var from = known.description();
    var model =
        PulseResponseModel.of(
            new ModelDescription(
                from.name(),
                from.family(),
                from.title(),
                from.reference(),
                parameters,
                from.range(),
                from.tables()));
    var on = new AnalogImperfections(false, false, false, false, true);
    var spec = new AnalogSpec(model, on, Rounding.NEAREST, 100, false);
    var pairs = new AnalogPairs(spec, 1, 0, 1, 0);
    float[] weight = new float[1];
    pairs.apply(1, 0, 1, new float[] {(float) (4 * spec.meanStep())}, weight);

    double mean = model.bounds().lower() + 2 * spec.meanStep();
    double joule = 4 * 2 * 2 * 1e-7 * model.conductance().orElseThrow().siemens(mean);
    assertThat(pairs.use().energyJoule().orElseThrow()).isCloseTo(joule, within(1e-5 * joule));
    assertThat(new AnalogPairs(AnalogSpec.of(known), 1, 0, 1, 0).use().energyJoule()).isEmpty();
  }

  private static ModelParameter told(String symbol, double value, String unit) {
    return ModelParameter.constant(
        symbol, symbol, new Quantity(value, unit), "chosen by a test", Tag.R);
  }

  @Test
  void takesAtMostEightBytesPerDeviceBeyondItsState() {
    assertThat(models())
        .allSatisfy(
            model ->
                assertThat(AnalogPairs.bytesPerPair(AnalogSpec.of(model)))
                    .isLessThanOrEqualTo(2 * (4 + 8)));
  }

  private static float[] updates(int step, double size) {
    var random = new SplittableRandom(step);
    float[] update = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      update[i] = (float) (size * random.nextGaussian());
    }
    return update;
  }

  private static AnalogPairs restored(AnalogPairs pairs, AnalogSpec spec) throws IOException {
    var bytes = new ByteArrayOutputStream();
    pairs.writeState(new DataOutputStream(bytes));
    var other = new AnalogPairs(spec, 1, 2, SIZE, 0.03);
    other.readState(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    return other;
  }

  private static PulseResponseModel preset(String name) {
    return (PulseResponseModel) DeviceModels.find(name).orElseThrow();
  }
}
