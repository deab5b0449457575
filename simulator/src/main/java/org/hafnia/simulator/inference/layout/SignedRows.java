package org.hafnia.simulator.inference.layout;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The binary or ternary weights of a layer as lists: where the inputs lie that a unit adds, and
 * where those that it subtracts. A list is written again when it is asked for after a change.
 */
public final class SignedRows {

  private final int[] offsets;
  private final byte[] weight;
  private final int[] list;
  private final int[] plus;
  private final int[] minus;
  private final boolean[] stale;

  /**
   * Takes weights that lie row-major: units x inputs.
   *
   * @param offsets where the inputs of a unit lie
   */
  public SignedRows(int[] offsets, FloatBuffer values) {
    this.offsets = offsets.clone();
    weight = new byte[values.limit()];
    for (int i = 0; i < weight.length; i++) {
      weight[i] = (byte) values.get(i);
    }
    int units = weight.length / offsets.length;
    list = new int[weight.length];
    plus = new int[units];
    minus = new int[units];
    stale = new boolean[units];
    Arrays.fill(stale, true);
  }

  /** Changes a weight, whose place is that in the row-major array. */
  public void set(int index, int value) {
    weight[index] = (byte) value;
    stale[index / offsets.length] = true;
  }

  /** Inputs of a unit. */
  public int fanIn() {
    return offsets.length;
  }

  /** A weight, by its place in the row-major array. */
  public int weight(int index) {
    return weight[index];
  }

  /** Writes the lists of a unit, if they have changed. */
  public void refresh(int unit) {
    if (!stale[unit]) {
      return;
    }
    stale[unit] = false;
    int from = unit * offsets.length;
    int low = from;
    int high = from + offsets.length;
    for (int j = 0; j < offsets.length; j++) {
      // No branches: signs are random.
      int w = weight[from + j];
      int offset = offsets[j];
      list[high - 1] = w < 0 ? offset : list[high - 1];
      high -= w >>> 31;
      list[low] = w > 0 ? offset : list[low];
      low += -w >>> 31;
    }
    plus[unit] = low;
    minus[unit] = high;
  }

  /** All lists. */
  public int[] list() {
    return list;
  }

  /** Where the inputs that a unit adds start. */
  public int plusFrom(int unit) {
    return unit * offsets.length;
  }

  /** Where they end. */
  public int plusTo(int unit) {
    return plus[unit];
  }

  /** Where the inputs that a unit subtracts start. */
  public int minusFrom(int unit) {
    return minus[unit];
  }

  /** Where they end. */
  public int minusTo(int unit) {
    return (unit + 1) * offsets.length;
  }
}
