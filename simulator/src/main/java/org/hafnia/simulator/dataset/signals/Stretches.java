package org.hafnia.simulator.dataset.signals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A recording as the stretches that it has without a break. Each of them is a {@link Recording} of
 * its own with the same id, so that no window reaches over a gap and all of them are one group.
 */
final class Stretches {

  /** Of a sample; closer than that, one piece goes on where the last one ended. */
  private static final double SAME_SAMPLE = 0.5;

  private final String id;
  private final double rateHertz;
  private final List<String> channels;
  private final NavigableMap<Double, Stretch> found = new TreeMap<>();
  private double end = Double.NEGATIVE_INFINITY;

  Stretches(String id, double rateHertz, List<String> channels) {
    this.id = id;
    this.rateHertz = rateHertz;
    this.channels = List.copyOf(channels);
  }

  /**
   * An annotation.
   *
   * @param at samples since the beginning of the recording
   */
  record TimedNote(double at, String what) {}

  /** The pieces of one stretch, and what was noted in it. */
  private static final class Stretch {

    private final List<float[][]> pieces = new ArrayList<>();
    private final List<Recording.Note> notes = new ArrayList<>();

    private float[][] joined() {
      if (pieces.size() == 1) {
        return pieces.getFirst();
      }
      float[][] signals = new float[pieces.getFirst().length][];
      for (int channel = 0; channel < signals.length; channel++) {
        int length = 0;
        for (var piece : pieces) {
          length += piece[channel].length;
        }
        float[] all = new float[length];
        int filled = 0;
        for (var piece : pieces) {
          System.arraycopy(piece[channel], 0, all, filled, piece[channel].length);
          filled += piece[channel].length;
        }
        signals[channel] = all;
      }
      return signals;
    }
  }

  /**
   * Adds what follows.
   *
   * @param from samples since the beginning of the recording, where the last piece ended or later
   * @param signals one row per channel; not a number where a value is missing
   */
  void add(double from, float[][] signals) {
    int length = signals[0].length;
    int first = 0;
    while (first < length) {
      int next = first;
      while (next < length && there(signals, next)) {
        next++;
      }
      if (next > first) {
        join(from + first, next - first == length ? signals : part(signals, first, next));
      }
      first = next + 1;
    }
  }

  private static boolean there(float[][] signals, int t) {
    for (float[] signal : signals) {
      if (Float.isNaN(signal[t])) {
        return false;
      }
    }
    return true;
  }

  private static float[][] part(float[][] signals, int first, int next) {
    float[][] part = new float[signals.length][];
    for (int channel = 0; channel < part.length; channel++) {
      part[channel] = Arrays.copyOfRange(signals[channel], first, next);
    }
    return part;
  }

  private void join(double from, float[][] piece) {
    if (found.isEmpty() || Math.abs(from - end) > SAME_SAMPLE) {
      found.put(from, new Stretch());
    }
    found.lastEntry().getValue().pieces.add(piece);
    end = from + piece[0].length;
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** One recording a stretch; each note stands in the last stretch that begins before it. */
  List<Recording> recordings(List<TimedNote> notes) {
    for (var note : notes) {
      var before = found.floorEntry(note.at() + SAME_SAMPLE);
      var stretch = before == null ? found.firstEntry() : before;
      long sample = Math.round(note.at() - stretch.getKey());
      stretch.getValue().notes.add(new Recording.Note(sample, note.what()));
    }
    return found.values().stream()
        .map(stretch -> new Recording(id, rateHertz, channels, stretch.joined(), stretch.notes))
        .toList();
  }
}
