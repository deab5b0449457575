package org.hafnia.simulator.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.optimizer.rule.Rule;
import org.hafnia.simulator.training.plan.Augmentation;
import org.hafnia.simulator.training.plan.EarlyStopping;
import org.hafnia.simulator.training.plan.Loss;
import org.hafnia.simulator.training.plan.Plan;
import org.hafnia.simulator.training.plan.Schedule.Constant;
import org.hafnia.simulator.training.plan.Schedule.CosineRestarts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanTest {

  private static final TrainingSpec USUAL =
      Small.spec(new Hardware.Ideal(), Precision.BINARY, 3e-3, 6);

  static Stream<Plan> plans() {
    var hinge = new Loss(Loss.Kind.SQUARED_HINGE, 0, List.of(1.0, 2.0, 1.0, 1.0));
    var smooth = new Loss(Loss.Kind.CROSS_ENTROPY, 0.1, List.of());
    var noisy = new Augmentation(false, 0, false, 0, 0.1);
    return Stream.of(
        plan(hinge, Augmentation.NONE),
        plan(smooth, noisy),
        new Plan(smooth, noisy, 0.2, Optional.of(new EarlyStopping(2, 0))));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void everyPlanLearnsAndGoesOnFromItsCheckpointWithTheSameBits(Plan plan) {
    var spec = with(USUAL, plan, USUAL.optimizer());
    var undisturbed = Small.result(spec);
    var from = Optional.of(Small.read(Small.checkpointAfter(spec, 1)));
    var resumed = Small.result(spec, 2, new TrainingListener() {}, from);

    assertThat(undisturbed.test().accuracy().value()).isGreaterThan(0.8);
    assertThat(resumed.weightsSha256()).isEqualTo(undisturbed.weightsSha256());
    assertThat(resumed.test()).isEqualTo(undisturbed.test());
    assertThat(resumed.bestEpoch()).isEqualTo(undisturbed.bestEpoch());
  }

  @Test
  void equalClassWeightsAreTheSameAsNone() {
    var equal = new Loss(Loss.Kind.CROSS_ENTROPY, 0, List.of(2.0, 2.0, 2.0, 2.0));

    assertThat(Small.result(with(USUAL, plan(equal, Augmentation.NONE), USUAL.optimizer())))
        .extracting(TrainingResult::weightsSha256)
        .isEqualTo(Small.result(USUAL).weightsSha256());
  }

  @Test
  void aHeavyClassIsMissedLessOften() {
    var even = new Loss(Loss.Kind.CROSS_ENTROPY, 0, List.of());
    var heavy = new Loss(Loss.Kind.CROSS_ENTROPY, 0, List.of(1.0, 1.0, 50.0, 1.0));
    var one = new OptimizerSpec(Rule.ADAM, 1e-3, new Constant(), 1e-3);

    assertThat(takenFor(with(USUAL, plan(heavy, Augmentation.NONE), one), 2))
        .isGreaterThan(takenFor(with(USUAL, plan(even, Augmentation.NONE), one), 2));
  }

  @Test
  void patienceEndsATrainingThatDoesNotGetBetterAndNamesItsBestEpoch() {
    var stop = Optional.of(new EarlyStopping(2, 0.5));
    var plan = new Plan(Loss.CROSS_ENTROPY, Augmentation.NONE, 0.25, stop);
    var result = Small.result(with(USUAL, plan, USUAL.optimizer()));

    assertThat(result.epochs().size()).isLessThan(6);
    var best = result.epochs().get(result.bestEpoch() - 1);
    assertThat(result.epochs())
        .allSatisfy(
            row ->
                assertThat(row.validationAccuracy())
                    .isLessThanOrEqualTo(best.validationAccuracy()));
  }

  static Stream<OptimizerSpec> optimizers() {
    return Stream.of(
        new OptimizerSpec(Rule.sgd(0.9), 0.01, new Constant(), 0.01),
        new OptimizerSpec(Rule.sgd(0), 0.1, new CosineRestarts(3, 2), 0.1),
        new OptimizerSpec(Rule.ADAM, 3e-3, new CosineRestarts(6, 1), 8e-3, 0.05, 1.0));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void everyOptimizerLearns(OptimizerSpec optimizer) {
    var real = Small.spec(new Hardware.Ideal(), Precision.REAL, 1, 6);

    assertThat(Small.result(with(real, Plan.PLAIN, optimizer)).test().accuracy().value())
        .isGreaterThan(0.9);
  }

  @Test
  void clippingChangesOnlyGradientsAboveTheNorm() {
    assertThat(clipped(1e9)).isEqualTo(Small.result(USUAL).weightsSha256());
    assertThat(clipped(1e-3)).isNotEqualTo(Small.result(USUAL).weightsSha256());
  }

  @Test
  void decayTakesWeightsTowardsZero() {
    var schedule = new CosineRestarts(4, 1);
    var spec = new OptimizerSpec(Rule.ADAM, 1, schedule, 1, 0.1, Double.POSITIVE_INFINITY);

    // Loshchilov and Hutter: lambda = 0.1 sqrt(1 / (25 steps x 4 epochs)), times the schedule.
    assertThat(spec.decay(1, 25, 8)).isEqualTo(0.01);
    assertThat(spec.decay(3, 25, 8)).isBetween(0.00499, 0.00501);
    assertThat(new OptimizerSpec(Rule.ADAM, 1, schedule, 1).decay(1, 25, 8)).isZero();
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Loss(Loss.Kind.SQUARED_HINGE, 0.1, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Loss(Loss.Kind.CROSS_ENTROPY, 0, List.of(1.0, -1.0)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Loss(Loss.Kind.CROSS_ENTROPY, 1, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Plan(
                    Loss.CROSS_ENTROPY,
                    Augmentation.NONE,
                    0,
                    Optional.of(new EarlyStopping(3, 0))));
    assertThatIllegalArgumentException().isThrownBy(() -> new Augmentation(false, -1, false, 0, 0));
  }

  private static int takenFor(TrainingSpec spec, int label) {
    return Small.result(spec).test().confusion().stream().mapToInt(row -> row.get(label)).sum();
  }

  private static String clipped(double norm) {
    var usual = USUAL.optimizer();
    var spec =
        new OptimizerSpec(
            usual.rule(),
            usual.learningRate(),
            usual.schedule(),
            usual.vectorLearningRate(),
            0,
            norm);
    return Small.result(with(USUAL, Plan.PLAIN, spec)).weightsSha256();
  }

  private static Plan plan(Loss loss, Augmentation augmentation) {
    return new Plan(loss, augmentation, 0, Optional.empty());
  }

  private static TrainingSpec with(TrainingSpec spec, Plan plan, OptimizerSpec optimizer) {
    return new TrainingSpec(
        spec.network(),
        spec.hardware(),
        optimizer,
        plan,
        spec.seed(),
        spec.epochs(),
        spec.batchSize());
  }
}
