package org.hafnia.simulator.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hafnia.simulator.device.LearningRule;
import org.hafnia.simulator.network.MlpDescription;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.optimizer.rule.Rule;
import org.hafnia.simulator.training.plan.Plan;
import org.hafnia.simulator.training.plan.Schedule;
import org.hafnia.simulator.training.quality.Accuracy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingSpecTest {

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 100_001, 1_000_000_000})
  void rejectsEpochsOutOfRange(int epochs) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec(epochs, 1000))
        .withMessage("epochs is " + epochs + "; it must be 1 to 100000");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 1_000_001})
  void rejectsBatchSizesOutOfRange(int batchSize) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec(1, batchSize))
        .withMessageStartingWith("batchSize is " + batchSize);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-8, 0, Double.NaN, Double.POSITIVE_INFINITY})
  void rejectsImpossibleRates(double rate) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OptimizerSpec(Rule.ADAM, rate, Schedule.Steps.halving(7), 8e-3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OptimizerSpec(Rule.ADAM, 8, Schedule.Steps.halving(7), rate));
    assertThatIllegalArgumentException().isThrownBy(() -> Schedule.Steps.halving(0));
  }

  @Test
  void rejectsRealWeightsOnPairsOfDevices() {
    var devices = Small.devices(LearningRule.PUBLISHED);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Small.spec(devices, Precision.REAL, 8, 1))
        .withMessage("a pair of devices holds a binary weight; weights are [REAL]");
  }

  @Test
  void intervalsAreThoseOfWilson() {
    var accuracy = Accuracy.of(9504, 10_000);

    assertThat(accuracy.low()).isCloseTo(0.945969, within(1e-6));
    assertThat(accuracy.high()).isCloseTo(0.954485, within(1e-6));
    assertThat(Accuracy.of(0, 10).low()).isCloseTo(0, within(1e-12));
    assertThat(Accuracy.of(10, 10).high()).isCloseTo(1, within(1e-12));
  }

  private static TrainingSpec spec(int epochs, int batchSize) {
    return new TrainingSpec(
        new MlpDescription(List.of(10), Precision.BINARY, Precision.BINARY),
        new Hardware.Ideal(),
        new OptimizerSpec(Rule.ADAM, 1e-3, Schedule.Steps.halving(7), 8e-3),
        Plan.PLAIN,
        1,
        epochs,
        batchSize);
  }
}
