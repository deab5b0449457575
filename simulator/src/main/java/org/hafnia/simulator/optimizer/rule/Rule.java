package org.hafnia.simulator.optimizer.rule;

/**
 * A rule that turns gradients into updates.
 *
 * @param kind which one
 * @param momentum part of the velocity that is kept at each step of {@link Kind#SGD}, 0 to below 1;
 *     0 otherwise
 */
public record Rule(Kind kind, double momentum) {

  /** Adam with its authors' constants. */
  public static final Rule ADAM = new Rule(Kind.ADAM, 0);

  /** The rules there are. */
  public enum Kind {
    /** Stochastic gradient descent, with momentum if wanted. */
    SGD,
    /** Adam (Kingma and Ba, 2015); with decoupled weight decay it is AdamW. */
    ADAM
  }

  public Rule {
    if (!(momentum >= 0 && momentum < 1) || (kind == Kind.ADAM && momentum != 0)) {
      throw new IllegalArgumentException(
          "momentum is %s; it is 0 up to below 1 for SGD and 0 for Adam".formatted(momentum));
    }
  }

  /** Descent with so much momentum. */
  public static Rule sgd(double momentum) {
    return new Rule(Kind.SGD, momentum);
  }

  /** The rule's memory for so many parameters, empty. */
  public Moments moments(int size) {
    return switch (kind) {
      case SGD -> new Momentum(size, momentum);
      case ADAM -> new Adam(size);
    };
  }

  /** Heap bytes that {@link #moments} takes per parameter. */
  public int bytes() {
    return switch (kind) {
      case SGD -> momentum == 0 ? 0 : Float.BYTES;
      case ADAM -> Adam.BYTES;
    };
  }

  /**
   * A step of this rule.
   *
   * @param number counts the steps of a training from 1
   * @param learningRate of the parameters
   * @param decay part of a latent or real weight that is taken off before the update, 0 for none
   */
  public UpdateStep step(long number, double learningRate, double decay) {
    return switch (kind) {
      case SGD -> new UpdateStep(number, (float) learningRate, 1, (float) decay);
      case ADAM -> Adam.step(number, learningRate, decay);
    };
  }
}
