package org.hafnia.simulator.training.loop;

/**
 * How well some samples were classified.
 *
 * @param lossSum cross-entropy in nats, summed over the samples
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

  /** Mean cross-entropy, in nats. */
  public double loss() {
    return lossSum / count;
  }

  /** Fraction classified rightly. */
  public double accuracy() {
    return (double) correct / count;
  }
}
