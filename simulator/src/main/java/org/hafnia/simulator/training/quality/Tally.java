package org.hafnia.simulator.training.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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

  /** What all of them have counted; of one classifier or of several. */
  public static Tally sum(List<Tally> tallies) {
    var sum = new Tally(tallies.getFirst().classes, tallies.stream().mapToInt(t -> t.seen).sum());
    for (var tally : tallies) {
      for (int label = 0; label < sum.classes; label++) {
        for (int taken = 0; taken < sum.classes; taken++) {
          sum.counts[label][taken] += tally.counts[label][taken];
        }
      }
      System.arraycopy(tally.scores, 0, sum.scores, sum.seen, tally.seen);
      System.arraycopy(tally.positive, 0, sum.positive, sum.seen, tally.seen);
      sum.seen += tally.seen;
    }
    return sum;
  }

  /** Writes what was counted so far. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(classes);
    for (int[] row : counts) {
      for (int count : row) {
        out.writeInt(count);
      }
    }
    out.writeInt(seen);
    for (int i = 0; i < seen; i++) {
      out.writeDouble(scores[i]);
      out.writeBoolean(positive[i]);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static Tally read(DataInput in) throws IOException {
    int classes = in.readInt();
    int[] counts = new int[classes * classes];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = in.readInt();
    }
    var tally = new Tally(classes, in.readInt());
    for (int i = 0; i < counts.length; i++) {
      tally.counts[i / classes][i % classes] = counts[i];
    }
    while (tally.seen < tally.scores.length) {
      tally.scores[tally.seen] = in.readDouble();
      tally.positive[tally.seen++] = in.readBoolean();
    }
    return tally;
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
