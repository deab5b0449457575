package org.hafnia.simulator.measurement.intake;

import java.util.Arrays;

/** Numbers the combinations of device, state and condition in the order in which they come. */
final class Tracks {

  private static final int FIRST = 256;
  private static final int BITS = 21;

  private long[] keys = new long[FIRST];
  private int[] numbers = emptied(FIRST);
  private int size;

  /** Words are numbered below 2^20, so that three of them, one higher each, fit into 63 bits. */
  int of(int device, int state, int condition) {
    long key = ((device + 1L) << (2 * BITS)) | ((state + 1L) << BITS) | (condition + 1L);
    int slot = slot(key);
    if (numbers[slot] < 0) {
      keys[slot] = key;
      numbers[slot] = size++;
      if (2 * size > keys.length) {
        grow();
      }
      return size - 1;
    }
    return numbers[slot];
  }

  private int slot(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 33) & (keys.length - 1);
    while (numbers[slot] >= 0 && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldNumbers = numbers;
    keys = new long[2 * oldKeys.length];
    numbers = emptied(keys.length);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldNumbers[i] >= 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        numbers[slot] = oldNumbers[i];
      }
    }
  }

  private static int[] emptied(int length) {
    int[] numbers = new int[length];
    Arrays.fill(numbers, -1);
    return numbers;
  }
}
