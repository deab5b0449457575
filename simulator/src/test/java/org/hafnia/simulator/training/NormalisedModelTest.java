package org.hafnia.simulator.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hafnia.simulator.inference.export.PackedFile;
import org.hafnia.simulator.inference.montecarlo.ErrorPoint;
import org.hafnia.simulator.inference.montecarlo.EvaluationListener;
import org.hafnia.simulator.inference.montecarlo.EvaluationPlan;
import org.hafnia.simulator.inference.montecarlo.Evaluations;
import org.hafnia.simulator.inference.packed.PackedNetwork;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.training.plan.Augmentation;
import org.hafnia.simulator.training.plan.Loss;
import org.hafnia.simulator.training.plan.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A network that was trained on normalised samples takes its normalisation along. */
class NormalisedModelTest {

  private final List<TrainedNetwork> models = new ArrayList<>();

  @ParameterizedTest
  @EnumSource(
      names = {"BINARY", "TERNARY"},
      value = Precision.class)
  void classifiesTheSamplesOfTheSetAsItsTrainingDid(Precision weights) {
    var result = trained(weights);
    var model = models.getFirst();

    assertThat(model.normalisation()).isEqualTo(result.normalisation()).isPresent();
    assertThat(model.sha256()).isEqualTo(result.weightsSha256());
    var plan = EvaluationPlan.of(List.of(ErrorPoint.bitErrorRate(0)), 1, 1);
    var found =
        Evaluations.run(model, Small.PATTERNS, plan, 1, new EvaluationListener() {}).orElseThrow();
    assertThat(found.baseline().correct()).containsExactly(result.test().accuracy().correct());
  }

  @Test
  void isNotExportedWhereThereIsNoPlaceForIt() {
    trained(Precision.BINARY);
    var packed = PackedNetwork.from(models.getFirst());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> PackedFile.write(packed, OutputStream.nullOutputStream()))
        .withMessageContaining("normalised per channel");
  }

  private TrainingResult trained(Precision weights) {
    var usual = Small.spec(new Hardware.Ideal(), weights, 0.01, 3);
    var normalised = new Augmentation(true, 0, false, 0, 0);
    var plan = new Plan(Loss.CROSS_ENTROPY, normalised, 0, Optional.empty());
    var spec =
        new TrainingSpec(
            usual.network(),
            usual.hardware(),
            usual.optimizer(),
            plan,
            usual.seed(),
            usual.epochs(),
            usual.batchSize());
    var listener =
        new TrainingListener() {
          @Override
          public void last(EpochMetrics metrics, Supplier<TrainedNetwork> network) {
            models.add(network.get());
          }
        };
    return Small.result(spec, 1, listener, Optional.empty());
  }
}
