package org.hafnia.simulator.dataset.signals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.files.Content;
import org.hafnia.simulator.dataset.files.Folder;
import org.hafnia.simulator.dataset.files.SourceFile;

/**
 * Reader of WFDB records, the format of PhysioNet: a header {@code .hea}, signals in {@code .dat}
 * files of format 16 or 212, beats in {@code .atr}. Our own code: there is no maintained reader for
 * Java. Source: G. B. Moody, WFDB Applications Guide, signal(5), header(5), annot(5).
 */
public final class WfdbFiles {

  private static final long MOST_BYTES = 1L << 29;
  static final String HEADER = ".hea";

  /** The least number of a format stands for a value that is missing. */
  private static final int LEAST_OF_TWELVE_BITS = -(1 << 11);

  private WfdbFiles() {}

  /**
   * All records of a folder, by the names of their headers, cut where they have gaps; a record that
   * is a segment of another one is read with that.
   */
  public static List<Recording> read(Folder folder) {
    Map<String, WfdbHeader> headers = new LinkedHashMap<>();
    folder.files().stream()
        .filter(file -> file.endsWith(HEADER))
        .forEach(
            file -> headers.put(file, WfdbHeader.of(bytes(folder, file), folder.nameOf(file))));
    Set<String> segments = new HashSet<>();
    headers.forEach(
        (file, header) ->
            header.segments().forEach(segment -> segments.add(WfdbSegments.file(file, segment))));
    var recordings =
        headers.entrySet().stream()
            .filter(one -> !segments.contains(one.getKey()) || one.getValue().isMadeOfOthers())
            .flatMap(one -> record(folder, one.getKey(), headers).stream())
            .toList();
    if (recordings.isEmpty()) {
      throw new DatasetProblem(
          folder.name(), "its files", "no header", "at least one record: .hea, .dat, .atr");
    }
    return recordings;
  }

  static String directory(String file) {
    return file.substring(0, file.lastIndexOf('/') + 1);
  }

  private static List<Recording> record(
      Folder folder, String file, Map<String, WfdbHeader> headers) {
    var header = Objects.requireNonNull(headers.get(file));
    var stem = file.substring(0, file.length() - HEADER.length());
    var stretches =
        header.isMadeOfOthers()
            ? new WfdbSegments(folder, file, headers).stretches()
            : single(folder, file, header);
    return stretches.recordings(notes(folder, stem + ".atr"));
  }

  private static Stretches single(Folder folder, String headerFile, WfdbHeader header) {
    var names = header.signals().stream().map(WfdbHeader.Signal::name).toList();
    var stretches = new Stretches(header.record(), header.rateHertz(), names);
    if (areThere(header)) {
      stretches.add(0, signals(folder, headerFile, header, header.samples()));
    }
    if (stretches.isEmpty()) {
      throw new DatasetProblem(
          folder.nameOf(headerFile),
          "its signals",
          "no instant at which all of %s were recorded".formatted(names),
          "at least one");
    }
    return stretches;
  }

  /** Whether a record of one segment has a file for each of its signals. */
  static boolean areThere(WfdbHeader header) {
    return header.signals().stream().noneMatch(signal -> signal.file().equals(WfdbHeader.NOTHING));
  }

  private static List<Stretches.TimedNote> notes(Folder folder, String file) {
    return folder.files().contains(file)
        ? WfdbAnnotations.beats(bytes(folder, file), folder.nameOf(file)).stream()
            .map(beat -> new Stretches.TimedNote(beat.sample(), beat.what()))
            .toList()
        : List.of();
  }

  /**
   * The signals of a record of one segment that are there; not a number where a value is missing.
   *
   * @param samples of each; 0 for all there are
   */
  static float[][] signals(Folder folder, String headerFile, WfdbHeader header, int samples) {
    Map<String, List<Integer>> inFile = new LinkedHashMap<>();
    for (int s = 0; s < header.signals().size(); s++) {
      inFile.computeIfAbsent(header.signals().get(s).file(), name -> new ArrayList<>()).add(s);
    }
    float[][] signals = new float[header.signals().size()][];
    inFile.forEach(
        (name, members) -> {
          var file = directory(headerFile) + name;
          if (!folder.files().contains(file)) {
            throw new DatasetProblem(
                folder.nameOf(headerFile), "its signals", "no file " + file, "the file it names");
          }
          var wanted = members.stream().map(header.signals()::get).toList();
          float[][] read = read(bytes(folder, file), folder.nameOf(file), wanted, samples);
          for (int k = 0; k < members.size(); k++) {
            signals[members.get(k)] = read[k];
          }
        });
    return signals;
  }

  private static float[][] read(
      byte[] bytes, String file, List<WfdbHeader.Signal> signals, int announced) {
    int format = signals.getFirst().format();
    long numbers = format == 16 ? bytes.length / 2 : bytes.length / 3L * 2 + bytes.length % 3 / 2;
    int samples = announced == 0 ? (int) (numbers / signals.size()) : announced;
    if ((long) samples * signals.size() > numbers || samples == 0) {
      throw new DatasetProblem(
          file,
          bytes.length,
          "the end of the file after %d numbers".formatted(numbers),
          "%d samples of %d signals as the header says".formatted(samples, signals.size()));
    }
    float[][] read = new float[signals.size()][samples];
    int missing = format == 16 ? Short.MIN_VALUE : LEAST_OF_TWELVE_BITS;
    int next = 0;
    for (int t = 0; t < samples; t++) {
      for (int s = 0; s < signals.size(); s++) {
        var signal = signals.get(s);
        int number = format == 16 ? sixteen(bytes, next) : twelve(bytes, next);
        read[s][t] =
            number == missing ? Float.NaN : (float) ((number - signal.baseline()) / signal.gain());
        next++;
      }
    }
    return read;
  }

  /** Two bytes, the lower one first. */
  private static int sixteen(byte[] bytes, int number) {
    return (short) ((bytes[2 * number] & 0xff) | bytes[2 * number + 1] << 8);
  }

  /** Two numbers in three bytes: the middle one holds the upper four bits of both. */
  private static int twelve(byte[] bytes, int number) {
    int at = number / 2 * 3;
    int middle = bytes[at + 1] & 0xff;
    int bits =
        number % 2 == 0
            ? (bytes[at] & 0xff) | (middle & 0x0f) << 8
            : (bytes[at + 2] & 0xff) | (middle & 0xf0) << 4;
    return bits << 20 >> 20;
  }

  private static byte[] bytes(Folder folder, String file) {
    try (var in = folder.open(file);
        var content = new Content(SourceFile.of(folder.nameOf(file), in))) {
      return content.toEnd(MOST_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + folder.nameOf(file), e);
    }
  }
}
