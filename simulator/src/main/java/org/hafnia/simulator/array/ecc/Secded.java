package org.hafnia.simulator.array.ecc;

import java.util.Map;
import java.util.stream.IntStream;
import org.hafnia.simulator.array.Requirements;

/**
 * Extended Hamming code: single errors corrected, double errors detected. Check bits stand at the
 * places 1, 2, 4, ... of a Hamming code, data bits at the others in order, and one more bit holds
 * the parity of all; the sizes for 16, 32 and 64 data bits are shortened codes.
 *
 * <p>Rates are exact sums over patterns of w wrong bits,
 *
 * <pre>
 *   data error rate = 1/k sum_w E_w p^w (1-p)^(n-w),   leading term (n-1) p^2,
 * </pre>
 *
 * <p>with E_w the number of wrong data bits after decoding, summed over all patterns of weight w:
 * by enumeration of the code words, for the larger codes through those of the dual code
 * (MacWilliams).
 */
public final class Secded implements Code {

  private static final Map<Integer, Secded> CODES = codes();

  private final SecdedCodec codec;
  private final double[] dataErrors;
  private final double[] failures;
  private final double[] silent;

  private Secded(int dataBits) {
    codec = new SecdedCodec(dataBits);
    var patterns = new SecdedPatterns(codec);
    dataErrors = patterns.dataErrors();
    failures = patterns.failures();
    silent = patterns.silent();
  }

  /**
   * The code for so many data bits.
   *
   * @param dataBits 4, 11, 16, 32 or 64
   */
  public static Secded of(int dataBits) {
    var code = CODES.get(dataBits);
    if (code == null) {
      throw new IllegalArgumentException(
          "dataBits = " + dataBits + " is none of 4, 11, 16, 32, 64");
    }
    return code;
  }

  private static Map<Integer, Secded> codes() {
    return Map.of(
        4, new Secded(4),
        11, new Secded(11),
        16, new Secded(16),
        32, new Secded(32),
        64, new Secded(64));
  }

  /** Encoder and decoder. */
  public SecdedCodec codec() {
    return codec;
  }

  @Override
  public String word() {
    return "secded-" + codeBits() + "-" + dataBits();
  }

  @Override
  public int codeBits() {
    return codec.codeBits();
  }

  @Override
  public int dataBits() {
    return codec.dataBits();
  }

  @Override
  public double dataErrorRate(double p) {
    Requirements.within("p", p, 0, 1, "1");
    return Binomials.weighted(dataErrors, p) / dataBits();
  }

  @Override
  public double blockFailureRate(double p) {
    Requirements.within("p", p, 0, 1, "1");
    return Binomials.weighted(failures, p);
  }

  @Override
  public double silentBlockRate(double p) {
    Requirements.within("p", p, 0, 1, "1");
    return Binomials.weighted(silent, p);
  }

  @Override
  public Leading leading() {
    return new Leading(codeBits() - 1, 2);
  }

  @Override
  public CodeCost cost() {
    int checks = codec.hammingBits();
    int members = IntStream.range(0, checks).map(codec::dataBitsOfCheck).sum();
    double encoder = (members - checks) + (codeBits() - 2);
    double syndrome = members + (codeBits() - 1);
    // Each data bit: all lines of the syndrome and the parity must match, then it is flipped.
    double correction = dataBits() * (checks * CodeCost.AND + 1);
    double flag = checks * CodeCost.AND;
    return new CodeCost(
        (double) codeBits() / dataBits(), checkBits(), encoder, syndrome + correction + flag);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secded code && code.dataBits() == dataBits();
  }

  @Override
  public int hashCode() {
    return dataBits();
  }

  @Override
  public String toString() {
    return word();
  }
}
