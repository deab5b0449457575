package org.hafnia.simulator.training.quality;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Counts what classified samples were taken for. Of two classes it keeps every score besides. */
public final class Tally {

  private final int classes;
  private final int[][] counts;
  private final double[] scores;
  private final boolean[] positive;
  private int seen;

  /**
   * Nothing counted yet.
   *
   * @param samples as many as will be added at most
   */
  public Tally(int classes, int samples) {
    this.classes = classes;
    counts = new int[classes][classes];
    scores = new double[classes == 2 ? samples : 0];
    positive = new boolean[scores.length];
  }

  /**
   * Adds the sample whose logits start at {@code row * classes}.
   *
   * @return whether it was classified rightly
   */
  public boolean add(FloatBuffer logits, int row, int label) {
    int start = row * classes;
    int best = best(logits, row, classes);
    counts[label][best]++;
    if (scores.length > 0) {
      scores[seen] = (double) logits.get(start + 1) - logits.get(start);
      positive[seen++] = label == 1;
    }
    return best == label;
  }

  /** The class of the largest logit of a row; the first of equal ones wins. */
  public static int best(FloatBuffer logits, int row, int classes) {
    int start = row * classes;
    int best = 0;
    for (int c = 1; c < classes; c++) {
      if (logits.get(start + c) > logits.get(start + best)) {
        best = c;
      }
    }
    return best;
  }

  /** What was counted so far. */
  public Quality quality() {
    List<List<Integer>> confusion =
        Arrays.stream(counts).map(row -> Arrays.stream(row).boxed().toList()).toList();
    Optional<RocArea> area =
        scores.length == 0
            ? Optional.empty()
            : RocArea.of(Arrays.copyOf(scores, seen), Arrays.copyOf(positive, seen));
    return new Quality(confusion, area);
  }
}
