package org.hafnia.simulator.device.description;

/** A model was asked for something where it was never measured. */
public final class OutOfMeasuredRange extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final transient MeasuredRange range;
  private final double value;

  public OutOfMeasuredRange(MeasuredRange range, double value) {
    super(
        "%s = %s %s is outside the measured range [%s, %s] %s"
            .formatted(
                range.quantity(), value, range.unit(), range.low(), range.high(), range.unit()));
    this.range = range;
    this.value = value;
  }

  public MeasuredRange range() {
    return range;
  }

  public double value() {
    return value;
  }
}
