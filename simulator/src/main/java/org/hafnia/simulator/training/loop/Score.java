package org.hafnia.simulator.training.loop;

/**
 * How well some samples were classified.
 *
 * @param lossSum summed over the samples; cross-entropy in nat
 * @param correct samples classified rightly
 * @param count samples
 */
public record Score(double lossSum, int correct, int count) {

  /** Of no samples. */
  public static final Score NONE = new Score(0, 0, 0);

  /** Of these samples and the others. */
  public Score plus(Score other) {
    return new Score(lossSum + other.lossSum, correct + other.correct, count + other.count);
  }

  /** Mean loss; cross-entropy in nat. */
  public double loss() {
    return lossSum / count;
  }

  /** Fraction classified rightly. */
  public double accuracy() {
    return (double) correct / count;
  }
}
