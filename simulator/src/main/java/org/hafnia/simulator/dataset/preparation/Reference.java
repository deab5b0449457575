package org.hafnia.simulator.dataset.preparation;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.signals.Montage;

/** What the potential of an electrode is taken against. */
public enum Reference {
  /** What the recording has. */
  RECORDED,
  /** The mean of all electrodes. */
  AVERAGE,
  /**
   * The mean of the four nearest electrodes: what flows through the skull below, about (B. Hjorth,
   * Electroencephalogr. Clin. Neurophysiol. 39(5), 526-530, 1975). Names are those of the
   * international 10-10 system.
   */
  LAPLACIAN;

  private static final int NEIGHBOURS = 4;

  /** As requests write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The signals against this reference.
   *
   * @param recording id of the recording, for complaints
   */
  double[][] apply(double[][] signals, List<String> channels, String recording) {
    return switch (this) {
      case RECORDED -> signals;
      case AVERAGE -> {
        int[] all = IntStream.range(0, signals.length).toArray();
        yield against(signals, IntStream.of(all).mapToObj(c -> all).toArray(int[][]::new));
      }
      case LAPLACIAN -> against(signals, nearest(channels, recording));
    };
  }

  private static double[][] against(double[][] signals, int[][] others) {
    double[][] referenced = new double[signals.length][];
    for (int c = 0; c < signals.length; c++) {
      double[] own = signals[c].clone();
      for (int other : others[c]) {
        for (int t = 0; t < own.length; t++) {
          own[t] -= signals[other][t] / others[c].length;
        }
      }
      referenced[c] = own;
    }
    return referenced;
  }

  private static int[][] nearest(List<String> channels, String recording) {
    if (channels.size() <= NEIGHBOURS) {
      throw new DatasetProblem(
          recording,
          "its channels",
          channels.size() + " of them",
          "at least %d for reference laplacian".formatted(NEIGHBOURS + 1));
    }
    int[] places = channels.stream().mapToInt(name -> place(name, recording)).toArray();
    return IntStream.range(0, places.length)
        .mapToObj(
            c ->
                IntStream.range(0, places.length)
                    .filter(other -> other != c)
                    .boxed()
                    .sorted(Comparator.comparingDouble(o -> distance(places[c], places[o])))
                    .limit(NEIGHBOURS)
                    .mapToInt(Integer::intValue)
                    .toArray())
        .toArray(int[][]::new);
  }

  private static int place(String channel, String recording) {
    for (int place = 0; place < Montage.NAMES.size(); place++) {
      if (Montage.NAMES.get(place).equalsIgnoreCase(channel)) {
        return place;
      }
    }
    throw new DatasetProblem(
        recording,
        "its channels",
        channel,
        "names of the 10-10 system as FC5 or Cz, for reference laplacian");
  }

  private static double distance(int one, int other) {
    return Math.hypot(
        Montage.right(one) - Montage.right(other), Montage.forward(one) - Montage.forward(other));
  }
}
