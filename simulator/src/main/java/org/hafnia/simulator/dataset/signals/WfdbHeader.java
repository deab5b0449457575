package org.hafnia.simulator.dataset.signals;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.hafnia.simulator.dataset.DatasetProblem;

/**
 * The header of a WFDB record: one line for the record, then one for each signal. Source: G. B.
 * Moody, WFDB Applications Guide, header(5).
 *
 * @param samples of each signal
 */
record WfdbHeader(String record, double rateHertz, int samples, List<Signal> signals) {

  private static final double USUAL_RATE = 250;
  private static final double USUAL_GAIN = 200;
  private static final int MOST_SIGNALS = 512;
  private static final int MOST_SAMPLES = 1 << 28;
  private static final Pattern GAIN =
      Pattern.compile("([-+0-9.eE]+)(?:\\((-?\\d+)\\))?(?:/(\\S+))?");

  WfdbHeader {
    signals = List.copyOf(signals);
  }

  /**
   * One signal.
   *
   * @param file that holds it, perhaps with others
   * @param format 16 or 212
   * @param gain units per physical unit
   * @param baseline units that mean 0
   */
  record Signal(String file, int format, double gain, int baseline, String name) {}

  static WfdbHeader of(byte[] bytes, String file) {
    return new Lines(file, new String(bytes, UTF_8).lines().toList()).header();
  }

  /** The lines of a header, with their numbers for problems. */
  private record Lines(String file, List<String> lines) {

    WfdbHeader header() {
      List<WfdbHeader.Signal> signals = new ArrayList<>();
      String[] record = {};
      int wanted = 0;
      for (int n = 0; n < lines.size() && (record.length == 0 || signals.size() < wanted); n++) {
        var line = lines.get(n).strip();
        if (line.isEmpty() || line.startsWith("#")) {
          continue;
        }
        if (record.length == 0) {
          record = line.split("\\s+");
          wanted = integer(n, record.length > 1 ? record[1] : "", 1, MOST_SIGNALS);
          if (record[0].contains("/")) {
            throw problem(n, "a record of several segments", "a record of one");
          }
        } else {
          signals.add(signal(n, line.split("\\s+", 9)));
        }
      }
      if (record.length == 0 || signals.size() < wanted) {
        throw problem(
            lines.size(), "the end of the file", "a line for each of %d signals".formatted(wanted));
      }
      double rate = record.length > 2 ? rate(record[2]) : USUAL_RATE;
      int samples = record.length > 3 ? integer(0, record[3], 0, MOST_SAMPLES) : 0;
      return new WfdbHeader(record[0], rate, samples, signals);
    }

    private WfdbHeader.Signal signal(int n, String[] fields) {
      if (fields.length < 2) {
        throw problem(n, "\"%s\"".formatted(String.join(" ", fields)), "a file and a format");
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

    private double rate(String text) {
      try {
        double rate = Double.parseDouble(text.replaceAll("[/(].*$", ""));
        if (rate > 0) {
          return rate;
        }
      } catch (NumberFormatException e) {
        // Said below, as for numbers out of range.
      }
      throw problem(0, "a sampling rate of " + text, "a positive number");
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
