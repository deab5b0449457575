package org.hafnia.service.plots.axes;

import java.util.List;
import org.hipparchus.special.Erf;

/** How an axis lays out values: each has a place, and equal distances of places look equal. */
public enum Scale {
  LINEAR,
  WHOLE,
  LOGARITHMIC,
  PROBABILITY;

  private static final double SQRT_2 = Math.sqrt(2);

  /** Whether the value has a place. */
  public boolean takes(double value) {
    return switch (this) {
      case LINEAR, WHOLE -> Double.isFinite(value);
      case LOGARITHMIC -> value > 0 && Double.isFinite(value);
      case PROBABILITY -> value > 0 && value < 1;
    };
  }

  /** The place of a value: itself, its decimal logarithm or its normal quantile. */
  public double place(double value) {
    return switch (this) {
      case LINEAR, WHOLE -> value;
      case LOGARITHMIC -> Math.log10(value);
      // From the nearer tail: both keep their digits.
      case PROBABILITY ->
          value < 0.5 ? -SQRT_2 * Erf.erfcInv(2 * value) : SQRT_2 * Erf.erfcInv(2 * (1 - value));
    };
  }

  /**
   * Where labels stand between two places.
   *
   * @param room how many labels there is space for
   */
  List<Tick> ticks(Axis.Ends ends, int room) {
    return switch (this) {
      case LINEAR -> Ticks.linear(ends, room, 0);
      case WHOLE -> Ticks.linear(ends, room, 1);
      case LOGARITHMIC -> Ticks.logarithmic(ends, room);
      case PROBABILITY -> Ticks.probability(ends, room);
    };
  }

  double emptyLow() {
    return this == PROBABILITY ? -2 : 0;
  }

  double emptyHigh() {
    return this == PROBABILITY ? 2 : 1;
  }

  /**
   * Places nearer to each other than this are shown as one: what the labels of an axis between them
   * would tell apart is rounding.
   *
   * @param size of the larger place
   */
  double leastSpan(double size) {
    return switch (this) {
      case LINEAR -> 1e-6 * size;
      case LOGARITHMIC -> 1e-3;
      case WHOLE, PROBABILITY -> 0;
    };
  }

  /** Half of this on each side of a lone value. */
  double lone(double place) {
    return this == LINEAR && place != 0 ? Math.abs(place) : 1;
  }

  /**
   * A mark of an axis.
   *
   * @param label empty for a minor mark
   */
  public record Tick(double place, String label) {}
}
