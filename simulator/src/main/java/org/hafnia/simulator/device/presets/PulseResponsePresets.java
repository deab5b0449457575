package org.hafnia.simulator.device.presets;

import java.util.List;
import org.hafnia.simulator.device.DeviceModel;
import org.hafnia.simulator.device.description.ModelParameter.Tag;

/**
 * Memories of the analog-AI field, in weight units; none of them comes with a conductance. The
 * numbers are those of the device presets of IBM/aihwkit, except for the two of NeuroSim's, which
 * are recalled.
 */
final class PulseResponsePresets {

  private PulseResponsePresets() {}

  static List<DeviceModel> models() {
    return List.of(
        reramEs(),
        reramSb(),
        reramOm(),
        reramHfo2(),
        pcm(),
        ecram(),
        capacitor(),
        alox(),
        silver());
  }

  private static DeviceModel reramEs() {
    return new Preset("reram-es-gong-2018", "ReRAM, exponential steps", gong("ReRamES"), Tag.S)
        .steps("exponential", 0.00135, 0.259359)
        .bounds(-1, 1)
        .exponential(-0.5, -0.5)
        .shape(5, 5)
        .amplitudes(-1.18445, -0.081404)
        .spreads(0.2, 0.05, 0.3, 0.3)
        .noise(5, 75)
        .model();
  }

  private static DeviceModel reramSb() {
    return new Preset("reram-sb-gong-2018", "ReRAM, soft bounds", gong("ReRamSB"), Tag.S)
        .steps("soft-bounds", 0.002, 0)
        .bounds(-0.75, 1.25)
        .spreads(0.3, 0.01, 0.24, 0.4)
        .noise(3.75, 56)
        .flag("additive")
        .model();
  }

  private static DeviceModel reramOm() {
    return new Preset("reram-array-om-2022", "ReRAM array, optimised material", iedm("OM"), Tag.S)
        .steps("soft-bounds", 0.0949, 0)
        .bounds(-1, 1)
        .spreads(0.7829, 0.01, 0.3499, 0.5695)
        .noise(0.4158, 1.4113)
        .flag("additive")
        .flag("lognormal")
        .model();
  }

  private static DeviceModel reramHfo2() {
    return new Preset("reram-array-hfo2-2022", "ReRAM array, baseline HfO2", iedm("HfO2"), Tag.S)
        .steps("soft-bounds", 0.4622, 0)
        .bounds(-1, 1)
        .spreads(0.7125, 0.01, 0.4295, 0.5990)
        .noise(0.2174, 0.5841)
        .flag("additive")
        .flag("lognormal")
        .model();
  }

  private static DeviceModel pcm() {
    var source = "Nandakumar et al., Front. Neurosci. 2020, as the PCM preset of IBM/aihwkit";
    return new Preset("pcm-nandakumar-2020", "Phase-change memory, up pulses only", source, Tag.S)
        .steps("exponential", 0.01, 0)
        .bounds(0, 2)
        .exponential(-1, 0)
        .shape(2.5, 2.5)
        .amplitudes(-27.235, -2.235)
        .spreads(0.2, 0.05, 0.1, 0)
        .noise(0.6, 0)
        .flag("one_sided")
        .model();
  }

  private static DeviceModel ecram() {
    var source = "Tang et al., IEDM 2018, as the EcRam preset of IBM/aihwkit";
    return new Preset("ecram-tang-2018", "Lithium ECRAM, linear steps", source, Tag.S)
        .steps("linear", 0.002, 0)
        .bounds(-0.8276, 1.1724)
        .shape(0.1153, 0.5085)
        .spreads(0.1, 0.01, 0.05, 0.05)
        .noise(0.3, 0)
        .model();
  }

  private static DeviceModel capacitor() {
    var source = "Li et al., VLSI 2018, as the Capacitor preset of IBM/aihwkit";
    return new Preset("capacitor-li-2018", "Capacitor cell, linear steps", source, Tag.S)
        .steps("linear", 0.005, 0)
        .bounds(-1, 1)
        .shape(0.05, 0.05)
        .spreads(0.1, 0.06, 0.07, 0.07)
        .noise(0.3, 0)
        .flag("additive")
        .model();
  }

  /** AlOx/HfO2: 40 levels, nonlinearity 1.94 up and 0.61 down, 5 % of the range per pulse. */
  private static DeviceModel alox() {
    return new LevelPreset("alox-hfo2", "AlOx/HfO2, exponential conductance curves", 40, 40)
        .curves(0.629249, 2.063266)
        .noise(0.05)
        .conductance(16.9e3, 4.43)
        .model();
  }

  /** Ag:a-Si: 97 and 100 levels, nonlinearity 2.4 up and 4.88 down, 3.5 %. */
  private static DeviceModel silver() {
    return new LevelPreset("ag-a-si", "Ag:a-Si, exponential conductance curves", 97, 100)
        .curves(0.499181, 0.200303)
        .noise(0.035)
        .conductance(26e6, 12.5)
        .model();
  }

  private static String gong(String preset) {
    return "Gong et al., Nat. Commun. 2018, as the " + preset + " preset of IBM/aihwkit";
  }

  private static String iedm(String array) {
    return "Gong and Rasch et al., IEDM 2022, as the ReRamArray" + array + " preset of IBM/aihwkit";
  }
}
