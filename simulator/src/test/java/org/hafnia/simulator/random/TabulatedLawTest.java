package org.hafnia.simulator.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.hafnia.simulator.device.presets.Hfo2WeakReset2021;
import org.hafnia.simulator.random.TruncatedLaw.Exponential;
import org.hafnia.simulator.random.TruncatedLaw.Lognormal;
import org.hafnia.simulator.random.TruncatedLaw.Normal;
import org.hafnia.simulator.random.TruncatedLaw.Uniform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TabulatedLawTest {

  /** Steps of u, of which every word has the upper 24 bits. */
  private static final int STEPS = 1 << 24;

  /** Words at either end that are all looked at. */
  private static final int TAIL = 20_000;

  private static final int SAMPLED = 400_000;

  /** What a law promises and float roundings of product and sum. */
  private static final double MOST = 1e-5;

  static TruncatedLaw[] positive() {
    var model = Hfo2WeakReset2021.model();
    return new TruncatedLaw[] {
      model.slope(),
      model.lateSlope(),
      model.knee(),
      model.initialOhm(),
      new Exponential(0, 1, 0, 50),
      new Exponential(1e-3, 1, 5, 5.5),
      new Normal(100, 10, 20, 180),
      new Normal(-50, 10, 1, 40),
      new Lognormal(0.02, 1, 0.5, 2),
      new Lognormal(2.5, 540, 1e-6, 1e9),
      new Lognormal(0.5, 1, 10, 1000),
      new Uniform(0, 0.5),
      new Uniform(3, 4)
    };
  }

  @ParameterizedTest
  @MethodSource("positive")
  void quantilesAreTheExactOnesUpToTheLastOfBothTails(TruncatedLaw law) {
    var exact = law.quantiles();
    var table = TabulatedLaw.of(exact, 0);

    assertThat(worst(table, exact, 0)).isLessThan(MOST);
  }

  /** Laws on both sides of 0 and logarithms, as exact as ln R has to be. */
  @Test
  void quantilesNearZeroAreExactToTheFloor() {
    double floor = 0.2;
    var model = Hfo2WeakReset2021.model();
    var initial = model.initialOhm().quantiles();
    DoubleUnaryOperator ln = u -> Math.log(initial.applyAsDouble(u));
    var offset = model.offset().quantiles();
    var wide = new Normal(0, 0.5, -4, 3).quantiles();

    assertThat(worst(TabulatedLaw.of(offset, floor), offset, floor)).isLessThan(MOST);
    assertThat(worst(TabulatedLaw.of(wide, floor), wide, floor)).isLessThan(MOST);
    assertThat(worst(TabulatedLaw.of(ln, floor), ln, floor)).isLessThan(MOST / 10);
  }

  @Test
  void narrowLawsTakeSmallTables() {
    var model = Hfo2WeakReset2021.model();

    assertThat(kibibytes(model.slope())).isLessThanOrEqualTo(48);
    assertThat(kibibytes(model.knee())).isLessThanOrEqualTo(48);
    assertThat(kibibytes(model.initialOhm())).isLessThanOrEqualTo(24);
    assertThat(kibibytes(new Uniform(0, 1))).isLessThanOrEqualTo(2);
  }

  @Test
  void constantsAreTheSameForEveryWord() {
    var law = TabulatedLaw.constant(0.1);

    for (int word : new int[] {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 12345678}) {
      assertThat(law.quantile(word)).isEqualTo(0.1f);
    }
  }

  @Test
  void wordsCountUpFromLowToHigh() {
    assertThat(TabulatedLaw.u(0)).isCloseTo(0x1p-25, within(1e-20));
    assertThat(TabulatedLaw.u(-1)).isCloseTo(1 - 0x1p-25, within(1e-16));
    assertThat(TabulatedLaw.u(Integer.MIN_VALUE)).isCloseTo(0.5, within(1e-7));
  }

  @ParameterizedTest
  @MethodSource("positive")
  void vectorsGiveTheSameBits(TruncatedLaw law) {
    for (var table :
        new TabulatedLaw[] {
          TabulatedLaw.of(law.quantiles(), 0), TabulatedLaw.constant(law.mean())
        }) {
      var stream = new RandomStream(1, 2);
      int count = 5000;
      int[] word = new int[count + 64];
      for (int j = 0; j < count; j++) {
        int drawn = (int) (stream.uniform(j, 0) * 0x1p32);
        word[j] = j < 256 ? j << 7 : j < 512 ? -(j << 7) : drawn;
      }
      float[] value = new float[count + 64];
      TabulatedLanes.run(table, word.clone(), value, count);

      for (int j = 0; j < count; j++) {
        assertThat(value[j]).isEqualTo(table.quantile(word[j]));
      }
    }
  }

  private static double worst(TabulatedLaw table, DoubleUnaryOperator exact, double floor) {
    var middle = IntStream.range(0, SAMPLED).map(i -> (int) ((long) i * STEPS / SAMPLED));
    var low = IntStream.range(0, TAIL);
    var high = IntStream.range(STEPS - TAIL, STEPS);
    return IntStream.concat(middle, IntStream.concat(low, high))
        .map(step -> step << 8)
        .mapToDouble(
            word -> {
              double expected = exact.applyAsDouble(TabulatedLaw.u(word));
              double error = Math.abs(table.quantile(word) - expected);
              return error / Math.max(Math.abs(expected), floor);
            })
        .max()
        .orElseThrow();
  }

  private static long kibibytes(TruncatedLaw law) {
    return (4L * TabulatedLaw.of(law.quantiles(), 0).piece.length) >> 10;
  }
}
