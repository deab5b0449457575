package org.hafnia.simulator.dataset.signals;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.hafnia.simulator.dataset.DatasetProblem;

/**
 * The header of a WFDB record: one line for the record, then one for each signal, or for each
 * segment where the record is made of others. Source: G. B. Moody, WFDB Applications Guide,
 * header(5).
 *
 * @param samples of each signal; 0 where that is left open
 * @param channels number of signals
 * @param signals none where there are segments
 * @param segments none where the record is not made of others
 */
record WfdbHeader(
    String record,
    double rateHertz,
    int samples,
    int channels,
    List<Signal> signals,
    List<Segment> segments) {

  /** In place of a name: no segment, no file. */
  static final String NOTHING = "~";

  private static final double USUAL_RATE = 250;
  private static final double MOST_HERTZ = 1e9;
  private static final double USUAL_GAIN = 200;
  private static final int MOST_SIGNALS = 512;
  private static final int MOST_SAMPLES = 1 << 28;
  private static final int MOST_SEGMENTS = 1 << 20;
  private static final Pattern GAIN =
      Pattern.compile("([-+0-9.eE]+)(?:\\((-?\\d+)\\))?(?:/(\\S+))?");

  WfdbHeader {
    signals = List.copyOf(signals);
    segments = List.copyOf(segments);
  }

  /**
   * One signal.
   *
   * @param file that holds it, perhaps with others
   * @param format 16 or 212; 0 where there is no file
   * @param gain units per physical unit
   * @param baseline units that mean 0
   */
  record Signal(String file, int format, double gain, int baseline, String name) {}

  /**
   * One segment.
   *
   * @param name of its record; a tilde for a time in which nothing was recorded
   * @param samples of each signal; 0 for the first one where it only lists all signals there are
   * @param line of the header, from 1
   */
  record Segment(String name, int samples, int line) {

    boolean isGap() {
      return name.equals(NOTHING);
    }
  }

  static WfdbHeader of(byte[] bytes, String file) {
    return new Lines(file, new String(bytes, UTF_8).lines().toList()).header();
  }

  boolean isMadeOfOthers() {
    return !segments.isEmpty();
  }

  /** The lines of a header, with their numbers for problems. */
  private record Lines(String file, List<String> lines) {

    WfdbHeader header() {
      List<Integer> used = new ArrayList<>();
      for (int n = 0; n < lines.size(); n++) {
        var line = lines.get(n).strip();
        if (!line.isEmpty() && !line.startsWith("#")) {
          used.add(n);
        }
      }
      if (used.isEmpty()) {
        throw problem(lines.size(), "the end of the file", "a line for the record");
      }
      int first = used.getFirst();
      String[] record = lines.get(first).strip().split("\\s+", -1);
      int channels = integer(first, record.length > 1 ? record[1] : "", 1, MOST_SIGNALS);
      double rate = record.length > 2 ? rate(first, record[2]) : USUAL_RATE;
      int samples = record.length > 3 ? integer(first, record[3], 0, MOST_SAMPLES) : 0;
      int slash = record[0].indexOf('/');
      if (slash < 0) {
        var signals = each(used, channels, "signals", this::signal);
        return new WfdbHeader(record[0], rate, samples, channels, signals, List.of());
      }
      int count = integer(first, record[0].substring(slash + 1), 1, MOST_SEGMENTS);
      var segments = each(used, count, "segments", this::segment);
      String name = record[0].substring(0, slash);
      return new WfdbHeader(name, rate, samples, channels, List.of(), segments);
    }

    private interface Line<T> {

      T of(int n, String line);
    }

    private <T> List<T> each(List<Integer> used, int count, String what, Line<T> line) {
      List<T> found = new ArrayList<>();
      for (int n : used.subList(1, Math.min(used.size(), 1 + count))) {
        found.add(line.of(n, lines.get(n).strip()));
      }
      if (found.size() < count) {
        throw problem(
            lines.size(), "the end of the file", "a line for each of %d %s".formatted(count, what));
      }
      return found;
    }

    private WfdbHeader.Segment segment(int n, String line) {
      String[] fields = line.split("\\s+", -1);
      if (fields.length != 2 || fields[0].contains("/")) {
        throw problem(n, "\"%s\"".formatted(line), "the name of a segment and its samples");
      }
      return new WfdbHeader.Segment(fields[0], integer(n, fields[1], 0, MOST_SAMPLES), n + 1);
    }

    private WfdbHeader.Signal signal(int n, String line) {
      String[] fields = line.split("\\s+", 9);
      if (fields.length < 2) {
        throw problem(n, "\"%s\"".formatted(line), "a file and a format");
      }
      if (fields[0].equals(NOTHING)) {
        String name = fields.length > 8 ? fields[8] : fields[0];
        return new WfdbHeader.Signal(NOTHING, 0, USUAL_GAIN, 0, name);
      }
      int format =
          switch (fields[1].replaceAll("[x:+].*$", "")) {
            case "16" -> 16;
            case "212" -> 212;
            default -> throw problem(n, "format " + fields[1], "16 or 212");
          };
      if (!fields[1].equals(String.valueOf(format))) {
        throw problem(n, "format " + fields[1], "one sample per frame, no skew, no offset");
      }
      int zero = fields.length > 4 ? integer(n, fields[4], -(1 << 20), 1 << 20) : 0;
      double gain = USUAL_GAIN;
      int baseline = zero;
      if (fields.length > 2) {
        var match = GAIN.matcher(fields[2]);
        if (!match.matches()) {
          throw problem(n, "gain " + fields[2], "a number, perhaps (baseline) and /units");
        }
        double stated = Double.parseDouble(match.group(1));
        gain = stated == 0 ? USUAL_GAIN : stated;
        baseline = match.group(2) == null ? zero : Integer.parseInt(match.group(2));
      }
      String name = fields.length > 8 ? fields[8] : fields[0];
      return new WfdbHeader.Signal(fields[0], format, gain, baseline, name);
    }

    private double rate(int n, String text) {
      try {
        double rate = Double.parseDouble(text.replaceAll("[/(].*$", ""));
        if (rate > 0 && rate <= MOST_HERTZ) {
          return rate;
        }
      } catch (NumberFormatException e) {
        // Said below, as for numbers out of range.
      }
      throw problem(n, "a sampling rate of " + text, "a number above 0 and at most " + MOST_HERTZ);
    }

    private int integer(int n, String text, int least, int most) {
      if (text.matches("-?\\d{1,9}")) {
        int value = Integer.parseInt(text);
        if (value >= least && value <= most) {
          return value;
        }
      }
      throw problem(n, "\"%s\"".formatted(text), "a number of %d..%d".formatted(least, most));
    }

    private DatasetProblem problem(int n, String found, String expected) {
      return new DatasetProblem(file, "line " + (n + 1), found, expected);
    }
  }
}
