package org.hafnia.simulator.dataset.signals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hafnia.simulator.dataset.DatasetProblem;

/**
 * Beats in an annotation file of the MIT format: words of 16 bits, the upper six a code, the lower
 * ten the samples since the one before. Source: G. B. Moody, WFDB Applications Guide, annot(5).
 */
final class WfdbAnnotations {

  private static final int SKIP = 59;
  private static final int FIRST_MODIFIER = 60;
  private static final int AUXILIARY = 63;
  private static final int TIME_BITS = 10;
  private static final int TIME_MASK = (1 << TIME_BITS) - 1;

  /** The mnemonics of beats; other codes note rhythm, noise and the like. */
  private static final Map<Integer, String> BEATS =
      Map.ofEntries(
          Map.entry(1, "N"),
          Map.entry(2, "L"),
          Map.entry(3, "R"),
          Map.entry(4, "a"),
          Map.entry(5, "V"),
          Map.entry(6, "F"),
          Map.entry(7, "J"),
          Map.entry(8, "A"),
          Map.entry(9, "S"),
          Map.entry(10, "E"),
          Map.entry(11, "j"),
          Map.entry(12, "/"),
          Map.entry(13, "Q"),
          Map.entry(25, "B"),
          Map.entry(30, "?"),
          Map.entry(34, "e"),
          Map.entry(35, "n"),
          Map.entry(38, "f"),
          Map.entry(41, "r"));

  private WfdbAnnotations() {}

  static List<Recording.Note> beats(byte[] file, String name) {
    List<Recording.Note> beats = new ArrayList<>();
    long sample = 0;
    int at = 0;
    while (true) {
      int word = word(file, name, at);
      at += Short.BYTES;
      int code = word >>> TIME_BITS;
      int time = word & TIME_MASK;
      if (word == 0) {
        return beats;
      }
      if (code == SKIP) {
        // A 32-bit interval, its upper half first.
        sample += (long) (short) word(file, name, at) << 16 | word(file, name, at + 2);
        at += Integer.BYTES;
      } else if (code == AUXILIARY) {
        at += time + (time & 1);
      } else if (code < FIRST_MODIFIER) {
        sample += time;
        var beat = BEATS.get(code);
        if (beat != null) {
          beats.add(new Recording.Note(sample, beat));
        }
      }
    }
  }

  private static int word(byte[] file, String name, int at) {
    if (at + 1 >= file.length) {
      throw new DatasetProblem(
          name, file.length, "the end of the file", "an annotation, or two zero bytes");
    }
    return (file[at] & 0xff) | (file[at + 1] & 0xff) << 8;
  }
}
