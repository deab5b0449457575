package org.hafnia.simulator.inference.draws;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.hafnia.simulator.array.weights.WeightChannel;

/**
 * The weights of a layer that a draw changes. Where errors are rare, a channel draws nothing but
 * them; they are found by comparing, at the speed of memory.
 */
final class WeightChanges {

  private static final int FIRST_ROOM = 1024;

  private final float[] meant;
  private final float[] read;
  private int[] places = new int[FIRST_ROOM];
  private byte[] values = new byte[FIRST_ROOM];
  private int count;

  WeightChanges(FloatBuffer weights) {
    meant = new float[weights.limit()];
    weights.get(0, meant);
    read = meant.clone();
  }

  /** Weights of the layer. */
  int size() {
    return meant.length;
  }

  /** Sends the weights through a channel and keeps what came out otherwise. */
  void draw(WeightChannel channel, long key, long number) {
    count = 0;
    channel.pass(key, number, 0, read.length, read);
    int at = 0;
    while (at < read.length) {
      int next = Arrays.mismatch(read, at, read.length, meant, at, meant.length);
      if (next < 0) {
        return;
      }
      at += next;
      keep(at);
      read[at] = meant[at];
      at++;
    }
  }

  private void keep(int place) {
    if (count == places.length) {
      places = Arrays.copyOf(places, 2 * count);
      values = Arrays.copyOf(values, 2 * count);
    }
    places[count] = place;
    values[count++] = (byte) read[place];
  }

  /** Nothing has changed. */
  void clear() {
    count = 0;
  }

  /** How many weights have changed. */
  int count() {
    return count;
  }

  /** Place of change i in the layer's row-major array. */
  int place(int i) {
    return places[i];
  }

  /** The weight as it is meant. */
  int meant(int i) {
    return (int) meant[places[i]];
  }

  /** The weight as it is read. */
  int read(int i) {
    return values[i];
  }
}
