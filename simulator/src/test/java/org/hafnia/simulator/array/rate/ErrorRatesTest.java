package org.hafnia.simulator.array.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.hafnia.simulator.array.ecc.Code;
import org.hafnia.simulator.array.ecc.Secded;
import org.hafnia.simulator.array.estimate.Effort;
import org.hafnia.simulator.array.estimate.Method;
import org.hafnia.simulator.array.estimate.RateCancelled;
import org.hafnia.simulator.array.estimate.RateEstimate;
import org.hafnia.simulator.array.estimate.RateListener;
import org.hafnia.simulator.array.sense.SenseAmplifier;
import org.hafnia.simulator.array.sense.SenseAmplifier.Ideal;
import org.hafnia.simulator.array.sense.SenseAmplifier.Pcsa;
import org.hafnia.simulator.array.tails.Normal;
import org.hafnia.simulator.device.states.LognormalLaw;
import org.hafnia.simulator.device.states.StatePair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorRatesTest {

  private static final Effort EFFORT = Effort.usual(11);

  @ParameterizedTest
  @CsvSource({
    "1e-1, 3.50e-2, 5.63e-2", "3e-2, 3.91e-3, 5.92e-3", "1e-2, 5.01e-4, 6.86e-4",
    "1e-3, 6.21e-6, 6.99e-6", "1e-4, 7.22e-8, 7.00e-8", "1e-6, 8.94e-12, 7.00e-12"
  })
  void twoDevicesAreAsGoodAsACodeOfTheSameRedundancy(double p, double pair, double coded)
      throws RateCancelled {
    var states = equalSigmas(p);

    var single = answer(Cell.Single.best(), states);
    var differential = answer(new Cell.Differential(), states);

    assertThat(single.best(RateKind.BIT_ERROR).value()).isCloseTo(p, within(1e-12 * p));
    assertThat(single.codes()).extracting(CodedRate::devicesPerDataBit).contains(1.0, 2.0);
    assertPrints(single.codes().get(1).value(), coded);
    assertPrints(differential.best(RateKind.BIT_ERROR).value(), pair);
    assertThat(differential.best(RateKind.BIT_ERROR).method()).isEqualTo(Method.CLOSED_FORM);
  }

  @Test
  void twoLognormalsPredictForTheMeasuredArrayWhatIsKnownOfThem() throws RateCancelled {
    var states = new StatePair(new LognormalLaw(8.533, 0.201), new LognormalLaw(11.315, 1.170));

    var single = answer(Cell.Single.best(), states).best(RateKind.BIT_ERROR);
    var pair = answer(new Cell.Differential(), states).best(RateKind.BIT_ERROR);

    assertThat(single.value()).isCloseTo(1.56e-2, within(1e-4));
    // Means and deviations are rounded as well; unrounded ones give 9.52e-3.
    assertThat(pair.value()).isCloseTo(9.5e-3, within(6e-5));
  }

  private static void assertPrints(double value, double printed) {
    assertThat(String.format("%.2e", value)).isEqualTo(String.format("%.2e", printed));
  }

  private static StatePair equalSigmas(double p) {
    double gap = -2 * 0.3 * Normal.quantile(p);
    return new StatePair(new LognormalLaw(8.5, 0.3), new LognormalLaw(8.5 + gap, 0.3));
  }

  private static ErrorRateAnswer answer(Cell cell, StatePair states) throws RateCancelled {
    return ErrorRates.answer(
        new ErrorRateQuestion(
            cell,
            new Ideal(),
            Set.of(Method.CLOSED_FORM),
            List.of(new Code.None(), Secded.of(4)),
            EFFORT),
        CellStates.of(states),
        RateListener.SILENT);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1e-3, 1e-6, 1e-9})
  void threeMethodsAgreeOnLognormals(double p) throws RateCancelled {
    for (var cell : List.of(Cell.Single.best(), new Cell.Differential())) {
      var answer =
          ErrorRates.answer(
              new ErrorRateQuestion(
                  cell,
                  new Ideal(),
                  Set.of(Method.CLOSED_FORM, Method.QUADRATURE, Method.IMPORTANCE_SAMPLING),
                  List.of(),
                  EFFORT),
              CellStates.of(equalSigmas(p)),
              RateListener.SILENT);

      var rates = answer.estimates(RateKind.BIT_ERROR);
      assertThat(rates)
          .extracting(RateEstimate::method)
          .containsExactly(Method.CLOSED_FORM, Method.QUADRATURE, Method.IMPORTANCE_SAMPLING);
      double exact = rates.get(0).value();
      assertThat(rates.get(1).value()).isCloseTo(exact, within(1e-8 * exact));
      assertThat(rates.get(2).agreesWith(rates.get(0))).as("%s", rates).isTrue();
      assertThat(rates.get(2).relativeHalfWidth()).isLessThan(0.021);
      assertThat(rates.get(2).effectiveSamples()).isGreaterThan(5000);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.2, 0.7, 0.6})
  void samplingFindsWhatIntegrationFindsUnderARealAmplifier(double volt) throws RateCancelled {
    var states = new StatePair(new LognormalLaw(8.5, 0.2), new LognormalLaw(11.8, 0.7));
    for (var cell : List.of(Cell.Single.best(), new Cell.Differential(), new Cell.Ternary())) {
      var answer =
          ErrorRates.answer(
              new ErrorRateQuestion(
                  cell,
                  Pcsa.generic(volt),
                  Set.of(Method.QUADRATURE, Method.IMPORTANCE_SAMPLING),
                  List.of(),
                  EFFORT),
              CellStates.of(states),
              RateListener.SILENT);

      answer
          .rates()
          .forEach(
              (kind, rates) -> {
                double slack = 1.5 * (rates.get(1).high() - rates.get(1).value());
                assertThat(rates.get(1).value())
                    .as("%s at %s V of %s: %s", kind, volt, cell, rates)
                    .isCloseTo(rates.get(0).value(), within(slack + 1e-30));
              });
    }
  }

  @Test
  void resultsAreTheSameOnAnyNumberOfThreads() throws RateCancelled {
    var question =
        new ErrorRateQuestion(
            new Cell.Differential(),
            Pcsa.generic(0.8),
            Set.of(Method.IMPORTANCE_SAMPLING),
            List.of(),
            EFFORT);
    var states = CellStates.of(equalSigmas(1e-3));

    var alone = ErrorRates.answer(question, states, RateListener.SILENT);

    for (int threads : new int[] {2, 5}) {
      var together =
          new ErrorRateQuestion(
              question.cell(),
              question.amplifier(),
              question.methods(),
              question.codes(),
              EFFORT.on(threads));
      assertThat(ErrorRates.answer(together, states, RateListener.SILENT)).isEqualTo(alone);
    }
  }

  @Test
  void stopsWhenAsked() {
    var question =
        new ErrorRateQuestion(
            new Cell.Differential(),
            new Ideal(),
            Set.of(Method.IMPORTANCE_SAMPLING),
            List.of(),
            new Effort(1, 1e-4, 10_000_000_000L, 100, 1));
    long[] asked = {0};
    var stopping =
        new RateListener() {
          @Override
          public boolean cancelRequested() {
            return ++asked[0] > 20;
          }
        };

    assertThatThrownBy(
            () -> ErrorRates.answer(question, CellStates.of(equalSigmas(1e-6)), stopping))
        .isInstanceOf(RateCancelled.class);
    assertThat(ErrorRates.expectedDraws(question, CellStates.of(equalSigmas(1e-6))))
        .isGreaterThan(1_000_000_000L);
  }

  @Test
  void refusesQuestionsWithoutAnAnswer() {
    assertThatThrownBy(() -> question(new Cell.Ternary(), new Ideal(), List.of()))
        .hasMessageContaining("never reads 0");
    assertThatThrownBy(() -> question(new Cell.Ternary(), Pcsa.generic(0.6), List.of(Secded.of(4))))
        .hasMessageContaining("secded-8-4");
    assertThatThrownBy(() -> Cell.Single.at(-5))
        .hasMessage("thresholdOhm = -5.0 is outside [1.0, 1.0E12] ohm");
    assertThatThrownBy(
            () ->
                ErrorRates.answer(
                    question(new Cell.Differential(), new Ideal(), List.of()).by(Method.BOOTSTRAP),
                    CellStates.of(equalSigmas(0.1)),
                    RateListener.SILENT))
        .hasMessage("methods: bootstrap needs measured reads");
  }

  private static ErrorRateQuestion question(Cell cell, SenseAmplifier amplifier, List<Code> codes) {
    return new ErrorRateQuestion(cell, amplifier, Set.of(Method.QUADRATURE), codes, EFFORT);
  }
}
