package org.hafnia.service.plots.axes;

import java.util.List;
import java.util.stream.Stream;
import org.hafnia.service.plots.axes.Scale.Tick;

/**
 * One axis of a sheet.
 *
 * @param title what it shows, with its unit in brackets
 * @param scale how values are laid out
 * @param low where it begins; NaN: as the data do
 * @param high where it ends; NaN: as the data do
 * @param zero where a logarithmic axis shows 0, left of all that has a place; NaN: nowhere
 */
public record Axis(String title, Scale scale, double low, double high, double zero) {

  /** So far right of 0 no other mark stands: nothing lies between it and the least value. */
  private static final double CLEAR = 0.7;

  /** Share of the data's span that is left free at both ends. */
  private static final double MARGIN = 0.04;

  /** Half the span of an axis whose values are all equal, in places of the scale. */
  private static final double LONE = 0.5;

  public static Axis linear(String title) {
    return new Axis(title, Scale.LINEAR, Double.NaN, Double.NaN, Double.NaN);
  }

  /** Of things that are counted: no label between whole numbers. */
  public static Axis whole(String title) {
    return new Axis(title, Scale.WHOLE, Double.NaN, Double.NaN, Double.NaN);
  }

  public static Axis logarithmic(String title) {
    return new Axis(title, Scale.LOGARITHMIC, Double.NaN, Double.NaN, Double.NaN);
  }

  /** Of probabilities, 0 to 1, labelled in per cent: a normal law is a straight line on it. */
  public static Axis probability(String title) {
    return new Axis(title, Scale.PROBABILITY, Double.NaN, Double.NaN, Double.NaN);
  }

  /** Fixes the ends; NaN leaves an end to the data. */
  public Axis between(double from, double to) {
    return new Axis(title, scale, from, to, zero);
  }

  /** Shows 0 where a value, a sixth of all others or less, would stand; of a logarithmic axis. */
  public Axis zeroAt(double value) {
    return new Axis(title, scale, low, high, value);
  }

  /**
   * The ends as places of the scale, around the places of the data where none are fixed.
   *
   * @param least place of the data; above the greatest where there are none
   * @param tight whether the axis ends where the data end
   */
  public Ends ends(double least, double greatest, boolean tight) {
    boolean none = !(least <= greatest);
    double first = none ? scale.emptyLow() : least;
    double last = none ? scale.emptyHigh() : greatest;
    double span = last - first;
    boolean wide = span > scale.leastSpan(Math.max(Math.abs(first), Math.abs(last)));
    double pad = wide ? (tight ? 0 : MARGIN * span) : LONE * scale.lone(first);
    double from = Double.isFinite(low) && scale.takes(low) ? scale.place(low) : first - pad;
    double to = Double.isFinite(high) && scale.takes(high) ? scale.place(high) : last + pad;
    return from < to ? new Ends(from, to) : new Ends(from - LONE, from + LONE);
  }

  /** The marks between the ends, as many as there is room to label. */
  public List<Tick> ticks(Ends ends, int room) {
    var marks = scale.ticks(ends, room);
    if (!(zero > 0)) {
      return marks;
    }
    double place = scale.place(zero);
    return Stream.concat(
            Stream.of(new Tick(place, "0")),
            marks.stream().filter(tick -> tick.place() > place + CLEAR))
        .toList();
  }

  /** Where an axis begins and ends, in places of its scale. */
  public record Ends(double low, double high) {

    /** How far along the axis a place is, 0 to 1. */
    public double share(double place) {
      return (place - low) / (high - low);
    }
  }
}
