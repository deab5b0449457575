package org.hafnia.simulator.device;

import java.util.ArrayList;
import org.hafnia.simulator.device.conditions.AgedLaw;
import org.hafnia.simulator.device.conditions.Asked;
import org.hafnia.simulator.device.conditions.RetentionCurve;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.states.StateLaw;
import org.hafnia.simulator.device.states.StatePair;

/**
 * What time and temperature do to programmed cells: {@link RetentionCurve}. Ranges are "time",
 * "temperature" and "resistance", that of the first read.
 *
 * @param description the model as data
 */
public record RetentionModel(ModelDescription description) implements DeviceModel {

  public RetentionModel {
    RetentionCurve.of(description);
  }

  /** The model that a description describes. */
  static RetentionModel of(ModelDescription description) {
    return new RetentionModel(description);
  }

  @Override
  public String name() {
    return description.name();
  }

  /** The curve. */
  public RetentionCurve curve() {
    return RetentionCurve.of(description);
  }

  /**
   * The two states some time after programming. The energy stays; warnings are added.
   *
   * @param second time since the first read, in second, at least 0
   * @param kelvin temperature meanwhile, in kelvin
   * @throws org.hafnia.simulator.device.description.OutOfMeasuredRange where time, temperature or
   *     the median of a state is outside what was measured, unless {@code extrapolate}
   */
  public StatePair aged(StatePair states, double second, double kelvin, boolean extrapolate) {
    var asked =
        new Asked(description, extrapolate)
            .about("time", second)
            .about("temperature", kelvin)
            .about("resistance", medianOhm(states.low()))
            .about("resistance", medianOhm(states.high()));
    var warnings = new ArrayList<>(states.warnings());
    warnings.addAll(asked.warnings());
    var curve = curve();
    double progress = curve.progress(second, kelvin);
    return new StatePair(
        AgedLaw.of(states.low(), curve, progress),
        AgedLaw.of(states.high(), curve, progress),
        states.energyJoule(),
        warnings);
  }

  private static double medianOhm(StateLaw law) {
    return Math.exp(law.quantile(0.5));
  }
}
