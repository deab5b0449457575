package org.hafnia.simulator.dataset.signals;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.files.Content;
import org.hafnia.simulator.dataset.files.Folder;
import org.hafnia.simulator.dataset.files.SourceFile;

/**
 * Reader of EDF and EDF+ recordings without gaps. Our own code: the reader of the format's authors
 * for Java is not in the package registry and has not changed in years. Source: see {@link
 * EdfHeader}.
 */
public final class EdfFiles {

  private static final long MOST_BYTES = 1L << 29;

  /** Part a text within annotations. */
  private static final char TEXT = 20;

  private static final char DURATION = 21;

  private EdfFiles() {}

  /** All recordings of a folder, in the order of their names. */
  public static List<Recording> read(Folder folder) {
    var recordings =
        folder.files().stream()
            .filter(file -> file.toLowerCase(Locale.ROOT).endsWith(".edf"))
            .map(file -> read(folder, file))
            .toList();
    if (recordings.isEmpty()) {
      throw new DatasetProblem(folder.name(), "its files", "no .edf", "at least one recording");
    }
    return recordings;
  }

  /** One recording of a folder, called as its file. */
  public static Recording read(Folder folder, String file) {
    try (var in = folder.open(file)) {
      return read(SourceFile.of(folder.nameOf(file), in), id(file));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + folder.nameOf(file), e);
    }
  }

  private static String id(String file) {
    var last = file.substring(file.lastIndexOf('/') + 1);
    return last.substring(0, last.length() - ".edf".length());
  }

  /**
   * Reads one recording.
   *
   * @param id of the recording
   * @throws DatasetProblem if the header does not fit the file, or signals differ in their rate
   */
  public static Recording read(SourceFile file, String id) throws IOException {
    byte[] bytes;
    try (var content = new Content(file)) {
      bytes = content.toEnd(MOST_BYTES);
    }
    var header = EdfHeader.of(bytes, file.file());
    var signals = header.signals().stream().filter(signal -> !signal.isAnnotations()).toList();
    int perRecord = perRecord(header, signals, file.file());
    double rate = perRecord / header.recordSecond();
    var names = signals.stream().map(signal -> signal.label().replaceAll("\\.+$", "")).toList();
    var data = new Data(bytes, header);
    return new Recording(id, rate, names, data.signals(perRecord), data.notes(rate, file.file()));
  }

  private static int perRecord(EdfHeader header, List<EdfHeader.Signal> signals, String file) {
    if (signals.isEmpty() || header.records() == 0 || !(header.recordSecond() > 0)) {
      throw new DatasetProblem(
          file,
          "its header",
          "%d signals, %d records of %s s"
              .formatted(signals.size(), header.records(), header.recordSecond()),
          "at least one signal and one record");
    }
    int first = signals.getFirst().samples();
    for (var signal : signals) {
      if (signal.samples() != first) {
        throw new DatasetProblem(
            file,
            "signal " + signal.label(),
            "%d samples per record".formatted(signal.samples()),
            "%d as the first: one rate for all".formatted(first));
      }
    }
    return first;
  }

  /** The data records behind a header. */
  private static final class Data {

    private final byte[] bytes;
    private final EdfHeader header;

    Data(byte[] bytes, EdfHeader header) {
      this.bytes = bytes;
      this.header = header;
    }

    float[][] signals(int perRecord) {
      List<float[]> signals = new ArrayList<>();
      int within = 0;
      for (var signal : header.signals()) {
        if (!signal.isAnnotations()) {
          float[] values = new float[header.records() * perRecord];
          for (int t = 0; t < values.length; t++) {
            int at = place(t / perRecord, within + t % perRecord);
            int digital = (short) ((bytes[at] & 0xff) | bytes[at + 1] << 8);
            values[t] = (float) (signal.offset() + signal.gain() * digital);
          }
          signals.add(values);
        }
        within += signal.samples();
      }
      return signals.toArray(float[][]::new);
    }

    List<Recording.Note> notes(double rate, String file) {
      List<Recording.Note> notes = new ArrayList<>();
      for (int record = 0; record < header.records(); record++) {
        int within = 0;
        for (var signal : header.signals()) {
          if (signal.isAnnotations()) {
            add(notes, place(record, within), signal.samples() * Short.BYTES, rate, file);
          }
          within += signal.samples();
        }
      }
      return notes;
    }

    private int place(int record, int sample) {
      return header.bytes() + (record * header.recordSamples() + sample) * Short.BYTES;
    }

    /** Time-stamped annotation lists: onset, perhaps duration, texts; each list ends with 0. */
    private void add(List<Recording.Note> notes, int start, int length, double rate, String file) {
      var list = new ByteArrayOutputStream();
      for (int at = start; at < start + length; at++) {
        if (bytes[at] != 0) {
          list.write(bytes[at]);
        } else if (list.size() > 0) {
          note(notes, list.toString(UTF_8), rate, new Place(file, at));
          list.reset();
        }
      }
    }

    private record Place(String file, long at) {}

    private static void note(List<Recording.Note> notes, String list, double rate, Place place) {
      int end = list.indexOf(TEXT);
      var onset = end < 0 ? list : list.substring(0, end);
      int duration = onset.indexOf(DURATION);
      var seconds = duration < 0 ? onset : onset.substring(0, duration);
      if (end < 0 || !seconds.matches("[-+]\\d+(\\.\\d*)?")) {
        throw new DatasetProblem(
            place.file(), place.at(), "an annotation \"%s\"".formatted(list), "+onset, text");
      }
      long sample = Math.round(Double.parseDouble(seconds) * rate);
      for (String text : list.substring(end + 1).split(String.valueOf(TEXT), -1)) {
        if (!text.isBlank()) {
          notes.add(new Recording.Note(sample, text.strip()));
        }
      }
    }
  }
}
