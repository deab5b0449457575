package org.hafnia.simulator.bench;

import java.util.ArrayList;
import java.util.List;
import org.hafnia.simulator.dataset.Dataset;

/**
 * MNIST, 784-512-10, 12 epochs, batch 1000, rate halved every 7 epochs: the mean over three seeds
 * of the test accuracy over the last four epochs, beside an independent implementation's.
 */
final class ReferenceResults {

  private static final int EPOCHS = 12;
  private static final int LAST = 4;
  private static final int SEEDS = 3;

  private record Column(
      String name, boolean deviceToDevice, boolean noise, double rate, double reference) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("no D2D, no noise", false, false, 8, 96.72),
          new Column("noise only", false, true, 8, 96.52),
          new Column("D2D only", true, false, 8, 95.96),
          new Column("D2D and noise", true, true, 8, 95.04),
          new Column("D2D and noise, rate 100", true, true, 100, 92.76));

  private ReferenceResults() {}

  public static void main(String[] args) {
    var mnist = Bench.mnist();
    int seeds = args.length > 0 ? Integer.parseInt(args[0]) : SEEDS;
    var accuracies = new ArrayList<double[]>();
    boolean within = true;
    for (var column : COLUMNS) {
      double[] percent = new double[seeds];
      for (int seed = 1; seed <= seeds; seed++) {
        percent[seed - 1] = percent(column, mnist, seed);
      }
      double off = mean(percent) - column.reference;
      within &= Math.abs(off) <= 0.4;
      System.out.printf(
          "%-24s %.2f %% (reference %.2f, %+.2f)%n",
          column.name, mean(percent), column.reference, off);
      accuracies.add(percent);
    }
    System.out.println(within ? "all within 0.4 points" : "NOT all within 0.4 points");
    difference("noise costs", accuracies.get(0), accuracies.get(1));
    difference("D2D costs", accuracies.get(0), accuracies.get(2));
    difference("both cost", accuracies.get(0), accuracies.get(3));
    difference("D2D costs more than noise by", accuracies.get(1), accuracies.get(2));
  }

  private static double percent(Column column, Dataset mnist, long seed) {
    var hardware = Bench.weakReset(column.deviceToDevice, column.noise);
    var spec = Bench.spec(512, hardware, column.rate, seed, EPOCHS);
    var result = Bench.complete(spec, mnist, Runtime.getRuntime().availableProcessors());
    var rows = result.epochs();
    double percent =
        100
            * rows.subList(EPOCHS - LAST, EPOCHS).stream()
                .mapToDouble(row -> row.testAccuracy())
                .average()
                .orElseThrow();
    long devices = result.layers().stream().mapToLong(layer -> layer.use().devices()).sum();
    System.out.printf(
        "  seed %d: %.2f %%, %.0f pulses per device, %.1f s, %s%n",
        seed,
        percent,
        (double) rows.getLast().pulses() / devices,
        result.timings().total(),
        result.weightsSha256().substring(0, 12));
    return percent;
  }

  private static double mean(double[] values) {
    return java.util.Arrays.stream(values).average().orElseThrow();
  }

  /** Mean and standard error of the differences, paired over the seeds. */
  private static void difference(String what, double[] from, double[] to) {
    double[] differences = new double[from.length];
    for (int i = 0; i < from.length; i++) {
      differences[i] = from[i] - to[i];
    }
    double mean = mean(differences);
    double squares = java.util.Arrays.stream(differences).map(d -> (d - mean) * (d - mean)).sum();
    double error = Math.sqrt(squares / (from.length - 1) / from.length);
    System.out.printf("%s %.2f +- %.2f points%n", what, mean, error);
  }
}
