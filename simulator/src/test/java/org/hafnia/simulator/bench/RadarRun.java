package org.hafnia.simulator.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.hafnia.simulator.device.states.LognormalLaw;
import org.hafnia.simulator.fitting.statistics.Quantiles;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.MeasurementTable;

/** A run of cycling: cells in the order of the file, each with its HRS and LRS of every cycle. */
final class RadarRun {

  private final List<String> names;
  private final List<double[]> high;
  private final List<double[]> low;

  private RadarRun(List<String> names, List<double[]> high, List<double[]> low) {
    this.names = names;
    this.high = high;
    this.low = low;
  }

  /** Where the measured runs are, if they are. */
  static Optional<Path> folder() {
    return Optional.ofNullable(System.getenv("HAFNIA_DATASETS"))
        .map(root -> Path.of(root).resolve("rram-radar"))
        .filter(Files::isDirectory);
  }

  /** The run "cycling-DATE-20": per line an address, then HRS, LRS, HRS, LRS ... in ohm. */
  static RadarRun read(Path folder, String date) {
    var names = new ArrayList<String>();
    var high = new ArrayList<double[]>();
    var low = new ArrayList<double[]>();
    var file = folder.resolve("cycling-" + date + "-20.csv.gz");
    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
      for (var line : new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList()) {
        double[] row = Arrays.stream(line.split("\t")).mapToDouble(Double::parseDouble).toArray();
        names.add("cell %.0f, line %d".formatted(row[0], names.size() + 1));
        high.add(every(row, 1));
        low.add(every(row, 2));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RadarRun(names, high, low);
  }

  /** The run that a table of equally many cycles per cell holds. */
  static RadarRun of(MeasurementTable table) {
    var names = table.words("device");
    var high = new ArrayList<double[]>();
    var low = new ArrayList<double[]>();
    for (int device = 0; device < names.size(); device++) {
      high.add(reads(table, device, "HRS"));
      low.add(reads(table, device, "LRS"));
    }
    return new RadarRun(names, high, low);
  }

  private static double[] reads(MeasurementTable table, int device, String state) {
    int code = table.words("state").indexOf(state);
    return IntStream.range(0, table.rows())
        .filter(r -> table.codes("device")[r] == device && table.codes("state")[r] == code)
        .mapToDouble(r -> table.numbers("resistanceOhm")[r])
        .toArray();
  }

  private static double[] every(double[] row, int first) {
    return IntStream.range(0, (row.length - 1) / 2).mapToDouble(i -> row[first + 2 * i]).toArray();
  }

  int cells() {
    return names.size();
  }

  String name(int cell) {
    return names.get(cell);
  }

  RadarRun only(IntPredicate cells) {
    int[] kept = IntStream.range(0, cells()).filter(cells).toArray();
    return new RadarRun(
        Arrays.stream(kept).mapToObj(names::get).toList(),
        Arrays.stream(kept).mapToObj(high::get).toList(),
        Arrays.stream(kept).mapToObj(low::get).toList());
  }

  /** Cells whose medians lie within limits that suit these arrays: 12 kohm and 15 kohm. */
  RadarRun withinLimits() {
    return only(c -> Quantiles.median(low.get(c)) < 12e3 && Quantiles.median(high.get(c)) > 15e3);
  }

  MeasurementTable table() {
    var rows = MeasurementTable.builder(MeasurementKind.CYCLING);
    for (int cell = 0; cell < cells(); cell++) {
      for (int cycle = 0; cycle < high.get(cell).length; cycle++) {
        row(rows, cell, cycle + 1, "HRS", high.get(cell)[cycle]);
        row(rows, cell, cycle + 1, "LRS", low.get(cell)[cycle]);
      }
    }
    return rows.build();
  }

  private void row(MeasurementTable.Builder rows, int cell, int cycle, String state, double ohm) {
    rows.word("device", names.get(cell))
        .number("cycle", cycle)
        .word("state", state)
        .number("resistanceOhm", ohm)
        .add();
  }

  /** The lognormal law with mean and deviation of ln R of all reads of a state. */
  LognormalLaw moments(String state) {
    double[] x =
        (state.equals("LRS") ? low : high)
            .stream().flatMapToDouble(Arrays::stream).map(Math::log).toArray();
    double mean = Arrays.stream(x).average().orElseThrow();
    double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    return new LognormalLaw(mean, Math.sqrt(variance));
  }

  /** Share of wrong reads of single cells at the threshold that makes it least. */
  double singleCells() {
    double[] h = high.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
    double[] l = low.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
    double least = 1;
    int below = 0;
    for (int i = 0; i < l.length; i++) {
      // A threshold just above l[i].
      while (below < h.length && h[below] <= l[i]) {
        below++;
      }
      double high = (double) below / h.length;
      double low = 1 - (i + 1.0) / l.length;
      least = Math.min(least, (high + low) / 2);
    }
    return least;
  }

  /** Share of pairs that stand the wrong way round; see {@link #wrong}. */
  double pairsOfNeighbours() {
    int pairs = cells() / 2;
    return IntStream.range(0, pairs).mapToDouble(this::wrong).sum() / pairs;
  }

  /**
   * Neighbours are cells 0 and 1, 2 and 3 ... of the run; they are compared in the same cycle, one
   * in LRS and the other in HRS, both ways round. A tie is wrong.
   */
  private double wrong(int pair) {
    int a = 2 * pair;
    int b = a + 1;
    int cycles = low.get(a).length;
    int wrong = 0;
    for (int t = 0; t < cycles; t++) {
      wrong += low.get(a)[t] >= high.get(b)[t] ? 1 : 0;
      wrong += low.get(b)[t] >= high.get(a)[t] ? 1 : 0;
    }
    return wrong / (2.0 * cycles);
  }

  /** Standard error of {@link #pairsOfNeighbours}: pairs are independent, their reads are not. */
  double errorOfPairs() {
    int pairs = cells() / 2;
    double mean = pairsOfNeighbours();
    double squares =
        IntStream.range(0, pairs).mapToDouble(p -> (wrong(p) - mean) * (wrong(p) - mean)).sum();
    return Math.sqrt(squares / (pairs - 1.0) / pairs);
  }

  /** Share of all pairs of any LRS read with any HRS read that stand the wrong way round. */
  double allPairs() {
    double[] h = high.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
    double[] l = low.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
    double wrong = 0;
    int below = 0;
    for (double r : l) {
      while (below < h.length && h[below] <= r) {
        below++;
      }
      wrong += below;
    }
    return wrong / h.length / l.length;
  }
}
