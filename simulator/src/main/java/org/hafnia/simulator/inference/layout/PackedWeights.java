package org.hafnia.simulator.inference.layout;

import java.nio.FloatBuffer;
import org.hafnia.simulator.inference.kernel.WordKernel;

/**
 * The binary or ternary weights of a layer, packed as {@link WordKernel} wants them, and what is
 * known of their sums. Single weights can be changed.
 */
public final class PackedWeights {

  private final Patches patches;
  private final int unitsPerGroup;
  private final int tiles;
  private final int taps;
  private final int fanIn;
  private final boolean ternary;
  private final long[] sign;
  private final long[] mask;
  private final int[] tapSums;
  private final int[] nonzero;

  /**
   * Packs weights.
   *
   * @param values row-major: units x channels of a group x taps
   * @param masked whether a mask is wanted: for ternary weights, or for ternary inputs
   */
  public PackedWeights(
      Patches patches, int units, FloatBuffer values, boolean ternary, boolean masked) {
    this.patches = patches;
    this.ternary = ternary;
    unitsPerGroup = units / patches.groups();
    tiles = Math.ceilDiv(unitsPerGroup, WordKernel.TILE);
    taps = patches.taps();
    fanIn = values.limit() / units;
    sign = new long[patches.groups() * tiles * patches.words() * WordKernel.TILE];
    mask = new long[masked ? sign.length : 0];
    tapSums = new int[units * taps];
    nonzero = new int[units];
    for (int i = 0; i < values.limit(); i++) {
      put(i, (int) values.get(i));
      tapSums[i / fanIn * taps + i % taps] += (int) values.get(i);
      nonzero[i / fanIn] += values.get(i) == 0 ? 0 : 1;
    }
  }

  /** Where the words of a tile start. */
  public int at(int group, int tile) {
    return (group * tiles + tile) * patches.words() * WordKernel.TILE;
  }

  /** Tiles of a group. */
  public int tiles() {
    return tiles;
  }

  public int unitsPerGroup() {
    return unitsPerGroup;
  }

  public long[] sign() {
    return sign;
  }

  public long[] mask() {
    return mask;
  }

  public boolean ternary() {
    return ternary;
  }

  /** Weights of a unit that are not 0. */
  public int nonzero(int unit) {
    return nonzero[unit];
  }

  /** Sum of the weights of a unit at one tap. */
  public int tapSum(int unit, int tap) {
    return tapSums[unit * taps + tap];
  }

  /** Changes a weight, whose place is that in the row-major array. */
  public void set(int index, int from, int to) {
    put(index, to);
    tapSums[index / fanIn * taps + index % taps] += to - from;
    nonzero[index / fanIn] += Math.abs(to) - Math.abs(from);
  }

  private void put(int index, int value) {
    int unit = index / fanIn;
    int inGroup = unit % unitsPerGroup;
    int place = index % fanIn;
    int bit = place % taps * patches.tapBits() + place / taps;
    int word =
        at(unit / unitsPerGroup, inGroup / WordKernel.TILE)
            + (bit >> 6) * WordKernel.TILE
            + inGroup % WordKernel.TILE;
    sign[word] = with(sign[word], bit, value > 0);
    if (mask.length > 0) {
      mask[word] = with(mask[word], bit, value != 0);
    }
  }

  private static long with(long word, int bit, boolean one) {
    return one ? word | 1L << bit : word & ~(1L << bit);
  }
}
