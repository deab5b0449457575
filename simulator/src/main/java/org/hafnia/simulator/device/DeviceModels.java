package org.hafnia.simulator.device;

import java.util.List;
import java.util.Optional;

/** The device models that Hafnia brings along. */
public final class DeviceModels {

  private DeviceModels() {}

  /** The preset of that name. */
  public static Optional<WeakResetModel> find(String name) {
    return presets().stream().filter(model -> model.name().equals(name)).findFirst();
  }

  /** All presets. */
  public static List<WeakResetModel> presets() {
    return List.of(WeakResetModel.hfo2WeakReset2021());
  }
}
