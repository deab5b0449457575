package org.hafnia.simulator.device.sampling;

import org.hafnia.simulator.device.DeviceModel;
import org.hafnia.simulator.device.EnduranceModel;
import org.hafnia.simulator.device.ProgrammingModel;
import org.hafnia.simulator.device.PulseResponseModel;
import org.hafnia.simulator.device.RetentionModel;
import org.hafnia.simulator.device.StatesModel;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.measurement.MeasurementTable;

/** Draws devices and traces from any model, as the measurements its family is fitted on. */
public final class ModelSamples {

  private ModelSamples() {}

  /**
   * Draws rows; the same spec gives the same rows.
   *
   * @throws org.hafnia.simulator.device.description.OutOfMeasuredRange where the model was never
   *     measured there and the spec does not ask to extrapolate
   */
  public static MeasurementTable draw(DeviceModel model, SampleSpec spec) {
    return switch (model) {
      case WeakResetModel weakReset -> WeakResetTraces.draw(weakReset, spec);
      case ProgrammingModel programming -> ProgrammingSamples.draw(programming, spec);
      case EnduranceModel endurance -> EnduranceSamples.draw(endurance, spec);
      case RetentionModel retention -> RetentionSamples.draw(retention, spec);
      case PulseResponseModel pulses -> PulseTraces.draw(pulses, spec);
      case DeviceModel.SenseAmplifier amplifier -> SenseReads.draw(amplifier, spec);
      case StatesModel states -> StatesCycles.draw(states, spec);
    };
  }
}
