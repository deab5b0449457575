package org.hafnia.simulator.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.UniformRealDistribution;
import org.hipparchus.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

class RandomStreamTest {

  private static final int N = 100_000;
  private static final RandomStream STREAM = RandomStream.of(42, "test", 0);

  @Test
  void uniformsAreUniform() {
    double[] sample = IntStream.range(0, N).mapToDouble(i -> STREAM.uniform(i, 3)).toArray();

    assertThat(
            new KolmogorovSmirnovTest()
                .kolmogorovSmirnovTest(new UniformRealDistribution(0, 1), sample))
        .isGreaterThan(1e-4);
  }

  @Test
  void normalsAreNormal() {
    double[] sample = IntStream.range(0, N).mapToDouble(i -> STREAM.normal(7, i)).toArray();

    assertThat(
            new KolmogorovSmirnovTest().kolmogorovSmirnovTest(new NormalDistribution(0, 1), sample))
        .isGreaterThan(1e-4);
  }

  @Test
  void uniformsNeverReachTheEnds() {
    assertThat(RandomStream.openUnit(0)).isGreaterThan(0);
    assertThat(RandomStream.openUnit(-1)).isLessThan(1);
  }

  @Test
  void permutationsHoldEachNumberOnce() {
    int[] order = STREAM.permutation(10_000, 1);

    assertThat(order).isNotEqualTo(STREAM.permutation(10_000, 2));
    Arrays.sort(order);
    assertThat(order).isEqualTo(IntStream.range(0, 10_000).toArray());
  }

  @Test
  void everyPermutationIsEquallyLikely() {
    int[] seen = new int[6];
    for (int counter = 0; counter < 60_000; counter++) {
      int[] order = STREAM.permutation(3, counter);
      seen[order[0] * 2 + (order[1] > order[2] ? 1 : 0)]++;
    }

    // Chi square with 5 degrees of freedom exceeds 25.7 with probability 1e-4.
    assertThat(Arrays.stream(seen).mapToDouble(n -> (n - 1e4) * (n - 1e4) / 1e4).sum())
        .isLessThan(25.7);
  }

  @Test
  void streamsOfOtherSeedsPurposesAndIndicesDiffer() {
    double[] values = {
      STREAM.uniform(0, 0),
      RandomStream.of(43, "test", 0).uniform(0, 0),
      RandomStream.of(42, "tesu", 0).uniform(0, 0),
      RandomStream.of(42, "test", 1).uniform(0, 0),
      STREAM.uniform(1, 0),
      STREAM.uniform(0, 1)
    };

    assertThat(values).doesNotHaveDuplicates();
  }

  /** Results stored in a database must be found again by later versions. */
  @Test
  void valuesStayWhatTheyWere() {
    assertThat(STREAM.uniform(1, 2)).isEqualTo(0.12269654714835421);
    assertThat(STREAM.permutation(6, 0)).containsExactly(0, 5, 4, 1, 3, 2);
  }

  @Test
  void rejectsPermutationsOfLessThanNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> STREAM.permutation(-1, 0))
        .withMessageContaining("n = -1");
  }
}
