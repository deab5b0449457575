package org.hafnia.simulator.optimizer;

/** What the gradient with respect to a weight that was read wrong does to its latent weight. */
public enum ErrorGradient {
  /** Moves it as if the weight had been read right. */
  STRAIGHT_THROUGH,
  /**
   * Moves it the other way where the sign was turned: the derivative of w = e sign(l), e = -1 where
   * there is an error, as automatic differentiation gives it.
   */
  THROUGH_ERRORS
}
