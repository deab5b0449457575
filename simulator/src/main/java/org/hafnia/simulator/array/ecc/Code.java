package org.hafnia.simulator.array.ecc;

import java.util.List;
import java.util.Optional;
import org.hafnia.simulator.array.Requirements;

/**
 * An error-correcting code over the bits of a memory, errors independent and equally likely.
 *
 * <p>After a double error that SECDED detects, the data bits are counted as they were read: no
 * system above it is assumed that would know better.
 */
public sealed interface Code permits Code.None, Secded, Repetition {

  /** As users write it: "none", "secded-72-64", "repetition-3". */
  String word();

  /** Bits of a block, checks included. */
  int codeBits();

  /** Data bits of a block. */
  int dataBits();

  /** Error rate of a data bit after decoding, when each stored bit is wrong with probability p. */
  double dataErrorRate(double p);

  /** Probability that a block is not restored to what was stored. */
  double blockFailureRate(double p);

  /** Probability that a block is not restored and the decoder does not notice. */
  double silentBlockRate(double p);

  /** The leading term of {@link #dataErrorRate} for small p. */
  Leading leading();

  /** What the code costs. */
  CodeCost cost();

  /** Check bits of a block. */
  default int checkBits() {
    return codeBits() - dataBits();
  }

  /** All codes that have a word of their own, repetition up to 7. */
  static List<Code> all() {
    return List.of(
        new None(),
        Secded.of(4),
        Secded.of(11),
        Secded.of(16),
        Secded.of(32),
        Secded.of(64),
        new Repetition(3),
        new Repetition(5),
        new Repetition(7));
  }

  /** The code of that word. */
  static Optional<Code> of(String word) {
    return all().stream().filter(code -> code.word().equals(word)).findFirst();
  }

  /**
   * coefficient * p^order.
   *
   * @param coefficient of the power of p
   * @param order of the smallest pattern of errors that is not corrected
   */
  record Leading(double coefficient, int order) {

    /** The term at p. */
    public double at(double p) {
      return coefficient * Math.pow(p, order);
    }
  }

  /** No code at all. */
  record None() implements Code {

    @Override
    public String word() {
      return "none";
    }

    @Override
    public int codeBits() {
      return 1;
    }

    @Override
    public int dataBits() {
      return 1;
    }

    @Override
    public double dataErrorRate(double p) {
      Requirements.within("p", p, 0, 1, "1");
      return p;
    }

    @Override
    public double blockFailureRate(double p) {
      return dataErrorRate(p);
    }

    @Override
    public double silentBlockRate(double p) {
      return dataErrorRate(p);
    }

    @Override
    public Leading leading() {
      return new Leading(1, 1);
    }

    @Override
    public CodeCost cost() {
      return new CodeCost(1, 0, 0, 0);
    }
  }
}
