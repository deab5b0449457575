package org.hafnia.simulator.network.presets;

import java.util.List;
import java.util.Optional;

/** All presets of networks. */
public final class Presets {

  private static final List<Preset> ALL =
      List.of(
          Mlp.PRESET, Vgg.BINARYNET, Vgg.TERNARY, Biomedical.ECG, Biomedical.EEG, MobileNet.PRESET);

  private Presets() {}

  /** In the order in which they are shown. */
  public static List<Preset> all() {
    return ALL;
  }

  /** The preset of that name, if there is one. */
  public static Optional<Preset> find(String name) {
    return ALL.stream().filter(preset -> preset.name().equals(name)).findFirst();
  }
}
