package org.hafnia.simulator.training.loop;

import java.nio.FloatBuffer;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.network.blocks.Network;
import org.hafnia.simulator.network.blocks.memory.Mirror;
import org.hafnia.simulator.training.plan.Loss;
import org.hafnia.simulator.training.quality.Tally;

/** The one pair of arrays through which all samples reach the network: no garbage per batch. */
public final class Batch {

  private final Mirror pixels;
  private final Mirror targets;
  private final FloatBuffer pixelMemory;
  private final FloatBuffer targetMemory;
  private final int features;
  private final int classes;
  private final int[] labels;
  private int count;

  /** Room for {@code size} samples; the arrays live as long as the network. */
  Batch(Network network, int size, int features, int classes) {
    this.pixels = network.zeros(size, features);
    this.targets = network.zeros(size, classes);
    this.pixelMemory = pixels.memory();
    this.targetMemory = targets.memory();
    this.features = features;
    this.classes = classes;
    this.labels = new int[size];
  }

  /**
   * Takes the samples {@code order[from..to)} and what they are held against.
   *
   * @throws IllegalArgumentException if the loss has weights for another number of classes
   */
  public void fill(Samples samples, int[] order, int from, int to, Loss loss) {
    count = to - from;
    samples.copy(order, from, to, pixelMemory.clear());
    double weights = 0;
    for (int i = 0; i < count; i++) {
      labels[i] = samples.label(order[from + i]);
      weights += loss.weight(labels[i]);
    }
    for (int i = 0; i < count; i++) {
      float weight = weight(loss, labels[i], weights);
      for (int c = 0; c < classes; c++) {
        targetMemory.put(i * classes + c, weight * loss.target(labels[i], c, classes));
      }
    }
  }

  /** Augments the samples it holds, which were those from {@code order[from]} on. */
  public void augment(Augmenter augmenter, int[] order, int from, int epoch) {
    for (int i = 0; i < count; i++) {
      augmenter.apply(pixelMemory, i * features, order[from + i], epoch);
    }
  }

  /** Weight of a sample, 1 on average over the batch; its root for a loss that will square it. */
  private float weight(Loss loss, int label, double sum) {
    double weight = loss.weight(label) * count / sum;
    return (float) (loss.kind() == Loss.Kind.SQUARED_HINGE ? Math.sqrt(weight) : weight);
  }

  /** Samples it holds room for. */
  public int size() {
    return labels.length;
  }

  int count() {
    return count;
  }

  Mirror pixels() {
    return pixels;
  }

  /** One row per sample: what its logits are held against, times its weight. */
  Mirror targets() {
    return targets;
  }

  /** Counts the samples by what their logits take them for; returns how many rightly. */
  int tally(FloatBuffer logits, Tally tally) {
    int correct = 0;
    for (int i = 0; i < count; i++) {
      correct += tally.add(logits, i, labels[i]) ? 1 : 0;
    }
    return correct;
  }

  /** Samples that their logits classify rightly. */
  int correct(FloatBuffer logits) {
    int correct = 0;
    for (int i = 0; i < count; i++) {
      correct += Tally.best(logits, i, classes) == labels[i] ? 1 : 0;
    }
    return correct;
  }
}
