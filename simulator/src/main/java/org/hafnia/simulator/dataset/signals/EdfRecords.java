package org.hafnia.simulator.dataset.signals;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.hafnia.simulator.dataset.DatasetProblem;

/**
 * The data records behind an EDF header: signals one after another, and time-stamped lists of
 * annotations. The first list of a record tells when the record began, by an annotation without
 * text. Source: see {@link EdfHeader}.
 */
final class EdfRecords {

  /** Part a text within annotations. */
  private static final char TEXT = 20;

  private static final char DURATION = 21;

  private final byte[] bytes;
  private final EdfHeader header;
  private final String file;

  EdfRecords(byte[] bytes, EdfHeader header, String file) {
    this.bytes = bytes;
    this.header = header;
    this.file = file;
  }

  /**
   * Signals of some records, annotations left out.
   *
   * @param next the first record that is not wanted
   * @param perRecord samples of each signal
   */
  float[][] signals(int first, int next, int perRecord) {
    List<float[]> signals = new ArrayList<>();
    int within = 0;
    for (var signal : header.signals()) {
      if (!signal.isAnnotations()) {
        float[] values = new float[(next - first) * perRecord];
        for (int t = 0; t < values.length; t++) {
          int at = place(first + t / perRecord, within + t % perRecord);
          int digital = (short) ((bytes[at] & 0xff) | bytes[at + 1] << 8);
          values[t] = (float) (signal.offset() + signal.gain() * digital);
        }
        signals.add(values);
      }
      within += signal.samples();
    }
    return signals.toArray(float[][]::new);
  }

  /** When a record began, in seconds since the recording did; empty where it does not tell. */
  OptionalDouble start(int record) {
    int within = 0;
    for (var signal : header.signals()) {
      if (signal.isAnnotations()) {
        var lists = lists(place(record, within), signal.samples() * Short.BYTES);
        return lists.isEmpty() || !lists.getFirst().texts().getFirst().isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(lists.getFirst().second());
      }
      within += signal.samples();
    }
    return OptionalDouble.empty();
  }

  /** All annotations that have a text. */
  List<Stretches.TimedNote> notes(double rateHertz) {
    List<Stretches.TimedNote> notes = new ArrayList<>();
    for (int record = 0; record < header.records(); record++) {
      int within = 0;
      for (var signal : header.signals()) {
        if (signal.isAnnotations()) {
          for (var list : lists(place(record, within), signal.samples() * Short.BYTES)) {
            list.texts().stream()
                .filter(text -> !text.isBlank())
                .map(text -> new Stretches.TimedNote(list.second() * rateHertz, text.strip()))
                .forEach(notes::add);
          }
        }
        within += signal.samples();
      }
    }
    return notes;
  }

  private int place(int record, int sample) {
    return header.bytes() + (record * header.recordSamples() + sample) * Short.BYTES;
  }

  /** What was noted at one instant; an empty text for nothing but the time. */
  private record TimedList(double second, List<String> texts) {}

  /** Each list has an onset, perhaps a duration, and texts; it ends with 0. */
  private List<TimedList> lists(int start, int length) {
    List<TimedList> lists = new ArrayList<>();
    var list = new ByteArrayOutputStream();
    for (int at = start; at < start + length; at++) {
      if (bytes[at] != 0) {
        list.write(bytes[at]);
      } else if (list.size() > 0) {
        lists.add(list(list.toString(UTF_8), at));
        list.reset();
      }
    }
    return lists;
  }

  private TimedList list(String list, int at) {
    int end = list.indexOf(TEXT);
    var onset = end < 0 ? list : list.substring(0, end);
    int duration = onset.indexOf(DURATION);
    var seconds = duration < 0 ? onset : onset.substring(0, duration);
    if (end < 0 || !seconds.matches("[-+]\\d+(\\.\\d*)?")) {
      throw new DatasetProblem(file, at, "an annotation \"%s\"".formatted(list), "+onset, text");
    }
    return new TimedList(
        Double.parseDouble(seconds),
        List.of(list.substring(end + 1).split(String.valueOf(TEXT), -1)));
  }
}
