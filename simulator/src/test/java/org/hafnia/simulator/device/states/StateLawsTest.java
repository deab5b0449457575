package org.hafnia.simulator.device.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.hafnia.simulator.device.states.TailedLaw.Tail;
import org.hafnia.simulator.random.NormalLaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every law of a state promises. */
class StateLawsTest {

  private static final LognormalLaw LOGNORMAL = new LognormalLaw(8.533, 0.201);
  private static final TailedLaw TAILED =
      new TailedLaw(8.47, 0.12, new Tail(8.33, 0.017), new Tail(8.73, 0.27));
  private static final QuantileTable TABLE =
      new QuantileTable(List.of(-3.0, -1.0, 0.0, 3.0), List.of(8.3, 8.4, 8.5, 10.0), 0.01, 0.6);

  static Stream<StateLaw> laws() {
    return Stream.of(LOGNORMAL, TAILED, TABLE, new MixtureLaw(TABLE, TAILED, 0.02));
  }

  @ParameterizedTest
  @MethodSource("laws")
  void quantilesInvertTheDistributionFarIntoBothTails(StateLaw law) {
    for (double u : new double[] {1e-12, 1e-9, 1e-6, 1e-3, 0.1, 0.3, 0.5, 0.7}) {
      assertThat(law.below(law.quantile(u))).isCloseTo(u, within(1e-8 * u));
      double upper = law.quantile(1 - u);
      assertThat(law.above(upper)).isCloseTo(1 - (1 - u), within(1e-8 * u + 1e-16));
    }
  }

  @ParameterizedTest
  @MethodSource("laws")
  void theDensityIsTheSlopeOfTheDistribution(StateLaw law) {
    for (double u : new double[] {1e-7, 0.02, 0.4, 0.9, 0.9999}) {
      double x = law.quantile(u);
      double h = 1e-6;
      double slope =
          u < 0.5
              ? (law.below(x + h) - law.below(x - h)) / (2 * h)
              : (law.above(x - h) - law.above(x + h)) / (2 * h);
      assertThat(Math.log(slope)).isCloseTo(law.logDensity(x), within(1e-3));
    }
  }

  @ParameterizedTest
  @MethodSource("laws")
  void meanAndDeviationAreThoseOfTheQuantiles(StateLaw law) {
    int n = 200_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double x = law.quantile((i + 0.5) / n);
      sum += x;
      squares += x * x;
    }
    double mean = sum / n;

    assertThat(law.mean()).isCloseTo(mean, within(1e-5));
    assertThat(law.deviation()).isCloseTo(Math.sqrt(squares / n - mean * mean), within(2e-4));
  }

  @ParameterizedTest
  @MethodSource("laws")
  void scoresAreNormalQuantilesOfTheDistribution(StateLaw law) {
    assertThat(law.score(law.quantile(1e-9))).isCloseTo(NormalLaw.quantile(1e-9), within(1e-6));
    assertThat(law.score(law.quantile(0.8))).isCloseTo(NormalLaw.quantile(0.8), within(1e-8));
  }

  @Test
  void tailsJoinTheBodyWithoutAStep() {
    for (double from : new double[] {8.33, 8.73}) {
      assertThat(TAILED.logDensity(Math.nextUp(from)))
          .isCloseTo(TAILED.logDensity(Math.nextDown(from)), within(1e-9));
      assertThat(TAILED.below(Math.nextUp(from)))
          .isCloseTo(TAILED.below(Math.nextDown(from)), within(1e-12));
    }
    assertThat(TAILED.upperMass()).isEqualTo(TAILED.above(8.73));
  }

  @Test
  void refusesLawsThatAreNone() {
    assertThatThrownBy(() -> new TailedLaw(8, 1, new Tail(9, 1), new Tail(8, 1)))
        .hasMessageContaining("not below");
    assertThatThrownBy(() -> new Tail(8, 0)).hasMessageContaining("decay = 0.0");
    assertThatThrownBy(() -> new QuantileTable(List.of(0.0, 1.0), List.of(9.0, 8.0), 1, 1))
        .hasMessageContaining("rise; number 2 is 8.0");
    assertThatThrownBy(() -> new MixtureLaw(TABLE, TABLE, 1)).hasMessageContaining("badShare");
    assertThatThrownBy(() -> new CellState(TABLE, 0, 0)).hasMessageContaining("deviations");
  }

  @Test
  void cellsShareTheirScore() {
    var state = CellState.lognormal(11, 0.6, 0.8);

    assertThat(state.share()).isCloseTo(0.36, within(1e-12));
    assertThat(state.lnOhm(1, -2)).isCloseTo(11 + 0.6 - 1.6, within(1e-12));
    assertThat(new CellState(TABLE, 3, 4).median(0)).isCloseTo(8.5, within(1e-9));
    assertThat(new CellState(TABLE, 3, 4).lnOhm(40, 40)).isFinite();
  }
}
