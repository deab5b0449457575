package org.hafnia.simulator.fitting.endurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.hafnia.simulator.random.NormalLaw;
import org.hafnia.simulator.random.RandomStream;
import org.junit.jupiter.api.Test;

class PairErrorsTest {

  @Test
  void countsAllPairs() {
    var errors = PairErrors.of(100, new double[] {1, 2, 5}, new double[] {3, 4, 6});

    assertThat(errors.share()).isEqualTo(2.0 / 9, within(1e-12));
    assertThat(errors.low()).isLessThan(errors.share());
    assertThat(errors.high()).isGreaterThan(errors.share());
  }

  @Test
  void setsALimitWhereNoPairIsWrong() {
    double[] low = IntStream.range(0, 60).mapToDouble(i -> i).toArray();
    double[] high = IntStream.range(0, 90).mapToDouble(i -> 1000 + i).toArray();
    var errors = PairErrors.of(100, low, high);

    assertThat(errors.share()).isZero();
    assertThat(errors.high()).isEqualTo(3.0 / 60, within(1e-3));
    assertThat(PairErrors.of(100, new double[] {1}, new double[] {2}).high()).isEqualTo(1);
  }

  @Test
  void coversTheRateThatItIsDrawnFrom() {
    double truth = NormalLaw.below(-2 / Math.sqrt(2));
    int covered = 0;
    for (int repetition = 0; repetition < 400; repetition++) {
      var draws = RandomStream.of(7, "pair-errors", repetition);
      double[] low =
          IntStream.range(0, 100).mapToDouble(i -> draws.normal(0, i)).sorted().toArray();
      double[] high =
          IntStream.range(0, 100).mapToDouble(i -> 2 + draws.normal(1, i)).sorted().toArray();
      var errors = PairErrors.of(100, low, high);
      covered += errors.low() <= truth && truth <= errors.high() ? 1 : 0;
    }

    assertThat(covered / 400.0).isBetween(0.9, 0.98);
  }
}
