package org.hafnia.simulator.dataset.signals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.files.Content;
import org.hafnia.simulator.dataset.files.Folder;
import org.hafnia.simulator.dataset.files.SourceFile;

/**
 * Reader of EDF and EDF+ recordings, with gaps (EDF+D) or without. Our own code: the reader of the
 * format's authors for Java is not in the package registry and has not changed in years. Source:
 * see {@link EdfHeader}.
 */
public final class EdfFiles {

  private static final long MOST_BYTES = 1L << 29;

  /** Of a second: a record that begins so much early or late goes on where the last one ended. */
  private static final double SAME_INSTANT = 1e-4;

  private EdfFiles() {}

  /** All recordings of a folder, in the order of their names, cut where they have gaps. */
  public static List<Recording> read(Folder folder) {
    var recordings =
        folder.files().stream()
            .filter(file -> file.toLowerCase(Locale.ROOT).endsWith(".edf"))
            .flatMap(file -> stretches(folder, file).stream())
            .toList();
    if (recordings.isEmpty()) {
      throw new DatasetProblem(folder.name(), "its files", "no .edf", "at least one recording");
    }
    return recordings;
  }

  /**
   * One recording of a folder, called as its file.
   *
   * @throws DatasetProblem also if it has gaps
   */
  public static Recording read(Folder folder, String file) {
    var stretches = stretches(folder, file);
    if (stretches.size() > 1) {
      throw new DatasetProblem(
          folder.nameOf(file),
          "its data records",
          "a recording of %d stretches with gaps between them".formatted(stretches.size()),
          "one without gaps");
    }
    return stretches.getFirst();
  }

  private static List<Recording> stretches(Folder folder, String file) {
    try (var in = folder.open(file)) {
      return stretches(SourceFile.of(folder.nameOf(file), in), id(file));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + folder.nameOf(file), e);
    }
  }

  private static String id(String file) {
    var last = file.substring(file.lastIndexOf('/') + 1);
    return last.substring(0, last.length() - ".edf".length());
  }

  /**
   * Reads what was recorded without a break, each stretch as a recording of the same id.
   *
   * @param id of the recording
   * @throws DatasetProblem if the header does not fit the file, signals differ in their rate, or
   *     the times of records overlap
   */
  public static List<Recording> stretches(SourceFile file, String id) throws IOException {
    byte[] bytes;
    try (var content = new Content(file)) {
      bytes = content.toEnd(MOST_BYTES);
    }
    var header = EdfHeader.of(bytes, file.file());
    var signals = header.signals().stream().filter(signal -> !signal.isAnnotations()).toList();
    int perRecord = perRecord(header, signals, file.file());
    double rate = perRecord / header.recordSecond();
    var names = signals.stream().map(signal -> signal.label().replaceAll("\\.+$", "")).toList();
    var records = new EdfRecords(bytes, header, file.file());
    var stretches = new Stretches(id, rate, names);
    double[] starts = starts(records, header, file.file());
    int first = 0;
    for (int next = 1; next <= starts.length; next++) {
      if (next == starts.length || isGap(starts, next, header)) {
        stretches.add(starts[first] * rate, records.signals(first, next, perRecord));
        first = next;
      }
    }
    return stretches.recordings(records.notes(rate));
  }

  private static boolean isGap(double[] starts, int record, EdfHeader header) {
    return starts[record] - starts[record - 1] > header.recordSecond() + SAME_INSTANT;
  }

  /** When each record began, in seconds; those of a recording without gaps follow each other. */
  private static double[] starts(EdfRecords records, EdfHeader header, String file) {
    double[] starts = new double[header.records()];
    starts[0] = records.start(0).orElse(0);
    for (int record = 0; record < starts.length; record++) {
      double expected = record == 0 ? starts[0] : starts[record - 1] + header.recordSecond();
      if (!header.discontinuous()) {
        starts[record] = expected;
        continue;
      }
      int number = record + 1;
      starts[record] =
          records
              .start(record)
              .orElseThrow(
                  () ->
                      new DatasetProblem(
                          file,
                          "data record " + number,
                          "no time in its first annotation",
                          "+onset without a text, as every record of EDF+D has"));
      if (starts[record] < expected - SAME_INSTANT) {
        throw new DatasetProblem(
            file,
            "data record " + number,
            "a beginning at %s s".formatted(starts[record]),
            "%s s, where record %d ends, or later".formatted(expected, number - 1));
      }
    }
    return starts;
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
}
