package org.hafnia.simulator.device;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts of devices per interval of resistance, the intervals equally wide in ln R. Devices outside
 * are counted in the first or last interval.
 *
 * @param edgesOhm bounds of the intervals, rising, in ohm; one more than the counts
 * @param bl counts of the devices on the bit line BL
 * @param blb counts of the devices on the complementary bit line BLb
 */
public record ResistanceHistogram(List<Double> edgesOhm, List<Long> bl, List<Long> blb) {

  public ResistanceHistogram {
    edgesOhm = List.copyOf(edgesOhm);
    bl = List.copyOf(bl);
    blb = List.copyOf(blb);
    if (bl.size() + 1 != edgesOhm.size() || blb.size() != bl.size()) {
      throw new IllegalArgumentException(
          edgesOhm.size() + " edges do not bound " + bl.size() + " and " + blb.size() + " counts");
    }
  }

  /** The same intervals with the devices of both. */
  public ResistanceHistogram plus(ResistanceHistogram other) {
    if (!edgesOhm.equals(other.edgesOhm)) {
      throw new IllegalArgumentException("histograms with different edges cannot be added");
    }
    return new ResistanceHistogram(edgesOhm, sum(bl, other.bl), sum(blb, other.blb));
  }

  private static List<Long> sum(List<Long> a, List<Long> b) {
    return IntStream.range(0, a.size()).mapToObj(i -> a.get(i) + b.get(i)).toList();
  }

  /**
   * Where to count.
   *
   * @param bins number of intervals, 1 .. 10,000
   * @param minOhm lower bound of the first, in ohm
   * @param maxOhm upper bound of the last, in ohm
   */
  public record Bins(int bins, double minOhm, double maxOhm) {

    public Bins {
      if (bins < 1 || bins > 10_000) {
        throw new IllegalArgumentException("bins = " + bins + " is outside [1, 10000]");
      }
      if (!(minOhm > 0 && maxOhm > minOhm && maxOhm < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "[" + minOhm + ", " + maxOhm + "] ohm is no range; 0 < min < max is needed");
      }
    }

    /** Where the devices of the preset live: 5 to 100 kilo-ohm in 60 intervals. */
    public static Bins usual() {
      return new Bins(60, 5e3, 100e3);
    }

    /** Bounds of the intervals, in ohm. */
    public List<Double> edges() {
      return IntStream.rangeClosed(0, bins)
          .mapToObj(i -> minOhm * StrictMath.pow(maxOhm / minOhm, (double) i / bins))
          .toList();
    }

    /** Number of the interval of a resistance given as ln(R / ohm). */
    public int indexOf(double lnOhm) {
      double low = StrictMath.log(minOhm);
      double place = (lnOhm - low) / (StrictMath.log(maxOhm) - low) * bins;
      return Math.clamp((long) Math.floor(place), 0, bins - 1);
    }
  }
}
