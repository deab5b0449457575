package org.hafnia.simulator.training;

import org.hafnia.simulator.optimizer.rule.Rule;
import org.hafnia.simulator.optimizer.rule.UpdateStep;
import org.hafnia.simulator.training.plan.Schedule;

/**
 * A rule, its rates, and what bounds them.
 *
 * @param rule from gradients to updates, of all parameters
 * @param learningRate of the weights; on weak-reset devices in pulses (8 gives up to 8 pulses per
 *     update), elsewhere in units of the weight (about 1e-3); above 0, finite
 * @param schedule of both rates
 * @param vectorLearningRate of bias and batch norm, ideal floats; above 0, finite
 * @param weightDecay normalised, of latent and real weights, decoupled from the gradients
 *     (Loshchilov and Hutter, 2019): in an epoch of S steps, in a stretch of T epochs, each step
 *     takes off weightDecay sqrt(1 / (S T)) times the schedule's factor; 0 for none, at most 1
 * @param clipNorm gradients of a greater norm, all parameters together, are scaled down to it;
 *     infinite for none
 */
public record OptimizerSpec(
    Rule rule,
    double learningRate,
    Schedule schedule,
    double vectorLearningRate,
    double weightDecay,
    double clipNorm) {

  /** Rate of bias and batch norm in the authors' program of arXiv 2107.06064. */
  public static final double PUBLISHED_VECTOR_LEARNING_RATE = 8e-3;

  public OptimizerSpec {
    checkRate("learningRate", learningRate);
    checkRate("vectorLearningRate", vectorLearningRate);
    if (!(weightDecay >= 0 && weightDecay <= 1)) {
      throw new IllegalArgumentException("weightDecay is " + weightDecay + "; it must be 0 to 1");
    }
    if (!(clipNorm > 0)) {
      throw new IllegalArgumentException("clipNorm is " + clipNorm + "; it must be above 0");
    }
  }

  /** Without decay and clipping. */
  public OptimizerSpec(
      Rule rule, double learningRate, Schedule schedule, double vectorLearningRate) {
    this(rule, learningRate, schedule, vectorLearningRate, 0, Double.POSITIVE_INFINITY);
  }

  /** Learning rate of the weights in an epoch, counted from 1. */
  double rate(int epoch) {
    return learningRate * schedule.factor(epoch);
  }

  /** The weights' step of that number, counted from 1. */
  UpdateStep weights(long step, int epoch, double decay) {
    return rule.step(step, rate(epoch), decay);
  }

  /** The step of bias and batch norm, which do not decay. */
  UpdateStep vectors(long step, int epoch) {
    return rule.step(step, vectorLearningRate * schedule.factor(epoch), 0);
  }

  /**
   * Part of a weight that each step of an epoch takes off.
   *
   * @param stepsPerEpoch at least 1
   * @param epochs of the whole training
   */
  double decay(int epoch, int stepsPerEpoch, int epochs) {
    double steps = (double) stepsPerEpoch * schedule.stretch(epoch, epochs);
    return weightDecay * schedule.factor(epoch) / Math.sqrt(steps);
  }

  private static void checkRate(String name, double rate) {
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " is " + rate + "; it must be above 0 and finite");
    }
  }
}
