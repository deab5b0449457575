package org.hafnia.simulator.inference.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.hafnia.simulator.random.RandomStream;
import org.junit.jupiter.api.Test;

/** Thousands of evaluations whose draws come from a law that is known. */
class EarlyStoppingTest {

  private static final int IMAGES = 10_000;
  private static final int EVALUATIONS = 4000;
  private static final double MEAN = 9000;
  private static final double DEVIATION = 40;

  private static final EvaluationPlan PLAN =
      new EvaluationPlan(
          List.of(ErrorPoint.bitErrorRate(0.01)),
          10,
          200,
          OptionalDouble.of(0.0015),
          1,
          true,
          Set.of());

  @Test
  void stoppingEarlyDoesNotBiasTheMean() {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < EVALUATIONS; i++) {
      double mean = mean(evaluation(i)) - MEAN;
      sum += mean;
      squares += mean * mean;
    }

    double error = Math.sqrt(squares) / EVALUATIONS;

    assertThat(sum / EVALUATIONS / error).isBetween(-3.0, 3.0);
  }

  @Test
  void theIntervalOfAnEvaluationThatStoppedEarlyCoversTheMeanNearlyAsOftenAsItSays() {
    int covered = 0;
    long draws = 0;
    for (int i = 0; i < EVALUATIONS; i++) {
      var correct = evaluation(i);
      var interval = ConfidenceIntervals.overDraws(correct, IMAGES).orElseThrow();
      covered += interval.low() <= MEAN / IMAGES && MEAN / IMAGES <= interval.high() ? 1 : 0;
      draws += correct.size();
    }

    assertThat(draws).isLessThan(100L * EVALUATIONS);
    // Stopping when the spread looks small costs about a point of the 95.
    assertThat(covered / (double) EVALUATIONS).isBetween(0.92, 0.96);
  }

  private static List<Integer> evaluation(int number) {
    var random = RandomStream.of(number, "early-stopping", 0);
    var correct = new ArrayList<Integer>();
    int to = PLAN.drawsAfter(correct, IMAGES);
    while (to > correct.size()) {
      while (correct.size() < to) {
        correct.add((int) Math.round(MEAN + DEVIATION * random.normal(correct.size(), 0)));
      }
      to = PLAN.drawsAfter(correct, IMAGES);
    }
    return correct;
  }

  private static double mean(List<Integer> correct) {
    return correct.stream().mapToInt(c -> c).average().orElseThrow();
  }
}
