package org.hafnia.simulator.inference.montecarlo;

import org.hafnia.simulator.array.weights.WeightErrors;
import org.hafnia.simulator.array.weights.WeightModel;

/** Why binary and ternary weights are read other than they are meant. */
public sealed interface ErrorSource {

  /** The same as a model that gives a channel to each layer. */
  WeightModel model();

  /**
   * Weight error rate p: the sign of a binary weight is turned with probability p; a ternary weight
   * is wrong with probability p by errors of types 2 and 3 ({@link WeightErrors.Added}).
   *
   * @param rate p, [0, 1]; of ternary weights [0, 1/2]
   */
  record BitErrors(double rate) implements ErrorSource {

    private static final double MOST_TERNARY = 0.5;

    public BitErrors {
      if (!(rate >= 0 && rate <= 1)) {
        throw new IllegalArgumentException("bitErrorRate = " + rate + " is outside [0, 1]");
      }
    }

    /** Whether ternary weights can have it: beyond 1/2, they cannot. */
    public boolean fitsTernary() {
      return rate <= MOST_TERNARY;
    }

    @Override
    public WeightModel model() {
      return new WeightErrors(rate, new WeightErrors.Added(Math.min(rate, MOST_TERNARY)));
    }
  }

  /**
   * The three types of errors of ternary weights, each at its own rate; a binary weight has the
   * first one only.
   *
   * @param types their rates
   */
  record TernaryErrors(WeightErrors.Types types) implements ErrorSource {

    @Override
    public WeightModel model() {
      return new WeightErrors(types.signReversal(), types);
    }
  }

  /**
   * Devices that are written and read.
   *
   * @param model of pairs, amplifier, stuck cells
   */
  record Devices(WeightModel model) implements ErrorSource {}
}
