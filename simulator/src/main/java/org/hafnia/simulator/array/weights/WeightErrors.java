package org.hafnia.simulator.array.weights;

import org.hafnia.simulator.array.Requirements;

/**
 * Errors at given rates, independent from weight to weight and from read to read.
 *
 * @param binary p: each sign is turned with that probability, [0, 1]
 * @param ternary what happens to ternary weights
 */
public record WeightErrors(double binary, Ternary ternary) implements WeightModel {

  public WeightErrors {
    Requirements.within("binary", binary, 0, 1, "1");
  }

  /** Weight error rate p, for binary and for ternary weights of any share of zeros. */
  public static WeightErrors at(double rate) {
    return new WeightErrors(rate, new Added(rate));
  }

  /** What happens to ternary weights. */
  public sealed interface Ternary {}

  /**
   * Errors of types 2 and 3 only: +1 or -1, equally likely, is added to a weight with probability
   *
   * <pre>
   *   q = 2 p / (1 + p0)
   * </pre>
   *
   * and the sum is clipped to [-1, 1]. A zero is then always wrong, another weight every other
   * time, so that the rate is q (p0 + (1 - p0)/2) = p. Here p0 is the share of zeros among the
   * {@link WeightChannel#BLOCK} neighbours that a weight is worked on with, so that p holds there,
   * too. Source: the public repository Laborieux-Axel/Quantized_VGG.
   *
   * @param rate p, [0, 1/2]: beyond, no q <= 1 reaches it where there are no zeros
   */
  public record Added(double rate) implements Ternary {

    public Added {
      Requirements.within("rate", rate, 0, 0.5, "1");
    }
  }

  /**
   * The three types of errors, each at its own rate.
   *
   * @param signReversal type 1: +1 read as -1 or the other way round
   * @param nonzeroAsZero type 2: +1 or -1 read as 0; at most 1 together with type 1
   * @param zeroAsNonzero type 3: 0 read as +1 or -1, equally likely
   */
  public record Types(double signReversal, double nonzeroAsZero, double zeroAsNonzero)
      implements Ternary {

    public Types {
      Requirements.within("signReversal", signReversal, 0, 1, "1");
      Requirements.within("nonzeroAsZero", nonzeroAsZero, 0, 1, "1");
      Requirements.within("zeroAsNonzero", zeroAsNonzero, 0, 1, "1");
      Requirements.within("signReversal + nonzeroAsZero", signReversal + nonzeroAsZero, 0, 1, "1");
    }
  }

  /** Whether nothing ever happens. */
  public boolean none() {
    return binary == 0 && errorRate(true, 0) == 0 && errorRate(true, 1) == 0;
  }

  @Override
  public WeightChannel channel(boolean ternaryWeights) {
    if (!ternaryWeights) {
      return new ErrorChannel(new ErrorChannel.Turned(binary));
    }
    return switch (ternary) {
      case Added added -> new ErrorChannel(new ErrorChannel.Shifted(added.rate()));
      case Types types -> new ErrorChannel(new ErrorChannel.Typed(types));
    };
  }

  @Override
  public double errorRate(boolean ternaryWeights, double zeroShare) {
    if (!ternaryWeights) {
      return binary;
    }
    return switch (ternary) {
      case Added added -> added.rate();
      case Types types ->
          zeroShare * types.zeroAsNonzero()
              + (1 - zeroShare) * (types.signReversal() + types.nonzeroAsZero());
    };
  }
}
