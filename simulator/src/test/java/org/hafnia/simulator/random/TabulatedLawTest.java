package org.hafnia.simulator.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.hafnia.simulator.device.presets.Hfo2WeakReset2021;
import org.hafnia.simulator.random.TabulatedLaw.Tolerance;
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

  private static final Tolerance RELATIVE = new Tolerance(5e-6, 0);
  private static final Tolerance IN_LN_OHM = new Tolerance(0, 1e-6);

  /** That and float roundings of product and sum. */
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
      new Normal(-20, 10, 1, 40),
      new Lognormal(0.02, 1, 0.5, 2),
      new Lognormal(2.5, 540, 1e-6, 1e9),
      new Lognormal(0.5, 1, 4, 1000),
      new Uniform(0, 0.5),
      new Uniform(3, 4)
    };
  }

  @ParameterizedTest
  @MethodSource("positive")
  void quantilesAreTheExactOnesUpToTheLastOfBothTails(TruncatedLaw law) {
    var exact = law.quantiles();
    var table = TabulatedLaw.of(exact, RELATIVE);

    assertThat(worst(table, exact, x -> Math.abs(x))).isLessThan(MOST);
  }

  /** Laws on both sides of 0 and logarithms. */
  @Test
  void quantilesOfLnRAreExactToTwoFloats() {
    var model = Hfo2WeakReset2021.model();
    var initial = model.initialOhm().quantiles();
    DoubleUnaryOperator ln = u -> Math.log(initial.applyAsDouble(u));
    var offset = model.offset().quantiles();
    var wide = new Normal(0, 0.5, -4, 3).quantiles();

    for (DoubleUnaryOperator exact : List.of(offset, wide, ln)) {
      assertThat(worst(TabulatedLaw.of(exact, IN_LN_OHM), exact, x -> 1)).isLessThan(2e-6);
    }
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
          TabulatedLaw.of(law.quantiles(), RELATIVE), TabulatedLaw.constant(law.mean())
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

  private static double worst(
      TabulatedLaw table, DoubleUnaryOperator exact, DoubleUnaryOperator unit) {
    var middle = IntStream.range(0, SAMPLED).map(i -> (int) ((long) i * STEPS / SAMPLED));
    var low = IntStream.range(0, TAIL);
    var high = IntStream.range(STEPS - TAIL, STEPS);
    return IntStream.concat(middle, IntStream.concat(low, high))
        .map(step -> step << 8)
        .mapToDouble(
            word -> {
              double expected = exact.applyAsDouble(TabulatedLaw.u(word));
              double error = Math.abs(table.quantile(word) - expected);
              return error / unit.applyAsDouble(expected);
            })
        .max()
        .orElseThrow();
  }

  private static long kibibytes(TruncatedLaw law) {
    return (4L * TabulatedLaw.of(law.quantiles(), RELATIVE).piece.length) >> 10;
  }
}
