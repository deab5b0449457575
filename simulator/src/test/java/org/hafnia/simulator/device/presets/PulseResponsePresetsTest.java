package org.hafnia.simulator.device.presets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import org.hafnia.simulator.device.DeviceModel;
import org.hafnia.simulator.device.PulseResponseModel;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelProblem;
import org.hafnia.simulator.device.pulse.PulseDevice;
import org.hafnia.simulator.random.RandomStream;
import org.hipparchus.stat.descriptive.DescriptiveStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PulseResponsePresetsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reram-es-gong-2018",
        "reram-sb-gong-2018",
        "reram-array-om-2022",
        "reram-array-hfo2-2022",
        "pcm-nandakumar-2020",
        "ecram-tang-2018",
        "capacitor-li-2018",
        "alox-hfo2",
        "ag-a-si"
      })
  void areTheirDescriptionsAndSaySourceAndUnit(String name) {
    var model = preset(name);

    assertThat(DeviceModel.of(model.description())).isEqualTo(model);
    assertThat(model.parameters())
        .allSatisfy(one -> assertThat(one.source()).isNotBlank())
        .allSatisfy(one -> assertThat(one.unit()).isNotBlank());
  }

  @Test
  void exponentialStepsFollowTheEquation() {
    var model = preset("reram-es-gong-2018");
    var device = model.device(0, 0, 0, 0);
    double z = 2 * -0.5 * 0.3 / 2 - 0.5;

    assertThat(model.after(1, 0.3, device, 0) - 0.3)
        .isCloseTo(0.00135 * 1.259359 * (1 + 1.18445 * Math.exp(5 * z)), within(1e-15));
    assertThat(model.after(-1, 0.3, device, 0) - 0.3)
        .isCloseTo(-0.00135 * 0.740641 * (1 + 0.081404 * Math.exp(-5 * z)), within(1e-15));
  }

  @Test
  void softBoundsStepsVanishAtTheBoundsOfTheDevice() {
    var model = preset("reram-sb-gong-2018");
    var device = model.device(0, 0, 1, 0);

    assertThat(device.upper()).isCloseTo(1.25 * 1.24, within(1e-15));
    assertThat(model.after(1, 0.5, device, 0) - 0.5)
        .isCloseTo(0.002 * (1 - 0.5 / 1.55), within(1e-15));
    assertThat(model.after(-1, 0.5, device, 0) - 0.5)
        .isCloseTo(-0.002 * (1 + 0.5 / 0.75), within(1e-15));
    assertThat(model.after(1, 0.5, device, 2) - 0.5)
        .isCloseTo(0.002 * (1 - 0.5 / 1.55 + 2 * 3.75), within(1e-15));
  }

  @Test
  void linearStepsLoseTheirShareAtTheMeanBound() {
    var model = preset("ecram-tang-2018");
    var device = new PulseDevice(0.002, 0.002, 2, -2);

    assertThat(model.after(1, 1.1724, device, 0) - 1.1724)
        .isCloseTo(0.002 * (1 - 0.1153), within(1e-15));
    assertThat(model.after(-1, -0.8276, device, 1) + 0.8276)
        .isCloseTo(-0.002 * (1 - 0.5085) * 1.3, within(1e-15));
  }

  @Test
  void devicesStayWithinTheirBounds() {
    var model = preset("pcm-nandakumar-2020");
    var device = model.device(0, 0, -1, 0);

    assertThat(model.after(1, 1.79, device, 3)).isEqualTo(1.8);
    assertThat(model.oneSided()).isTrue();
  }

  @Test
  void spreadsOverDevicesAndCyclesAreThoseOfTheEquations() {
    var model = preset("capacitor-li-2018");
    var draws = RandomStream.of(1, "test", 0);
    var sum = new DescriptiveStatistics();
    var difference = new DescriptiveStatistics();
    var steps = new DescriptiveStatistics();
    var mean = model.device(0, 0, 0, 0);
    for (int d = 0; d < 40_000; d++) {
      var device = model.device(draws.normal(d, 0), draws.normal(d, 1), 0, 0);
      sum.addValue((device.up() + device.down()) / 2);
      difference.addValue((device.up() - device.down()) / 2);
      steps.addValue(model.after(1, 0, mean, draws.normal(d, 2)));
    }

    assertThat(sum.getMean()).isCloseTo(0.005, within(1e-5));
    assertThat(sum.getStandardDeviation()).isCloseTo(0.0005, within(1e-5));
    assertThat(difference.getStandardDeviation()).isCloseTo(0.0003, within(6e-6));
    assertThat(steps.getMean()).isCloseTo(0.005, within(4e-5));
    assertThat(steps.getStandardDeviation()).isCloseTo(0.0015, within(3e-5));
  }

  @Test
  void arraysHaveLognormalStepSizes() {
    var model = preset("reram-array-om-2022");

    assertThat(model.device(1, 0, 0, 0).up()).isCloseTo(0.0949 * Math.exp(0.7829), within(1e-12));
    assertThat(model.read(0.2, -1)).isCloseTo(0.2 - 1.4113 * 0.0949, within(1e-12));
  }

  @Test
  void conductanceCurvesAreThoseOfTheLevels() {
    var model = preset("alox-hfo2");
    var scale = model.conductance().orElseThrow();
    var device = model.device(0, 0, 0, 0);
    double most = 1 / 16.9e3;
    double least = most / 4.43;
    double a = 0.629249;
    double weight = -1;
    for (int pulse = 1; pulse <= 20; pulse++) {
      weight = model.after(1, weight, device, 0);
    }

    double b = (most - least) / (1 - Math.exp(-1 / a));
    assertThat(scale.siemens(weight))
        .isCloseTo(b * (1 - Math.exp(-0.5 / a)) + least, within(1e-12));
  }

  @Test
  void descriptionsThatAreNoModelAreRefusedByParameter() {
    var good = preset("reram-sb-gong-2018").description();
    var without = new ArrayList<>(good.parameters());
    without.removeIf(one -> one.symbol().equals("c2c"));

    assertThatThrownBy(
            () ->
                DeviceModel.of(
                    new ModelDescription(
                        good.name(),
                        good.family(),
                        good.title(),
                        good.reference(),
                        without,
                        good.range(),
                        good.tables())))
        .isInstanceOf(ModelProblem.class)
        .hasMessageContaining("c2c");
  }

  private static PulseResponseModel preset(String name) {
    return (PulseResponseModel) DeviceModels.find(name).orElseThrow();
  }
}
