package org.hafnia.simulator.device.sampling;

import java.util.ArrayList;
import java.util.function.Consumer;
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

  /** Rows of a table that is handed on, about 40 bytes each. */
  public static final int CHUNK = 1 << 16;

  /**
   * Draws rows; the same spec gives the same rows.
   *
   * @throws org.hafnia.simulator.device.description.OutOfMeasuredRange where the model was never
   *     measured there and the spec does not ask to extrapolate
   */
  public static MeasurementTable draw(DeviceModel model, SampleSpec spec) {
    var tables = new ArrayList<MeasurementTable>();
    draw(model, spec, new SampleRows.Target(Integer.MAX_VALUE, tables::add));
    return tables.getFirst();
  }

  /**
   * Draws the rows of {@link #draw} and hands them on in order, {@link #CHUNK} at a time, in memory
   * that does not depend on their number. Columns that a later table lacks are missing in its rows.
   *
   * @param taker of at least one table
   */
  public static void stream(DeviceModel model, SampleSpec spec, Consumer<MeasurementTable> taker) {
    draw(model, spec, new SampleRows.Target(CHUNK, taker));
  }

  private static void draw(DeviceModel model, SampleSpec spec, SampleRows.Target target) {
    switch (model) {
      case WeakResetModel weakReset -> WeakResetTraces.draw(weakReset, spec, target);
      case ProgrammingModel programming -> ProgrammingSamples.draw(programming, spec, target);
      case EnduranceModel endurance -> EnduranceSamples.draw(endurance, spec, target);
      case RetentionModel retention -> RetentionSamples.draw(retention, spec, target);
      case PulseResponseModel pulses -> PulseTraces.draw(pulses, spec, target);
      case DeviceModel.SenseAmplifier amplifier -> SenseReads.draw(amplifier, spec, target);
      case StatesModel states -> StatesCycles.draw(states, spec, target);
    }
  }
}
