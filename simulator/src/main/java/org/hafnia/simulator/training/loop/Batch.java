package org.hafnia.simulator.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.network.blocks.NativeFloats;

/** The one pair of arrays through which all samples reach the network: no garbage per batch. */
public final class Batch {

  private final NDArray pixels;
  private final NDArray targets;
  private final FloatBuffer pixelMemory;
  private final FloatBuffer targetMemory;
  private final int classes;
  private final int[] labels;
  private int count;

  /** Room for {@code size} samples; the arrays live as long as the manager. */
  public Batch(NDManager manager, int size, int features, int classes) {
    this.pixels = manager.zeros(new Shape(size, features));
    this.targets = manager.zeros(new Shape(size, classes));
    this.pixelMemory = NativeFloats.of(pixels);
    this.targetMemory = NativeFloats.of(targets);
    this.classes = classes;
    this.labels = new int[size];
  }

  /** Takes the samples {@code order[from..to)}. */
  public void fill(Samples samples, int[] order, int from, int to) {
    count = to - from;
    samples.copy(order, from, to, pixelMemory.clear());
    for (int i = 0; i < count; i++) {
      labels[i] = samples.label(order[from + i]);
      for (int c = 0; c < classes; c++) {
        targetMemory.put(i * classes + c, c == labels[i] ? 1 : 0);
      }
    }
  }

  /** Samples it holds room for. */
  public int size() {
    return labels.length;
  }

  int count() {
    return count;
  }

  NDArray pixels() {
    return pixels;
  }

  /** One row per sample: 1 at its class, 0 elsewhere. */
  NDArray targets() {
    return targets;
  }

  /** Samples whose largest logit is that of their class; the first of equal ones counts. */
  int correct(FloatBuffer logits) {
    int correct = 0;
    for (int i = 0; i < count; i++) {
      int best = 0;
      for (int c = 1; c < classes; c++) {
        if (logits.get(i * classes + c) > logits.get(i * classes + best)) {
          best = c;
        }
      }
      correct += best == labels[i] ? 1 : 0;
    }
    return correct;
  }
}
