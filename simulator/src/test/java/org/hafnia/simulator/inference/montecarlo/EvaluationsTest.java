package org.hafnia.simulator.inference.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.hafnia.simulator.array.weights.WeightErrors;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.inference.RandomNetworks;
import org.hafnia.simulator.inference.tolerance.ToleratedRate;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.network.MlpDescription;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.TensorShape;
import org.junit.jupiter.api.Test;

class EvaluationsTest {

  private static final EvaluationListener NOBODY = new EvaluationListener() {};
  private static final TrainedNetwork BINARY = network(Precision.BINARY);

  private static final Dataset DATA = RandomNetworks.pixels(new int[] {8, 8}, 4, 200, 1);

  private static TrainedNetwork network(Precision weights) {
    var description = new MlpDescription(List.of(100, 60), weights, weights);
    return RandomNetworks.of(description.layers(TensorShape.of(8, 8), 4), 7);
  }

  private static EvaluationResult run(EvaluationPlan plan, int threads) {
    return Evaluations.run(BINARY, DATA, plan, threads, NOBODY).orElseThrow();
  }

  private static List<ErrorPoint> rates(double... rates) {
    return java.util.Arrays.stream(rates).mapToObj(ErrorPoint::bitErrorRate).toList();
  }

  @Test
  void resultsDoNotDependOnTheNumberOfThreads() {
    var plan = EvaluationPlan.of(rates(0.01, 0.1), 5, 3);

    assertThat(run(plan, 3)).isEqualTo(run(plan, 1));
  }

  @Test
  void withoutErrorsEveryDrawIsTheBaseline() {
    var result = run(EvaluationPlan.of(rates(0), 3, 1), 1);

    assertThat(result.points().getFirst().correct())
        .containsOnly(result.baseline().correct().getFirst());
    assertThat(result.points().getFirst().margins().counts())
        .isEqualTo(result.baseline().margins().counts().stream().map(count -> 3 * count).toList());
  }

  @Test
  void tellsTheRatesThatTheNetworkTolerates() {
    var result = run(EvaluationPlan.of(rates(1e-4, 0.5), 4, 1), 1);

    assertThat(result.tolerated())
        .extracting(ToleratedRate::loss)
        .containsExactly(1e-3, 1e-2, 0.05);
    // Random weights guess: nothing is lost by guessing otherwise.
    assertThat(result.tolerated().getLast().reached()).isFalse();
    assertThat(run(EvaluationPlan.of(rates(0), 2, 1), 1).tolerated()).isEmpty();
  }

  @Test
  void theShareOfWrongWeightsIsTheRateThatWasAskedFor() {
    var point = run(EvaluationPlan.of(rates(0.02), 20, 1), 2).points().getFirst();

    double n = point.weights();
    assertThat(n).isEqualTo(20.0 * (64 * 100 + 100 * 60 + 60 * 4));
    assertThat((point.wrong() - 0.02 * n) / Math.sqrt(0.02 * 0.98 * n)).isBetween(-4.0, 4.0);
    assertThat(point.expectedErrorRate()).isEqualTo(0.02);
  }

  @Test
  void errorsStayInTheLayersThatAreNamed() {
    var plan = new EvaluationPlan(rates(0.1), 2, 2, OptionalDouble.empty(), 1, true, Set.of(2));

    assertThat(run(plan, 1).points().getFirst().weights()).isEqualTo(2L * 100 * 60);
  }

  @Test
  void pointsShareTheirRandomNumbersUnlessToldOtherwise() {
    var twice =
        List.of(
            new ErrorPoint("one", 1, new ErrorSource.BitErrors(0.1)),
            new ErrorPoint("other", 2, new ErrorSource.BitErrors(0.1)));
    var common = EvaluationPlan.of(twice, 4, 1);
    var own = new EvaluationPlan(twice, 4, 4, OptionalDouble.empty(), 1, false, Set.of());

    assertThat(run(common, 2).points())
        .extracting(PointResult::correct)
        .satisfies(draws -> assertThat(draws.getFirst()).isEqualTo(draws.getLast()));
    assertThat(run(own, 2).points())
        .extracting(PointResult::correct)
        .satisfies(draws -> assertThat(draws.getFirst()).isNotEqualTo(draws.getLast()));
  }

  @Test
  void activationsHaveErrorsOfTheirOwn() {
    var source = new ErrorSource.BitErrors(0);
    var points =
        List.of(new ErrorPoint("0", 0, source, 0), new ErrorPoint("0.2", 0.2, source, 0.2));

    var result = run(EvaluationPlan.of(points, 3, 1), 2);

    assertThat(result.points().getFirst().correct())
        .containsOnly(result.baseline().correct().getFirst());
    assertThat(result.points().getLast().correct())
        .doesNotContain(result.baseline().correct().getFirst());
    assertThat(result.points().getLast().wrong()).isZero();
  }

  @Test
  void ternaryNetworksTakeErrorsByTypeAndByRate() {
    var ternary = network(Precision.TERNARY);
    var types = new WeightErrors.Types(0.01, 0.02, 0.03);
    var points =
        List.of(
            new ErrorPoint("types", 1, new ErrorSource.TernaryErrors(types)),
            new ErrorPoint("rate", 2, new ErrorSource.BitErrors(0.03), 0.01),
            new ErrorPoint("model", 3, new ErrorSource.Devices(new WeightErrors(0, types))));

    var result =
        Evaluations.run(ternary, DATA, EvaluationPlan.of(points, 5, 1), 1, NOBODY).orElseThrow();

    assertThat(result.points())
        .allSatisfy(
            point ->
                assertThat(point.weightErrorRate().orElseThrow())
                    .isCloseTo(
                        point.expectedErrorRate(), org.assertj.core.data.Offset.offset(0.003)));
    assertThat(result.points().getFirst().correct()).isEqualTo(result.points().getLast().correct());
  }

  @Test
  void cancellingEndsWithoutAResult() {
    var stages = new ArrayList<String>();
    var listener =
        new EvaluationListener() {
          @Override
          public void progress(double done, String point) {
            stages.add(point);
          }

          @Override
          public boolean cancelRequested() {
            return !stages.isEmpty();
          }
        };

    var plan = EvaluationPlan.of(rates(0.1), 1000, 1);

    assertThat(Evaluations.run(BINARY, DATA, plan, 1, listener)).isEqualTo(Optional.empty());
  }

  @Test
  void whatCannotBeEvaluatedIsRefusedWithTheReason() {
    var plan = EvaluationPlan.of(rates(0.1), 2, 1);
    var others = RandomNetworks.pixels(new int[] {7, 8}, 4, 10, 1);
    var classes = RandomNetworks.pixels(new int[] {8, 8}, 5, 10, 1);
    var third = new EvaluationPlan(rates(0.1), 2, 2, OptionalDouble.empty(), 1, true, Set.of(4));

    assertThatThrownBy(() -> Evaluations.run(BINARY, others, plan, 1, NOBODY))
        .hasMessageContaining("64 numbers")
        .hasMessageContaining("56");
    assertThatThrownBy(() -> Evaluations.run(BINARY, classes, plan, 1, NOBODY))
        .hasMessageContaining("4 classes")
        .hasMessageContaining("5");
    assertThatThrownBy(() -> Evaluations.run(network(Precision.REAL), DATA, plan, 1, NOBODY))
        .hasMessageContaining("real weights only");
    assertThatThrownBy(() -> Evaluations.run(BINARY, DATA, third, 1, NOBODY))
        .hasMessageContaining("layer 4")
        .hasMessageContaining("[1, 2, 3]");
  }
}
