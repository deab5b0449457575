package org.hafnia.simulator.array.ternary;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hafnia.simulator.array.Requirements;
import org.hafnia.simulator.array.sense.SenseAmplifier;

/**
 * What is read over the plane of both resistances. Rows are R_BLb, columns R_BL, both at the
 * resistances of {@link #ohm}; offsets are averaged over.
 */
public final class ReadMap {

  private final double[] ohm;
  private final double[][] minus;
  private final double[][] zero;
  private final double[][] plus;

  private ReadMap(double[] ohm) {
    this.ohm = ohm;
    minus = new double[ohm.length][ohm.length];
    zero = new double[ohm.length][ohm.length];
    plus = new double[ohm.length][ohm.length];
  }

  /**
   * Where to read.
   *
   * @param minOhm smallest resistance, in ohm, [1, 1e12]
   * @param maxOhm largest, in ohm, above minOhm
   * @param points along each axis, [2, 1000]
   */
  public record Grid(double minOhm, double maxOhm, int points) {

    public Grid {
      Requirements.within("minOhm", minOhm, 1, 1e12, "ohm");
      Requirements.within("maxOhm", maxOhm, minOhm, 1e12, "ohm");
      Requirements.within("points", points, 2, 1000);
      if (minOhm == maxOhm) {
        throw new IllegalArgumentException("maxOhm = " + maxOhm + " must be above minOhm");
      }
    }

    /** 1 kilo-ohm to 10 mega-ohm. */
    public static Grid usual() {
      return new Grid(1e3, 1e7, 161);
    }

    double[] ohm() {
      return IntStream.range(0, points)
          .mapToDouble(i -> minOhm * Math.pow(maxOhm / minOhm, (double) i / (points - 1)))
          .toArray();
    }
  }

  /** The map of an amplifier. */
  public static ReadMap of(SenseAmplifier amplifier, Grid grid) {
    var branches = amplifier.branches();
    double[] ohm = grid.ohm();
    double[] y = Arrays.stream(ohm).map(r -> branches.of(Math.log(r))).toArray();
    int n = ohm.length;
    var map = new ReadMap(ohm);
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < n; column++) {
        map.minus[row][column] = branches.minus(y[column], y[row]);
        map.zero[row][column] = branches.zero(y[column], y[row]);
        map.plus[row][column] = branches.plus(y[column], y[row]);
      }
    }
    return map;
  }

  /** Points along each axis. */
  public int size() {
    return ohm.length;
  }

  /** Resistances along both axes, in ohm, equally far apart in their logarithm. */
  public double[] ohm() {
    return ohm.clone();
  }

  /** Probability of -1 at a place. */
  public double minus(int row, int column) {
    return minus[row][column];
  }

  /** Probability of 0 at a place. */
  public double zero(int row, int column) {
    return zero[row][column];
  }

  /** Probability of +1 at a place. */
  public double plus(int row, int column) {
    return plus[row][column];
  }

  /** Mean read value at a place, -1 .. 1. */
  public double mean(int row, int column) {
    return plus[row][column] - minus[row][column];
  }

  /** The likeliest read value at a place, -1, 0 or 1. */
  public int value(int row, int column) {
    double most = Math.max(minus[row][column], plus[row][column]);
    if (zero[row][column] >= most) {
      return 0;
    }
    return plus[row][column] == most ? 1 : -1;
  }
}
