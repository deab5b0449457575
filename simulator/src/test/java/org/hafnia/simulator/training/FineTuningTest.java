package org.hafnia.simulator.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hafnia.simulator.device.LearningRule;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.network.MlpDescription;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.optimizer.rule.Rule;
import org.hafnia.simulator.training.plan.Plan;
import org.hafnia.simulator.training.plan.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FineTuningTest {

  private static final double TINY = 1e-9;

  @ParameterizedTest
  @EnumSource(Precision.class)
  void anIdealTrainingStartsWhereItsModelEnded(Precision weights) {
    var from = trained(Small.spec(new Hardware.Ideal(), weights, 0.01, 3));

    var tuned = trained(resting(new Hardware.Ideal(), weights).startingFrom(from.model()));

    assertThat(agreement(from, tuned)).isEqualTo(1);
    assertThat(tuned.accuracy()).isCloseTo(from.accuracy(), within(0.03));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"BINARY", "TERNARY"},
      value = Precision.class)
  void goesOnWithoutLatentWeights(Precision weights) {
    var from = trained(Small.spec(new Hardware.Ideal(), weights, 0.01, 3));
    var bare =
        new TrainedNetwork(
            from.network.layers(),
            from.network.arrays().stream()
                .filter(array -> !array.name().endsWith(".latent"))
                .toList());

    var tuned = trained(resting(new Hardware.Ideal(), weights).startingFrom(Optional.of(bare)));

    assertThat(tuned.weights("layer1")).isEqualTo(from.weights("layer1"));
  }

  @ParameterizedTest
  @EnumSource(LearningRule.class)
  void weakResetPairsAreProgrammedToTheSigns(LearningRule rule) {
    var from = trained(Small.spec(new Hardware.Ideal(), Precision.BINARY, 0.01, 4));

    var devices = resting(Small.devices(rule), Precision.BINARY);
    var tuned = trained(devices.startingFrom(from.model()));
    var random = trained(devices);

    assertThat(agreement(from, tuned)).isGreaterThan(rule == LearningRule.PUBLISHED ? 0.95 : 0.85);
    assertThat(agreement(from, random)).isLessThan(0.6);
    assertThat(tuned.accuracy()).isGreaterThan(from.accuracy() - 0.1);
    assertThat(tuned.result.layers().getFirst().use().pulses()).isPositive();
  }

  @Test
  void namesTheFirstLayerThatDiffersAndBothShapes() {
    var from = trained(Small.spec(new Hardware.Ideal(), Precision.BINARY, 0.01, 1));
    var usual = resting(new Hardware.Ideal(), Precision.BINARY);
    var other =
        new TrainingSpec(
            new MlpDescription(List.of(100, 20), Precision.BINARY, Precision.BINARY),
            usual.hardware(),
            usual.optimizer(),
            usual.plan(),
            1,
            1,
            50);

    assertThatThrownBy(() -> trained(other.startingFrom(from.model())))
        .hasMessageContaining("layer 1 is dense (64 to 150, binary weights) in the model")
        .hasMessageContaining("dense (64 to 100, binary weights) in the network");
  }

  @Test
  void keepsTheBestEpochByItsValidationSamples() {
    var best = new ArrayList<Integer>();
    var listener =
        new TrainingListener() {
          @Override
          public void best(EpochMetrics metrics, Supplier<TrainedNetwork> network) {
            assertThat(network.get().layers()).isNotEmpty();
            best.add(metrics.epoch());
          }
        };
    var usual = Small.spec(new Hardware.Ideal(), Precision.BINARY, 0.01, 5);
    var plan = new Plan(Plan.PLAIN.loss(), Plan.PLAIN.augmentation(), 0.3, Optional.empty());
    var spec =
        new TrainingSpec(usual.network(), usual.hardware(), usual.optimizer(), plan, 1, 5, 50);

    var result = Small.result(spec, 1, listener, Optional.empty());

    assertThat(best).isSorted().startsWith(1).endsWith(result.bestEpoch());
  }

  private record Ended(TrainingResult result, TrainedNetwork network) {

    Optional<TrainedNetwork> model() {
      return Optional.of(network);
    }

    double accuracy() {
      return result.test().accuracy().value();
    }

    FloatBuffer weights(String layer) {
      return network.array(layer + ".weight").orElseThrow().values();
    }
  }

  private static double agreement(Ended one, Ended other) {
    var left = one.weights("layer1");
    var right = other.weights("layer1");
    int same = 0;
    for (int i = 0; i < left.limit(); i++) {
      same += Math.abs(left.get(i) - right.get(i)) < 1e-5 ? 1 : 0;
    }
    return (double) same / left.limit();
  }

  /** One epoch that moves nothing but the statistics of batch norms. */
  private static TrainingSpec resting(Hardware hardware, Precision weights) {
    var usual = Small.spec(hardware, weights, 1, 1);
    return new TrainingSpec(
        usual.network(),
        hardware,
        new OptimizerSpec(Rule.ADAM, TINY, Schedule.Steps.halving(2), TINY),
        usual.plan(),
        usual.seed(),
        1,
        usual.batchSize());
  }

  private static Ended trained(TrainingSpec spec) {
    var networks = new ArrayList<TrainedNetwork>();
    var listener =
        new TrainingListener() {
          @Override
          public void last(EpochMetrics metrics, Supplier<TrainedNetwork> network) {
            networks.add(network.get());
          }
        };
    return new Ended(Small.result(spec, 1, listener, Optional.empty()), networks.getFirst());
  }
}
