package org.hafnia.simulator.array.weights;

import org.hafnia.simulator.random.Philox;

/**
 * Hits weights at random, each with the same probability within a block. Where hits are rare the
 * way to the next one is drawn instead, geometrically distributed:
 *
 * <pre>
 *   next = this + 1 + floor( ln U / ln(1 - q) )
 * </pre>
 *
 * @param law what a hit does
 */
record ErrorChannel(Law law) implements WeightChannel {

  /** From here on a random number per weight costs less than a logarithm per hit. */
  private static final double DENSE = 0.25;

  private static final double STEP = 0x1p-52;

  /** What happens to weights that are hit. */
  sealed interface Law {

    /** Probability that a weight of the range is hit. */
    double probability(float[] weight, int from, int to);

    /**
     * The weight after a hit.
     *
     * @param probability of being hit
     * @param bits 64 random bits
     */
    float hit(float weight, double probability, long bits);
  }

  @Override
  public void pass(long key, long number, int from, int length, float[] weight) {
    long[] words = new long[2];
    for (int at = from; at < from + length; at += BLOCK) {
      int to = Math.min(at + BLOCK, from + length);
      double q = law.probability(weight, at, to);
      if (q >= DENSE) {
        each(key, number, at, to, weight, q, words);
      } else if (q > 0) {
        skipping(key, number, at, to, weight, q, words);
      }
    }
  }

  @SuppressWarnings("checkstyle:ParameterNumber") // an address, a range, and the caller's scratch
  private void each(
      long key, long number, int from, int to, float[] weight, double q, long[] words) {
    for (int i = from; i < to; i++) {
      Philox.block(key, number, i, words);
      if (unit(words[0]) < q) {
        weight[i] = law.hit(weight[i], q, words[1]);
      }
    }
  }

  @SuppressWarnings("checkstyle:ParameterNumber") // an address, a range, and the caller's scratch
  private void skipping(
      long key, long number, int from, int to, float[] weight, double q, long[] words) {
    double scale = 1 / StrictMath.log1p(-q);
    // The upper half of the counter tells these numbers from those of single weights.
    long hits = (long) (from / BLOCK + 1) << 32;
    double place = from - 1.0;
    while (true) {
      Philox.block(key, number, hits++, words);
      place += 1 + Math.floor(StrictMath.log(unit(words[0])) * scale);
      if (place >= to) {
        return;
      }
      int i = (int) place;
      weight[i] = law.hit(weight[i], q, words[1]);
    }
  }

  private static double unit(long word) {
    return ((word >>> 12) + 0.5) * STEP;
  }

  /** The sign is turned. */
  record Turned(double rate) implements Law {

    @Override
    public double probability(float[] weight, int from, int to) {
      return rate;
    }

    @Override
    public float hit(float weight, double probability, long bits) {
      return -weight;
    }
  }

  /** +1 or -1 is added, and the sum clipped; see {@link WeightErrors.Added}. */
  record Shifted(double rate) implements Law {

    @Override
    public double probability(float[] weight, int from, int to) {
      if (rate == 0) {
        return 0;
      }
      int zeros = 0;
      for (int i = from; i < to; i++) {
        zeros += weight[i] == 0 ? 1 : 0;
      }
      return 2 * rate / (1 + (double) zeros / (to - from));
    }

    @Override
    public float hit(float weight, double probability, long bits) {
      float shifted = weight + (bits < 0 ? -1 : 1);
      return Math.max(-1, Math.min(1, shifted));
    }
  }

  /** Errors by type: hits come at the largest rate, and those of rarer ones are thinned out. */
  record Typed(WeightErrors.Types types) implements Law {

    @Override
    public double probability(float[] weight, int from, int to) {
      return Math.max(types.signReversal() + types.nonzeroAsZero(), types.zeroAsNonzero());
    }

    @Override
    public float hit(float weight, double probability, long bits) {
      // The lowest bit is the sign; the number is made of the others.
      double u = unit(bits) * probability;
      if (weight == 0) {
        return u < types.zeroAsNonzero() ? ((bits & 1) == 0 ? 1 : -1) : 0;
      }
      if (u < types.signReversal()) {
        return -weight;
      }
      return u < types.signReversal() + types.nonzeroAsZero() ? 0 : weight;
    }
  }
}
