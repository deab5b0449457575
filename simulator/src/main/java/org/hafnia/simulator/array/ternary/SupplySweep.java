package org.hafnia.simulator.array.ternary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hafnia.simulator.array.Requirements;
import org.hafnia.simulator.array.estimate.RateCancelled;
import org.hafnia.simulator.array.estimate.RateListener;
import org.hafnia.simulator.array.sense.SenseAmplifier.Pcsa;
import org.hafnia.simulator.device.states.StatePair;

/**
 * Ternary reads over the supply.
 *
 * @param points rates at each supply, rising
 * @param ranges supplies at which every rate is below the limit, rising; empty where none is
 * @param best supply with the lowest sum of the three rates
 */
public record SupplySweep(List<TernaryRates> points, List<Range> ranges, TernaryRates best) {

  private static final double VOLT = 1e-4;
  private static final double GOLDEN = 0.6180339887498949;

  public SupplySweep {
    points = List.copyOf(points);
    ranges = List.copyOf(ranges);
  }

  /**
   * Supplies from one to another.
   *
   * @param lowVolt in volt
   * @param highVolt in volt; an end of the sweep, or where the limit is met to 0.1 mV
   */
  public record Range(double lowVolt, double highVolt) {}

  /**
   * Which supplies.
   *
   * @param fromVolt lowest, in volt, [0.2, 2]
   * @param toVolt highest, in volt, above the lowest
   * @param points [3, 2000]
   * @param limit that each of the three rates shall stay below, (0, 1)
   */
  public record Scan(double fromVolt, double toVolt, int points, double limit) {

    public Scan {
      Requirements.within("fromVolt", fromVolt, 0.2, 2, "V");
      Requirements.within("toVolt", toVolt, 0.2, 2, "V");
      Requirements.within("points", points, 3, 2000);
      Requirements.within("limit", limit, Double.MIN_NORMAL, 1, "1");
      if (!(fromVolt < toVolt)) {
        throw new IllegalArgumentException(
            "toVolt = " + toVolt + " must be above fromVolt = " + fromVolt);
      }
    }

    /** 0.4 to 1.2 V in steps of 10 mV. */
    public static Scan usual(double limit) {
      return new Scan(0.4, 1.2, 81, limit);
    }

    double volt(int index) {
      return fromVolt + (toVolt - fromVolt) * index / (points - 1);
    }
  }

  /** The rates over the supplies of a scan, everything else as the amplifier has it. */
  public static SupplySweep of(Pcsa amplifier, StatePair states, Scan scan, RateListener listener)
      throws RateCancelled {
    var points = new ArrayList<TernaryRates>();
    for (int i = 0; i < scan.points(); i++) {
      listener.proceed();
      points.add(TernaryRates.of(amplifier.at(scan.volt(i)), states));
      listener.progress((i + 1.0) / scan.points(), "supply sweep");
    }
    return new SupplySweep(
        points, ranges(points, amplifier, states, scan.limit()), best(points, amplifier, states));
  }

  /** The range with the lowest sum of rates inside, if there is any range. */
  public Optional<Range> bestRange() {
    return ranges.stream()
        .filter(r -> r.lowVolt <= best.supplyVolt() && best.supplyVolt() <= r.highVolt)
        .findFirst()
        .or(() -> ranges.stream().findFirst());
  }

  private static List<Range> ranges(
      List<TernaryRates> points, Pcsa amplifier, StatePair states, double limit) {
    var ranges = new ArrayList<Range>();
    double from = Double.NaN;
    for (int i = 0; i < points.size(); i++) {
      boolean inside = points.get(i).largest() < limit;
      if (inside && Double.isNaN(from)) {
        from =
            i == 0
                ? points.get(0).supplyVolt()
                : edge(points.get(i - 1), points.get(i), amplifier, states, limit);
      }
      if (!inside && !Double.isNaN(from)) {
        double to = edge(points.get(i), points.get(i - 1), amplifier, states, limit);
        ranges.add(new Range(from, to));
        from = Double.NaN;
      }
    }
    if (!Double.isNaN(from)) {
      ranges.add(new Range(from, points.getLast().supplyVolt()));
    }
    return ranges;
  }

  /** Where the limit is met between a supply outside and one inside. */
  private static double edge(
      TernaryRates outside, TernaryRates inside, Pcsa amplifier, StatePair states, double limit) {
    double out = outside.supplyVolt();
    double in = inside.supplyVolt();
    while (Math.abs(out - in) > VOLT) {
      double middle = 0.5 * (out + in);
      if (TernaryRates.of(amplifier.at(middle), states).largest() < limit) {
        in = middle;
      } else {
        out = middle;
      }
    }
    return in;
  }

  private static TernaryRates best(List<TernaryRates> points, Pcsa amplifier, StatePair states) {
    int least = 0;
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i).sum() < points.get(least).sum()) {
        least = i;
      }
    }
    double a = points.get(Math.max(0, least - 1)).supplyVolt();
    double b = points.get(Math.min(points.size() - 1, least + 1)).supplyVolt();
    var c = TernaryRates.of(amplifier.at(b - GOLDEN * (b - a)), states);
    var d = TernaryRates.of(amplifier.at(a + GOLDEN * (b - a)), states);
    while (b - a > VOLT) {
      if (c.sum() < d.sum()) {
        b = d.supplyVolt();
        d = c;
        c = TernaryRates.of(amplifier.at(b - GOLDEN * (b - a)), states);
      } else {
        a = c.supplyVolt();
        c = d;
        d = TernaryRates.of(amplifier.at(a + GOLDEN * (b - a)), states);
      }
    }
    var refined = c.sum() < d.sum() ? c : d;
    return refined.sum() < points.get(least).sum() ? refined : points.get(least);
  }
}
