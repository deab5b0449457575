package org.hafnia.simulator.array.ecc;

import java.util.stream.IntStream;
import org.hafnia.simulator.array.Requirements;

/**
 * Each bit stored several times and read by majority:
 *
 * <pre>
 *   P = sum_{w > n/2} (n over w) p^w (1-p)^(n-w)
 * </pre>
 *
 * @param copies n, odd, [3, 99]
 */
public record Repetition(int copies) implements Code {

  public Repetition {
    Requirements.within("copies", copies, 3, 99);
    if (copies % 2 == 0) {
      throw new IllegalArgumentException("copies = " + copies + " must be odd for a majority");
    }
  }

  @Override
  public String word() {
    return "repetition-" + copies;
  }

  @Override
  public int codeBits() {
    return copies;
  }

  @Override
  public int dataBits() {
    return 1;
  }

  @Override
  public double dataErrorRate(double p) {
    Requirements.within("p", p, 0, 1, "1");
    return Binomials.weighted(
        IntStream.rangeClosed(0, copies)
            .mapToDouble(w -> 2 * w > copies ? Binomials.choose(copies, w).doubleValue() : 0)
            .toArray(),
        p);
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
    int order = copies / 2 + 1;
    return new Leading(Binomials.choose(copies, order).doubleValue(), order);
  }

  /** Majority of n bits: a tree of n - ceil(log2(n+1)) full adders of 2 XOR, 2 AND and 1 OR. */
  @Override
  public CodeCost cost() {
    int adders = copies - Integer.SIZE + Integer.numberOfLeadingZeros(copies);
    return new CodeCost(copies, copies - 1, 0, adders * (2 + 3 * CodeCost.AND));
  }

  /** The bit that most copies hold; copies are the lower bits of the word. */
  public int decode(long word) {
    return 2 * Long.bitCount(word) > copies ? 1 : 0;
  }
}
