package org.hafnia.simulator.inference.draws;

/**
 * How the images of a test set were classified in one draw. Filled again and again; nothing is
 * allocated after it was made.
 */
public final class Answers {

  private final int[] labels;
  private final int classes;
  private final boolean[] right;
  private final float[] margins;
  private long weights;
  private long wrong;

  /**
   * Nothing answered yet.
   *
   * @param labels of the images; not to be written to afterwards
   */
  public Answers(int[] labels, int classes) {
    this.labels = labels;
    this.classes = classes;
    right = new boolean[labels.length];
    margins = new float[labels.length];
  }

  /** Starts a draw. */
  void clear() {
    weights = 0;
    wrong = 0;
  }

  /** Takes the logits of an image, which start at {@code at}; the first of equal ones wins. */
  void add(int image, float[] logits, int at) {
    int label = labels[image];
    int best = 0;
    float other = Float.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      best = logits[at + c] > logits[at + best] ? c : best;
      other = c == label ? other : Math.max(other, logits[at + c]);
    }
    right[image] = best == label;
    margins[image] = logits[at + label] - other;
  }

  /** Counts weights that were drawn, and those read other than meant. */
  void count(long drawn, long readWrong) {
    weights += drawn;
    wrong += readWrong;
  }

  /** Images of the test set. */
  public int images() {
    return labels.length;
  }

  /** Number of classes. */
  public int classes() {
    return classes;
  }

  /** Class of an image. */
  public int label(int image) {
    return labels[image];
  }

  /** Whether an image was classified rightly. */
  public boolean right(int image) {
    return right[image];
  }

  /** The logit of an image's true class less the largest other one. */
  public float margin(int image) {
    return margins[image];
  }

  /** Weights that were drawn. */
  public long weights() {
    return weights;
  }

  /** Those of them that were read other than meant. */
  public long wrong() {
    return wrong;
  }
}
