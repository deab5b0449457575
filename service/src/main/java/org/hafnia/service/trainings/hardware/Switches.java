package org.hafnia.service.trainings.hardware;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hafnia.service.trainings.hardware.HardwareSpec.Imperfections;
import org.jspecify.annotations.Nullable;

/** The switches of imperfections: which scheme knows which. */
final class Switches {

  private static final Map<String, List<String>> OF_SCHEME =
      Map.of(
          HardwareSpec.WEAK_RESET,
          List.of("deviceToDevice", "telegraphNoise", "pinkNoise", "initialResistanceSpread"),
          HardwareSpec.PULSE_RESPONSE,
          List.of(
              "deviceToDevice", "cycleToCycle", "writeNoise", "nonlinearity", "pulseResolution"),
          HardwareSpec.PROGRAMMED,
          List.of("stateSpread", "badCells", "stuckCells", "amplifierOffset"));

  private Switches() {}

  /** Those of a scheme; none where it knows none. */
  static List<String> of(String scheme) {
    return OF_SCHEME.getOrDefault(scheme, List.of());
  }

  /** The names of those that are off. */
  static List<String> off(Imperfections some) {
    var values = new LinkedHashMap<String, @Nullable Boolean>();
    values.put("deviceToDevice", some.deviceToDevice());
    values.put("telegraphNoise", some.telegraphNoise());
    values.put("pinkNoise", some.pinkNoise());
    values.put("initialResistanceSpread", some.initialResistanceSpread());
    values.put("cycleToCycle", some.cycleToCycle());
    values.put("writeNoise", some.writeNoise());
    values.put("nonlinearity", some.nonlinearity());
    values.put("pulseResolution", some.pulseResolution());
    values.put("stateSpread", some.stateSpread());
    values.put("badCells", some.badCells());
    values.put("stuckCells", some.stuckCells());
    values.put("amplifierOffset", some.amplifierOffset());
    var off = new ArrayList<String>();
    values.forEach(
        (name, on) -> {
          if (Boolean.FALSE.equals(on)) {
            off.add(name);
          }
        });
    return off;
  }

  /** Whether a switch is on: unless told otherwise. */
  static boolean on(@Nullable Boolean value) {
    return !Boolean.FALSE.equals(value);
  }
}
