package org.hafnia.simulator.training;

import org.hafnia.simulator.optimizer.rule.Rule;

/**
 * A rule and its rates, both halved together.
 *
 * @param rule from gradients to updates, of all parameters
 * @param learningRate of the weights; on devices in pulses (8 gives up to 8 pulses per update), on
 *     ideal floats in units of the weight (about 1e-3); above 0, finite
 * @param halveEveryEpochs epochs after which the rates are halved, again and again; at least 1
 * @param vectorLearningRate of bias and batch norm, ideal floats; above 0, finite
 */
public record OptimizerSpec(
    Rule rule, double learningRate, int halveEveryEpochs, double vectorLearningRate) {

  /** Rate of bias and batch norm in the authors' program of arXiv 2107.06064. */
  public static final double PUBLISHED_VECTOR_LEARNING_RATE = 8e-3;

  public OptimizerSpec {
    checkRate("learningRate", learningRate);
    checkRate("vectorLearningRate", vectorLearningRate);
    if (halveEveryEpochs < 1) {
      throw new IllegalArgumentException(
          "halveEveryEpochs is " + halveEveryEpochs + "; it must be at least 1");
    }
  }

  /** Factor on both rates in an epoch, counted from 1. */
  double decay(int epoch) {
    return Math.scalb(1.0, -((epoch - 1) / halveEveryEpochs));
  }

  private static void checkRate(String name, double rate) {
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " is " + rate + "; it must be above 0 and finite");
    }
  }
}
