package org.hafnia.simulator.array.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hafnia.simulator.array.estimate.Effort;
import org.hafnia.simulator.array.estimate.Method;
import org.hafnia.simulator.array.estimate.RateCancelled;
import org.hafnia.simulator.array.estimate.RateEstimate;
import org.hafnia.simulator.array.estimate.RateListener;
import org.hafnia.simulator.array.sense.Corner;
import org.hafnia.simulator.array.sense.PcsaDesign;
import org.hafnia.simulator.array.sense.SenseAmplifier;
import org.hafnia.simulator.array.sense.SenseAmplifier.Ideal;
import org.hafnia.simulator.array.sense.SenseAmplifier.Pcsa;
import org.hafnia.simulator.device.states.LognormalLaw;
import org.hafnia.simulator.device.states.MixtureLaw;
import org.hafnia.simulator.device.states.QuantileTable;
import org.hafnia.simulator.device.states.StateLaw;
import org.hafnia.simulator.device.states.StatePair;
import org.hafnia.simulator.device.states.TailedLaw;
import org.hafnia.simulator.random.NormalLaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RareErrorsTest {

  private static final StatePair USUAL =
      new StatePair(new LognormalLaw(8.5, 0.25), new LognormalLaw(11, 0.6));

  @ParameterizedTest
  @ValueSource(doubles = {1e-4, 1e-9})
  void intervalsOfImportanceSamplingCover(double p) throws RateCancelled {
    double gap = -Math.hypot(0.3, 0.7) * NormalLaw.quantile(p);
    var states = new StatePair(new LognormalLaw(8, 0.3), new LognormalLaw(8 + gap, 0.7));
    int covered = 0;
    for (int repetition = 0; repetition < 200; repetition++) {
      var rate = sampled(states, new Effort(repetition, 1, 4000, 100, 1));
      covered += rate.low() <= p && p <= rate.high() ? 1 : 0;
      assertThat(rate.relativeHalfWidth()).isLessThan(0.15);
    }

    assertThat(covered).isBetween(180, 196);
  }

  private static RateEstimate sampled(StatePair states, Effort effort) throws RateCancelled {
    return ErrorRates.answer(
            new ErrorRateQuestion(
                new Cell.Differential(),
                new Ideal(),
                Set.of(Method.IMPORTANCE_SAMPLING),
                List.of(),
                effort),
            CellStates.of(states),
            RateListener.SILENT)
        .best(RateKind.BIT_ERROR);
  }

  static Stream<StatePair> lawsThatAreNotLognormal() {
    var low = new LognormalLaw(8.5, 0.2);
    var high = new LognormalLaw(12, 0.5);
    StateLaw tailed =
        new TailedLaw(12, 0.5, new TailedLaw.Tail(11.2, 0.35), new TailedLaw.Tail(13, 0.2));
    StateLaw table =
        new QuantileTable(
            List.of(-2.5, -1.0, 0.0, 1.0, 2.5), List.of(9.8, 11.0, 11.8, 12.3, 13.0), 0.15, 0.2);
    return Stream.of(
        new StatePair(low, tailed),
        new StatePair(low, table),
        new StatePair(new MixtureLaw(low, new LognormalLaw(10.5, 0.4), 0.01), high),
        new StatePair(
            new MixtureLaw(low, new LognormalLaw(10.5, 0.4), 1e-4),
            new MixtureLaw(high, new LognormalLaw(9.2, 0.3), 1e-3)));
  }

  @ParameterizedTest
  @MethodSource("lawsThatAreNotLognormal")
  void samplingFindsTheErrorsOfTailsAndOfBadCells(StatePair states) throws RateCancelled {
    for (SenseAmplifier amplifier : List.of(new Ideal(), Pcsa.generic(0.8))) {
      for (var cell : List.of(Cell.Single.best(), new Cell.Differential())) {
        var rates =
            ErrorRates.answer(
                    new ErrorRateQuestion(
                        cell,
                        amplifier,
                        Set.of(Method.CLOSED_FORM, Method.IMPORTANCE_SAMPLING),
                        List.of(),
                        new Effort(8, 0.03, 1_000_000, 100, 2)),
                    CellStates.of(states),
                    RateListener.SILENT)
                .estimates(RateKind.BIT_ERROR);

        assertThat(rates.get(0).method()).isEqualTo(Method.QUADRATURE);
        assertThat(rates.get(1).value())
            .as("%s with %s: %s", cell, amplifier.kind(), rates)
            .isCloseTo(rates.get(0).value(), within(0.05 * rates.get(0).value()));
      }
    }
  }

  @Test
  void mixtureOfPairsIsTheMixtureOfTheirRates() {
    var good = new LognormalLaw(8.5, 0.2);
    var bad = new LognormalLaw(10, 0.4);
    var high = new LognormalLaw(12, 0.5);

    double mixed = pair(new Ideal(), new StatePair(new MixtureLaw(good, bad, 0.03), high));

    double expected =
        0.97 * pair(new Ideal(), new StatePair(good, high))
            + 0.03 * pair(new Ideal(), new StatePair(bad, high));
    assertThat(mixed).isCloseTo(expected, within(1e-7 * expected));
  }

  private static double pair(SenseAmplifier amplifier, StatePair states) {
    return ErrorRates.exact(new Cell.Differential(), amplifier, states)
        .best(RateKind.BIT_ERROR)
        .value();
  }

  @Test
  void realAmplifierWithoutOffsetAndWithTimeIsIdeal() {
    var patient = new Pcsa(PcsaDesign.generic130nm().withOffset(0), 1.2, 300, Corner.TT, 1e-3);

    double ideal = pair(new Ideal(), USUAL);

    assertThat(pair(patient, USUAL)).isCloseTo(ideal, within(1e-7 * ideal));
  }

  @Test
  void bitErrorsFallWithTheSupplyAndGrowWithTheOffset() {
    double last = 1;
    for (double volt = 0.55; volt <= 1.2; volt += 0.05) {
      double rate = pair(Pcsa.generic(volt), USUAL);
      assertThat(rate).isLessThan(last);
      last = rate;
    }
    last = 0;
    for (double offset = 0; offset < 1; offset += 0.1) {
      var design = PcsaDesign.generic130nm().withOffset(offset);
      double rate = pair(new Pcsa(design, 1.2, 300, Corner.TT, 20e-9), USUAL);
      assertThat(rate).isGreaterThan(last);
      last = rate;
    }
  }

  @Test
  void warmthHelpsReadsNearThreshold() {
    double cold = pair(new Pcsa(PcsaDesign.generic130nm(), 0.57, 285, Corner.TT, 20e-9), USUAL);
    double warm = pair(new Pcsa(PcsaDesign.generic130nm(), 0.57, 330, Corner.TT, 20e-9), USUAL);

    assertThat(warm).isLessThan(cold);
  }

  @Test
  void bestReferenceBeatsItsNeighbours() {
    for (SenseAmplifier amplifier : List.of(new Ideal(), Pcsa.generic(0.9))) {
      var best = ErrorRates.exact(Cell.Single.best(), amplifier, USUAL);
      double ohm = best.thresholdOhm().orElseThrow();
      for (double factor : new double[] {0.5, 0.95, 1.05, 2}) {
        var other = ErrorRates.exact(Cell.Single.at(ohm * factor), amplifier, USUAL);
        assertThat(other.best(RateKind.BIT_ERROR).value())
            .isGreaterThan(best.best(RateKind.BIT_ERROR).value());
      }
    }
  }
}
