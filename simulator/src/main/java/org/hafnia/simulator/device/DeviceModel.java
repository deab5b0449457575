package org.hafnia.simulator.device;

import org.hafnia.simulator.device.conditions.SenseCurve;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelProblem;

/** A model of resistive memory, or of what reads it, of one of the families. */
public sealed interface DeviceModel
    permits WeakResetModel,
        PulseResponseModel,
        StatesModel,
        ProgrammingModel,
        EnduranceModel,
        RetentionModel,
        DeviceModel.SenseAmplifier {

  /**
   * Precharge sense amplifiers of one design, which read pairs of devices: {@link SenseCurve}.
   * Ranges are "supply" in volt, "temperature" in kelvin and "resistance" of either branch in ohm.
   *
   * @param description the model as data
   */
  record SenseAmplifier(ModelDescription description) implements DeviceModel {

    public SenseAmplifier {
      SenseCurve.of(description);
    }

    @Override
    public String name() {
      return description.name();
    }

    /** The curve. */
    public SenseCurve curve() {
      return SenseCurve.of(description);
    }
  }

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
      case PULSE_RESPONSE -> PulseResponseModel.of(description);
      case STATES -> new StatesModel(description);
      case PROGRAMMING -> ProgrammingModel.of(description);
      case ENDURANCE -> EnduranceModel.of(description);
      case RETENTION -> RetentionModel.of(description);
      case SENSE_AMPLIFIER -> new SenseAmplifier(description);
    };
  }
}
