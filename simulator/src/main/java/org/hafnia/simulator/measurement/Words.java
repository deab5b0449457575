package org.hafnia.simulator.measurement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers the words of a column in the order in which they come; looks up characters without making
 * a string of them. At most {@link #MOST} different words, so that its memory is bounded.
 */
public final class Words {

  /** Different words that a column may have. */
  public static final int MOST = 1 << 20;

  private static final int FIRST_SLOTS = 256;

  private final String column;
  private final List<String> words = new ArrayList<>();
  private int[] slots = emptied(FIRST_SLOTS);

  public Words(String column) {
    this.column = column;
  }

  /** The number of that word, a new one where it has not come before. */
  public int code(char[] text, int from, int to) {
    int slot = slot(hash(text, from, to));
    for (int code = slots[slot]; code >= 0; code = slots[slot]) {
      if (same(words.get(code), text, from, to)) {
        return code;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return add(new String(text, from, to - from), slot);
  }

  public int code(String word) {
    char[] text = word.toCharArray();
    return code(text, 0, text.length);
  }

  public int size() {
    return words.size();
  }

  /** In the order in which they came. */
  public List<String> list() {
    return words;
  }

  private int add(String word, int slot) {
    if (words.size() == MOST) {
      throw MeasurementProblem.ofFile(
          "Column " + column + " has more than " + MOST + " different words.");
    }
    slots[slot] = words.size();
    words.add(word);
    if (2 * words.size() > slots.length) {
      grow();
    }
    return words.size() - 1;
  }

  private void grow() {
    slots = emptied(2 * slots.length);
    for (int code = 0; code < words.size(); code++) {
      char[] text = words.get(code).toCharArray();
      int slot = slot(hash(text, 0, text.length));
      while (slots[slot] >= 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = code;
    }
  }

  private static int[] emptied(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, -1);
    return slots;
  }

  private int slot(int hash) {
    int mixed = hash * 0x9E3779B9;
    return (mixed ^ (mixed >>> 15)) & (slots.length - 1);
  }

  private static int hash(char[] text, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + text[i];
    }
    return hash;
  }

  private static boolean same(String word, char[] text, int from, int to) {
    if (word.length() != to - from) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (word.charAt(i - from) != text[i]) {
        return false;
      }
    }
    return true;
  }
}
