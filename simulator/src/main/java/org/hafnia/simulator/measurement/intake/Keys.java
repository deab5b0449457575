package org.hafnia.simulator.measurement.intake;

import java.util.Arrays;

/**
 * Finds a pulse or a cycle that a device has twice. Where the counts of each device rise, its last
 * one is all that is remembered. Where they do not, every row is: {@link #MOST} at the most, 24
 * bytes each.
 */
final class Keys {

  /** Rows of a file whose counts do not rise. */
  static final int MOST = 1 << 24;

  private static final int FIRST = 1 << 10;

  /** What was found of a row. */
  enum Found {
    NEW,
    TWICE,
    /** A count below an earlier one of the same device, and no memory of the earlier ones. */
    OUT_OF_ORDER,
    TOO_MANY
  }

  private final boolean remembering;
  private final Tracks tracks = new Tracks();
  private double[] last = new double[FIRST];
  private int[] seenTracks = new int[0];
  private double[] seenCounts = new double[0];
  private int seen;

  Keys(boolean remembering) {
    this.remembering = remembering;
    if (remembering) {
      seenTracks = new int[FIRST];
      seenCounts = new double[FIRST];
      Arrays.fill(seenTracks, -1);
    }
  }

  /** Adds a count of a device in a state under a condition; -1 stands for none of them. */
  Found add(int device, int state, int condition, double count) {
    int track = tracks.of(device, state, condition);
    if (track >= last.length) {
      last = Arrays.copyOf(last, 2 * last.length);
    }
    if (remembering) {
      return remember(track, count);
    }
    // 0 stands for no row yet, so counts are kept one higher.
    double before = last[track] - 1;
    if (count <= before) {
      return count == before ? Found.TWICE : Found.OUT_OF_ORDER;
    }
    last[track] = count + 1;
    return Found.NEW;
  }

  private Found remember(int track, double count) {
    int slot = free(track, count);
    if (seenTracks[slot] >= 0) {
      return Found.TWICE;
    }
    if (seen == MOST) {
      return Found.TOO_MANY;
    }
    seenTracks[slot] = track;
    seenCounts[slot] = count;
    if (2 * ++seen > seenTracks.length) {
      grow();
    }
    return Found.NEW;
  }

  private int free(int track, double count) {
    long mixed =
        (Double.doubleToLongBits(count) ^ track * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
    int slot = (int) (mixed >>> 33) & (seenTracks.length - 1);
    while (seenTracks[slot] >= 0 && (seenTracks[slot] != track || seenCounts[slot] != count)) {
      slot = (slot + 1) & (seenTracks.length - 1);
    }
    return slot;
  }

  private void grow() {
    int[] oldTracks = seenTracks;
    double[] oldCounts = seenCounts;
    seenTracks = new int[2 * oldTracks.length];
    seenCounts = new double[2 * oldTracks.length];
    Arrays.fill(seenTracks, -1);
    for (int i = 0; i < oldTracks.length; i++) {
      if (oldTracks[i] >= 0) {
        int slot = free(oldTracks[i], oldCounts[i]);
        seenTracks[slot] = oldTracks[i];
        seenCounts[slot] = oldCounts[i];
      }
    }
  }
}
