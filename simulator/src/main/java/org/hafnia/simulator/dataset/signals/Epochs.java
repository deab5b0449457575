package org.hafnia.simulator.dataset.signals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.Groups;
import org.hafnia.simulator.dataset.Samples;

/**
 * Windows of recordings around what was noted in them: each note of a class gives one sample, of
 * shape channels x time, whose group is its record. A window that would reach over an end of the
 * recording is left out.
 */
public final class Epochs {

  /** In a list of notes: all that no class names, for beats all other kinds of beat. */
  public static final String OTHERS = "*";

  private static final int MOST_NUMBERS = 1 << 28;

  /** Beyond every recording, in samples. */
  private static final long FAR = 1L << 40;

  private Epochs() {}

  /**
   * Which windows to cut.
   *
   * @param classes the notes of each class, in order of the labels
   * @param startSecond of a window, from its note; negative for before it
   * @param lengthSecond of a window
   */
  public record Cut(List<List<String>> classes, double startSecond, double lengthSecond) {

    public Cut {
      classes = classes.stream().map(List::copyOf).toList();
      if (classes.size() < 2) {
        throw new IllegalArgumentException(
            "%d class: must be at least 2".formatted(classes.size()));
      }
      if (!(lengthSecond > 0) || !Double.isFinite(startSecond)) {
        throw new IllegalArgumentException(
            "a window of %s s from %s s: its length must be positive"
                .formatted(lengthSecond, startSecond));
      }
    }

    /**
     * Classes as people write them: {@code T1,T2}, {@code N+L+R,V}, {@code *,V}.
     *
     * @param text classes parted by commas, their notes by plus signs
     */
    public static Cut of(String text, double startSecond, double lengthSecond) {
      var classes =
          Arrays.stream(text.split(",", -1))
              .map(notes -> Arrays.stream(notes.split("\\+", -1)).map(String::strip).toList())
              .toList();
      return new Cut(classes, startSecond, lengthSecond);
    }

    /** Names of the classes: their notes. */
    public List<String> classNames() {
      return classes.stream()
          .map(notes -> notes.contains(OTHERS) ? "other" : String.join("+", notes))
          .toList();
    }

    private int label(String what) {
      for (int label = 0; label < classes.size(); label++) {
        if (classes.get(label).contains(what)) {
          return label;
        }
      }
      for (int label = 0; label < classes.size(); label++) {
        if (classes.get(label).contains(OTHERS)) {
          return label;
        }
      }
      return -1;
    }
  }

  /**
   * Cuts recordings of equal channels and rate.
   *
   * @throws DatasetProblem if they differ, or none of them holds a note of any class
   */
  public static Samples of(List<Recording> recordings, Cut cut) {
    var first = recordings.getFirst();
    int channels = first.channels().size();
    int length = length(first, cut);
    List<Window> windows = new ArrayList<>();
    for (var recording : recordings) {
      checkAlike(first, recording);
      windows.addAll(windows(recording, cut));
    }
    check(windows, recordings, cut);
    return samples(windows, channels, length);
  }

  /** First samples of the windows of a recording, of all classes. */
  public static int[] starts(Recording recording, Cut cut) {
    return windows(recording, cut).stream().mapToInt(Window::from).toArray();
  }

  private static List<Window> windows(Recording recording, Cut cut) {
    int length = length(recording, cut);
    long start = Math.clamp(Math.round(cut.startSecond() * recording.rateHertz()), -FAR, FAR);
    List<Window> windows = new ArrayList<>();
    for (var note : recording.notes()) {
      int label = cut.label(note.what());
      long from = note.sample() + start;
      if (label >= 0 && from >= 0 && from + length <= recording.length()) {
        windows.add(new Window(recording, (int) from, label));
      }
    }
    return windows;
  }

  /**
   * Samples of a window.
   *
   * @throws DatasetProblem if the rate of the recording makes none of them, or too many
   */
  public static int length(Recording recording, Cut cut) {
    double length = Math.rint(cut.lengthSecond() * recording.rateHertz());
    if (!(length >= 1 && length <= MOST_NUMBERS)) {
      throw new DatasetProblem(
          recording.id(),
          "its sampling rate",
          "%s Hz: windows of %s s have %s samples"
              .formatted(recording.rateHertz(), cut.lengthSecond(), length),
          "1 to %d samples in a window".formatted(MOST_NUMBERS));
    }
    return (int) length;
  }

  private record Window(Recording recording, int from, int label) {}

  private static Samples samples(List<Window> windows, int channels, int length) {
    long numbers = (long) windows.size() * channels * length;
    if (numbers > MOST_NUMBERS) {
      throw new DatasetProblem(
          windows.getFirst().recording().id(),
          "its windows",
          "%d windows of %d x %d numbers".formatted(windows.size(), channels, length),
          "at most %d numbers in all".formatted(MOST_NUMBERS));
    }
    float[] values = new float[(int) numbers];
    byte[] labels = new byte[windows.size()];
    int next = 0;
    for (int i = 0; i < labels.length; i++) {
      var window = windows.get(i);
      labels[i] = (byte) window.label();
      for (int channel = 0; channel < channels; channel++) {
        for (int t = 0; t < length; t++) {
          values[next++] = window.recording().value(channel, window.from() + t);
        }
      }
    }
    var ids = windows.stream().map(window -> window.recording().id()).toList();
    return Samples.of(new int[] {channels, length}, values, labels).grouped(Groups.of(ids));
  }

  private static void checkAlike(Recording first, Recording other) {
    if (other.channels().size() != first.channels().size()
        || other.rateHertz() != first.rateHertz()) {
      throw new DatasetProblem(
          other.id(),
          "its header",
          "%d channels at %s Hz".formatted(other.channels().size(), other.rateHertz()),
          "%d at %s Hz as in %s".formatted(first.channels().size(), first.rateHertz(), first.id()));
    }
  }

  private static void check(List<Window> windows, List<Recording> recordings, Cut cut) {
    if (windows.isEmpty()) {
      var noted = new TreeSet<String>();
      recordings.forEach(recording -> recording.notes().forEach(note -> noted.add(note.what())));
      throw new DatasetProblem(
          recordings.getFirst().id(),
          "its annotations",
          noted.isEmpty() ? "none" : "only " + noted,
          "some of " + cut.classes());
    }
  }
}
