package org.hafnia.simulator.array.ecc;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Counts of error patterns of a SECDED code by weight. A pattern of even weight is left as it is
 * read; one of odd weight that is one bit away from a code word is turned into it; the other odd
 * ones are left as well. With A(i, j) the code words of i data and j check bits, v = i + j:
 *
 * <pre>
 *   a code word c and one bit:   v patterns of weight v - 1, n - v of weight v + 1, all decoded
 *                                into c, with i wrong data bits
 *   as read, those same:         (v-1) i and (n-v) i + (k - i) wrong data bits
 *   as read, all of weight w:    k (n-1 over w-1) wrong data bits
 * </pre>
 */
final class SecdedPatterns {

  private final int n;
  private final int k;
  private final BigInteger[][] words;

  SecdedPatterns(SecdedCodec codec) {
    n = codec.codeBits();
    k = codec.dataBits();
    words = words(codec);
  }

  /** Wrong data bits after decoding, summed over the patterns of each weight. */
  double[] dataErrors() {
    var sums = zeros(n + 1);
    for (int w = 0; w <= n; w++) {
      sums[w] = Binomials.choose(n - 1, w - 1).multiply(BigInteger.valueOf(k));
    }
    for (int i = 0; i <= k; i++) {
      for (int j = 0; j <= n - k; j++) {
        int v = i + j;
        // Decoded minus as read.
        add(sums, v - 1, words[i][j], i);
        add(sums, v + 1, words[i][j], i - k);
      }
    }
    return doubles(sums);
  }

  /** Patterns of each weight that are not restored: all of two or more errors. */
  double[] failures() {
    var counts = zeros(n + 1);
    for (int w = 2; w <= n; w++) {
      counts[w] = Binomials.choose(n, w);
    }
    return doubles(counts);
  }

  /** Patterns of each weight that pass for clean or corrected although they are not restored. */
  double[] silent() {
    var counts = zeros(n + 1);
    for (int i = 0; i <= k; i++) {
      for (int j = 0; j <= n - k; j++) {
        int v = i + j;
        if (v > 0) {
          add(counts, v, words[i][j], 1);
          add(counts, v - 1, words[i][j], v);
          add(counts, v + 1, words[i][j], n - v);
        }
      }
    }
    return doubles(counts);
  }

  private static void add(BigInteger[] sums, int weight, BigInteger words, long each) {
    if (each != 0 && words.signum() != 0) {
      sums[weight] = sums[weight].add(words.multiply(BigInteger.valueOf(each)));
    }
  }

  /** A(i, j) from the dual code, whose few words are the sums of parity checks. */
  private static BigInteger[][] words(SecdedCodec codec) {
    int k = codec.dataBits();
    int m = codec.codeBits() - k;
    var dual = dualWords(codec);
    var ofData = krawtchouk(k);
    var ofChecks = krawtchouk(m);
    var counts = new BigInteger[k + 1][];
    for (int i = 0; i <= k; i++) {
      counts[i] = zeros(m + 1);
      for (int j = 0; j <= m; j++) {
        var sum = BigInteger.ZERO;
        for (int a = 0; a <= k; a++) {
          for (int b = 0; b <= m; b++) {
            if (dual[a][b] != 0) {
              var term = ofData[i][a].multiply(ofChecks[j][b]);
              sum = sum.add(term.multiply(BigInteger.valueOf(dual[a][b])));
            }
          }
        }
        counts[i][j] = sum.shiftRight(m);
      }
    }
    return counts;
  }

  /** Words of the dual code by their number of data and check bits. */
  private static long[][] dualWords(SecdedCodec codec) {
    int k = codec.dataBits();
    int checks = codec.hammingBits();
    long all = k == Long.SIZE ? -1L : (1L << k) - 1;
    var counts = new long[k + 1][checks + 2];
    for (int rows = 0; rows < 1 << (checks + 1); rows++) {
      // The last row is the parity of all: all data and all check bits.
      boolean parity = (rows >>> checks & 1) == 1;
      long data = parity ? all : 0;
      int own = rows & ((1 << checks) - 1);
      for (int check = 0; check < checks; check++) {
        data ^= (rows >>> check & 1) == 1 ? codec.mask(check) : 0;
      }
      int inChecks = parity ? checks - Integer.bitCount(own) + 1 : Integer.bitCount(own);
      counts[Long.bitCount(data)][inChecks]++;
    }
    return counts;
  }

  /** K_i(a) = sum_s (-1)^s (a over s)(n-a over i-s) for all i and a. */
  private static BigInteger[][] krawtchouk(int n) {
    var table = new BigInteger[n + 1][n + 1];
    for (int i = 0; i <= n; i++) {
      for (int a = 0; a <= n; a++) {
        var sum = BigInteger.ZERO;
        for (int s = 0; s <= i; s++) {
          var term = Binomials.choose(a, s).multiply(Binomials.choose(n - a, i - s));
          sum = s % 2 == 0 ? sum.add(term) : sum.subtract(term);
        }
        table[i][a] = sum;
      }
    }
    return table;
  }

  private static BigInteger[] zeros(int length) {
    var zeros = new BigInteger[length];
    Arrays.fill(zeros, BigInteger.ZERO);
    return zeros;
  }

  private static double[] doubles(BigInteger[] counts) {
    double[] values = new double[counts.length];
    for (int w = 0; w < counts.length; w++) {
      values[w] = counts[w].doubleValue();
    }
    return values;
  }
}
