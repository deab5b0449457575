package org.hafnia.simulator.dataset.signals;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import org.hafnia.simulator.dataset.DatasetProblem;

/**
 * The header of an EDF file: 256 bytes for the recording, 256 for each signal, all as text. Source:
 * B. Kemp et al., A simple format for exchange of digitized polygraphic recordings,
 * Electroencephalogr. Clin. Neurophysiol. 82, 391-393, 1992; B. Kemp, J. Olivan, European data
 * format 'plus' (EDF+), Clin. Neurophysiol. 114, 1755-1761, 2003.
 *
 * @param discontinuous whether records tell when they began, with gaps between them (EDF+D)
 * @param records number of data records
 * @param recordSecond duration of each
 * @param signals in the order in which they stand in a record
 */
record EdfHeader(boolean discontinuous, int records, double recordSecond, List<Signal> signals) {

  static final String ANNOTATIONS = "EDF Annotations";

  private static final int BLOCK = 256;
  private static final int MOST_SIGNALS = 1024;
  private static final int MOST_RECORD_SAMPLES = 1 << 24;

  EdfHeader {
    signals = List.copyOf(signals);
  }

  /**
   * One signal.
   *
   * @param offset physical value of the digital 0
   * @param gain physical units per digital one
   * @param samples in each record
   */
  record Signal(String label, double offset, double gain, int samples) {

    boolean isAnnotations() {
      return label.equals(ANNOTATIONS);
    }
  }

  int bytes() {
    return BLOCK * (1 + signals.size());
  }

  /** 16-bit numbers of one data record. */
  int recordSamples() {
    return signals.stream().mapToInt(Signal::samples).sum();
  }

  static EdfHeader of(byte[] file, String name) {
    return new Fields(file, name).header();
  }

  /** The text fields of a header by their place. */
  private record Fields(Bytes bytes, String name) {

    Fields(byte[] file, String name) {
      this(new Bytes(file), name);
    }

    EdfHeader header() {
      if (bytes.of.length < BLOCK) {
        throw problem(bytes.of.length, "the end of the file", "a header of 256 bytes");
      }
      if (!text(0, 8).equals("0")) {
        throw problem(0, "version \"%s\"".formatted(text(0, 8)), "0: the European Data Format");
      }
      int count = (int) number(252, 4, 1, MOST_SIGNALS);
      int stated = (int) number(184, 8, 0, Integer.MAX_VALUE);
      if (stated != BLOCK * (1 + count)) {
        throw problem(
            184,
            "a header of %d bytes".formatted(stated),
            "%d for %d signals".formatted(BLOCK * (1 + count), count));
      }
      if (bytes.of.length < stated) {
        throw problem(bytes.of.length, "the end of the file", "a header of " + stated + " bytes");
      }
      double second = number(244, 8, 0, Double.MAX_VALUE);
      List<EdfHeader.Signal> signals = new ArrayList<>();
      for (int s = 0; s < count; s++) {
        signals.add(signal(s, count));
      }
      boolean gaps = text(192, 44).startsWith("EDF+D");
      int records = (int) number(236, 8, -1, 1 << 30);
      return checked(new EdfHeader(gaps, records, second, signals));
    }

    private EdfHeader.Signal signal(int s, int count) {
      String label = text(field(16, 0, s, count), 16);
      double low = number(field(8, 104, s, count), 8, -Double.MAX_VALUE, Double.MAX_VALUE);
      double high = number(field(8, 112, s, count), 8, -Double.MAX_VALUE, Double.MAX_VALUE);
      double digitalLow = number(field(8, 120, s, count), 8, Short.MIN_VALUE, Short.MAX_VALUE);
      int highPlace = field(8, 128, s, count);
      double digitalHigh = number(highPlace, 8, Short.MIN_VALUE, Short.MAX_VALUE);
      if (digitalHigh <= digitalLow) {
        throw problem(
            highPlace,
            "a digital maximum of %s".formatted(digitalHigh),
            "more than the minimum %s of signal %s".formatted(digitalLow, label));
      }
      int samples = (int) number(field(8, 216, s, count), 8, 1, MOST_RECORD_SAMPLES);
      double gain = (high - low) / (digitalHigh - digitalLow);
      return new EdfHeader.Signal(label, low - digitalLow * gain, gain, samples);
    }

    /** Fields of one kind stand together, for all signals. */
    private static int field(int width, int before, int s, int count) {
      return BLOCK + before * count + width * s;
    }

    private EdfHeader checked(EdfHeader header) {
      long record = (long) header.recordSamples() * Short.BYTES;
      long there = (long) bytes.of.length - header.bytes();
      if (header.records() < 0 && there % record == 0) {
        int records = (int) (there / record);
        return new EdfHeader(
            header.discontinuous(), records, header.recordSecond(), header.signals());
      }
      if (header.records() * record != there) {
        throw problem(
            236,
            "%d records of %d bytes".formatted(header.records(), record),
            "the %d bytes of data that are there".formatted(there));
      }
      return header;
    }

    private String text(int at, int length) {
      return new String(bytes.of, at, length, ISO_8859_1).strip();
    }

    private double number(int at, int length, double least, double most) {
      var text = text(at, length);
      if (text.matches("[-+]?\\d*\\.?\\d+([eE][-+]?\\d+)?|[-+]?\\d+\\.")) {
        double value = Double.parseDouble(text);
        if (value >= least && value <= most) {
          return value;
        }
      }
      boolean bounded = least > -Double.MAX_VALUE || most < Double.MAX_VALUE;
      String range = bounded ? " of %.6g..%.6g".formatted(least, most) : "";
      throw problem(at, "\"%s\"".formatted(text), "a number" + range);
    }

    private DatasetProblem problem(int at, String found, String expected) {
      return new DatasetProblem(name, at, found, expected);
    }
  }

  /** A class, for records do not hold arrays. */
  private static final class Bytes {

    private final byte[] of;

    Bytes(byte[] of) {
      this.of = of;
    }
  }
}
