package org.hafnia.service.devices;

import java.util.List;
import org.hafnia.service.web.CanonicalJson;
import org.hafnia.service.web.Nearest;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.device.DeviceModel;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.presets.DeviceModels;

/** The simulator's device models by name, with a digest of their parameters. */
public final class DevicePresets {

  private DevicePresets() {}

  public static List<String> names() {
    return DeviceModels.presets().stream()
        .filter(WeakResetModel.class::isInstance)
        .map(DeviceModel::name)
        .toList();
  }

  /** The model of that name, or the problem that lists those there are. */
  public static WeakResetModel require(String name, String pointer) {
    return DeviceModels.find(name)
        .filter(WeakResetModel.class::isInstance)
        .map(WeakResetModel.class::cast)
        .orElseThrow(() -> unknown(name, pointer));
  }

  /** Over the name and every parameter. */
  public static String sha256(DeviceModel model) {
    return CanonicalJson.sha256(List.of(model.name(), model.description().parameters()));
  }

  private static Problem unknown(String name, String pointer) {
    String detail =
        "There is no such device model."
            + Nearest.question(name, names())
            + " Known: "
            + String.join(", ", names())
            + ".";
    return Problem.of(
        ProblemType.UNKNOWN_DEVICE_MODEL, detail, new FieldError(pointer, name, detail));
  }
}
