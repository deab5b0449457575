package org.hafnia.simulator.device;

import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelProblem;

/** A model of resistive memory, of one of the families. */
public sealed interface DeviceModel permits WeakResetModel, StatesModel {

  /** Unique among the models of a lab. */
  String name();

  /** The model as data; {@link #of} makes the same model of it. */
  ModelDescription description();

  /**
   * The model that a description describes.
   *
   * @throws ModelProblem where a parameter is missing or impossible
   */
  static DeviceModel of(ModelDescription description) {
    return switch (description.family()) {
      case WEAK_RESET -> WeakResetModel.of(description);
      case STATES -> new StatesModel(description);
      case PULSE_RESPONSE, PROGRAMMING, ENDURANCE, RETENTION ->
          throw new ModelProblem("family", description.family().word(), "weak-reset or states");
    };
  }
}
