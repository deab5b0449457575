package org.hafnia.simulator.array.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.hafnia.simulator.array.curve.Cheapest.Condition;
import org.hafnia.simulator.array.curve.Cheapest.Found;
import org.hafnia.simulator.array.curve.Cheapest.NoneFulfils;
import org.hafnia.simulator.array.curve.ResponseCurve.Point;
import org.hafnia.simulator.array.estimate.Effort;
import org.hafnia.simulator.array.estimate.Method;
import org.hafnia.simulator.array.estimate.RateCancelled;
import org.hafnia.simulator.array.estimate.RateListener;
import org.hafnia.simulator.array.rate.Cell;
import org.hafnia.simulator.array.rate.ErrorRateQuestion;
import org.hafnia.simulator.array.rate.ErrorRates;
import org.hafnia.simulator.array.rate.RateKind;
import org.hafnia.simulator.array.sense.SenseAmplifier.Ideal;
import org.hafnia.simulator.device.states.LognormalLaw;
import org.hafnia.simulator.device.states.StatePair;
import org.junit.jupiter.api.Test;

class CurveTest {

  /** Stronger programming: wider window, more energy. */
  private static StatePair programmed(double volt) {
    return new StatePair(
        new LognormalLaw(8.5, 0.3),
        new LognormalLaw(8.5 + volt, 0.6),
        OptionalDouble.of(1e-12 * volt * volt),
        List.of());
  }

  private static double pairs(StatePair states) {
    return ErrorRates.exact(new Cell.Differential(), new Ideal(), states)
        .best(RateKind.BIT_ERROR)
        .value();
  }

  @Test
  void curveShowsRatesAndEnergyOfEachCondition() throws RateCancelled {
    var question =
        new ErrorRateQuestion(
            new Cell.Differential(),
            new Ideal(),
            Set.of(Method.CLOSED_FORM),
            List.of(),
            Effort.usual(1));
    var points =
        List.of(
            new OperatingPoint(1, "weak", programmed(1)),
            new OperatingPoint(2, "strong", programmed(2)));

    var curve = RateCurve.of(question, points, RateListener.SILENT);

    assertThat(curve.points()).extracting(RateCurve.Point::label).containsExactly("weak", "strong");
    var weak = curve.points().get(0);
    var strong = curve.points().get(1);
    assertThat(strong.rate(RateKind.BIT_ERROR)).isLessThan(weak.rate(RateKind.BIT_ERROR));
    // Two devices are programmed.
    assertThat(strong.programmingJoule().orElseThrow()).isCloseTo(8e-12, within(1e-18));
    assertThatThrownBy(() -> RateCurve.of(question, List.of(), RateListener.SILENT))
        .hasMessageContaining("at least one");
  }

  @Test
  void cheapestConditionIsWhereTheLimitIsJustMet() throws RateCancelled {
    Cheapest.Judge judge =
        x -> {
          var states = programmed(x);
          return new Condition(x, pairs(states), states.energyJoule().orElseThrow());
        };

    var answer =
        Cheapest.of(new CheapestQuestion(1e-4, 0.5, 5, 10, false), judge, RateListener.SILENT);

    double expected = 3.719016485455709 * Math.hypot(0.3, 0.6);
    assertThat(answer).isInstanceOf(Found.class);
    assertThat(((Found) answer).condition().x()).isCloseTo(expected, within(1e-5));
    assertThat(((Found) answer).condition().rate()).isLessThan(1e-4);
    assertThat(((Found) answer).scanned()).hasSize(10);
  }

  @Test
  void rateNeedNotBeMonotone() throws RateCancelled {
    // Good between 10 and 1000 only, and cheaper towards 1000.
    Cheapest.Judge judge = x -> new Condition(x, x >= 10 && x < 1000 ? 1e-6 : 0.1, 1 / x);

    var answer =
        Cheapest.of(new CheapestQuestion(1e-3, 1, 1e5, 21, true), judge, RateListener.SILENT);

    assertThat(((Found) answer).condition().x()).isCloseTo(1000, within(1.0));
  }

  @Test
  void saysThatNoConditionIsGoodEnoughAndWhichIsTheBest() throws RateCancelled {
    Cheapest.Judge judge = x -> new Condition(x, 0.01 + (x - 3) * (x - 3), x);

    var answer =
        Cheapest.of(new CheapestQuestion(1e-3, 1, 5, 5, false), judge, RateListener.SILENT);

    assertThat(answer).isInstanceOf(NoneFulfils.class);
    assertThat(((NoneFulfils) answer).best()).isEqualTo(new Condition(3, 0.01, 3));
    assertThat(Cheapest.among(0.02, List.of(new Condition(1, 0.01, 5), new Condition(2, 0.015, 4))))
        .isInstanceOf(Found.class)
        .extracting(found -> ((Found) found).condition().x())
        .isEqualTo(2.0);
    assertThatThrownBy(() -> new CheapestQuestion(0.1, 5, 1, 5, false))
        .hasMessageContaining("to = 1.0 must be above from = 5.0");
    assertThatThrownBy(() -> new CheapestQuestion(0.1, 0, 1, 5, true))
        .hasMessageContaining("from = 0.0 must be positive");
  }

  @Test
  void accuracyIsInterpolatedOverTheLogarithmOfTheErrorRate() {
    var curve =
        new ResponseCurve(
            List.of(
                new Point(1e-2, 0.8),
                new Point(0, 0.9),
                new Point(1e-4, 0.9),
                new Point(0.1, 0.5)));

    assertThat(curve.accuracy(0)).isEqualTo(0.9);
    assertThat(curve.accuracy(1e-9)).isEqualTo(0.9);
    assertThat(curve.accuracy(1e-3)).isCloseTo(0.85, within(1e-12));
    assertThat(curve.accuracy(0.3)).isEqualTo(0.5);
    assertThat(curve.loss(1e-2)).isCloseTo(0.1, within(1e-12));
    double rate = curve.largestRate(0.05).orElseThrow();
    assertThat(rate).isCloseTo(1e-3, within(1e-9));
    assertThat(curve.largestRate(0.6)).isEmpty();
    assertThatThrownBy(() -> new ResponseCurve(List.of(new Point(0.1, 0.5))))
        .hasMessageContaining("at least 2");
    assertThatThrownBy(() -> new Point(0.1, 1.5)).hasMessageContaining("accuracy = 1.5");
  }
}
