package org.hafnia.simulator.device.presets;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hafnia.simulator.device.DeviceModel;

/** The device models that Hafnia brings along. */
public final class DeviceModels {

  private DeviceModels() {}

  /** The preset of that name. */
  public static Optional<DeviceModel> find(String name) {
    return presets().stream().filter(model -> model.name().equals(name)).findFirst();
  }

  /** All presets. */
  public static List<DeviceModel> presets() {
    return Stream.of(
            List.of(Hfo2WeakReset2021.model()),
            RadarStates.models(),
            PulseResponsePresets.models(),
            ConditionPresets.models())
        .<DeviceModel>flatMap(List::stream)
        .toList();
  }
}
