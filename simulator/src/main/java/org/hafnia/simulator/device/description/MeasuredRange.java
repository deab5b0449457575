package org.hafnia.simulator.device.description;

/**
 * Where a model was measured.
 *
 * @param quantity pulses, resistance, conductance, time, temperature, cycles, voltage, gate, width
 * @param unit SI unit, "1" for counts
 * @param low least value in the data
 * @param high greatest value in the data
 */
public record MeasuredRange(String quantity, String unit, double low, double high) {

  public MeasuredRange {
    if (!(low <= high && Double.isFinite(low) && Double.isFinite(high))) {
      throw new IllegalArgumentException(
          "[" + low + ", " + high + "] " + unit + " is no range of " + quantity);
    }
  }

  public boolean holds(double value) {
    return value >= low && value <= high;
  }

  /** Refuses a value outside. */
  public void require(double value) {
    if (!holds(value)) {
      throw new OutOfMeasuredRange(this, value);
    }
  }

  /** The sentence for a result that was extrapolated to {@code value} on request. */
  public String warning(double value) {
    return "Extrapolated: %s = %s %s is outside the measured range [%s, %s] %s."
        .formatted(quantity, value, unit, low, high, unit);
  }
}
