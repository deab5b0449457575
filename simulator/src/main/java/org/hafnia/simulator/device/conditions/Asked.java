package org.hafnia.simulator.device.conditions;

import java.util.ArrayList;
import java.util.List;
import org.hafnia.simulator.device.description.MeasuredRange;
import org.hafnia.simulator.device.description.ModelDescription;

/**
 * Holds what a model is asked for against where it was measured: refuses what is outside, or notes
 * a warning where the asker wants to extrapolate. Quantities without a range pass.
 */
public final class Asked {

  private static final double ROUNDING = 1e-9;

  private final ModelDescription description;
  private final boolean extrapolate;
  private final List<String> warnings = new ArrayList<>();

  public Asked(ModelDescription description, boolean extrapolate) {
    this.description = description;
    this.extrapolate = extrapolate;
  }

  /** Asks for a value of a quantity. */
  public Asked about(String quantity, double value) {
    for (MeasuredRange range : description.range()) {
      if (range.quantity().equals(quantity) && !holds(range, value)) {
        if (!extrapolate || !Double.isFinite(value)) {
          range.require(value);
        }
        warnings.add(range.warning(value));
      }
    }
    return this;
  }

  /** 200 ns and 0.2 us are the same width, although their last bits differ. */
  private static boolean holds(MeasuredRange range, double value) {
    double slack = ROUNDING * Math.max(Math.abs(range.low()), Math.abs(range.high()));
    return value >= range.low() - slack && value <= range.high() + slack;
  }

  /** What was extrapolated. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }
}
