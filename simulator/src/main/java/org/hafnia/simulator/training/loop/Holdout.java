package org.hafnia.simulator.training.loop;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.random.RandomStream;

/** Which samples are trained on, and which are held out to judge the epochs by. */
public final class Holdout {

  private final int[] training;
  private final int[] validation;

  private Holdout(int[] training, int[] validation) {
    this.training = training;
    this.validation = validation;
  }

  /**
   * Holds out the same part of every class, rounded to whole samples, drawn at random.
   *
   * @param fraction 0 to below 1; 0 holds out none
   */
  public static Holdout of(Samples samples, int classes, double fraction, long seed) {
    int[] all = IntStream.range(0, samples.count()).toArray();
    if (fraction == 0) {
      return new Holdout(all, new int[0]);
    }
    int[] left = new int[classes];
    for (int i : all) {
      left[samples.label(i)]++;
    }
    for (int c = 0; c < classes; c++) {
      left[c] = (int) Math.round(left[c] * fraction);
    }
    boolean[] held = new boolean[all.length];
    for (int i : RandomStream.of(seed, "validation", 0).permutation(all.length, 0)) {
      held[i] = left[samples.label(i)]-- > 0;
    }
    return new Holdout(
        Arrays.stream(all).filter(i -> !held[i]).toArray(),
        Arrays.stream(all).filter(i -> held[i]).toArray());
  }

  /** Samples that are trained on. */
  public int trainingCount() {
    return training.length;
  }

  /** Samples that are held out. */
  public int validationCount() {
    return validation.length;
  }

  /** The samples that are trained on, in an order drawn for the epoch. */
  public int[] shuffled(RandomStream shuffles, int epoch) {
    int[] order = shuffles.permutation(training.length, epoch);
    for (int i = 0; i < order.length; i++) {
      order[i] = training[order[i]];
    }
    return order;
  }

  /** The held-out samples. */
  public int[] validation() {
    return validation.clone();
  }
}
