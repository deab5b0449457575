package org.hafnia.simulator.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.device.LearningRule;
import org.hafnia.simulator.device.use.DeviceUse;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.optimizer.rule.Rule;
import org.hafnia.simulator.training.TrainingOutcome.Cancelled;
import org.hafnia.simulator.training.TrainingOutcome.Diverged;
import org.hafnia.simulator.training.plan.Plan;
import org.hafnia.simulator.training.plan.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainerTest {

  static Stream<TrainingSpec> everyScheme() {
    return Stream.of(
        Small.spec(Small.devices(LearningRule.PUBLISHED), Precision.BINARY, 8, 6),
        Small.spec(Small.devices(LearningRule.REPROGRAM), Precision.BINARY, 8, 6),
        Small.spec(new Hardware.Ideal(), Precision.BINARY, 3e-3, 6),
        Small.spec(new Hardware.Ideal(), Precision.REAL, 3e-3, 6));
  }

  @ParameterizedTest
  @MethodSource("everyScheme")
  void learnsToTellFourPatternsApart(TrainingSpec spec) {
    var result = Small.result(spec);

    assertThat(result.test().accuracy().value()).isGreaterThan(0.9);
    assertThat(result.epochs().getLast().trainLoss())
        .isLessThan(result.epochs().getFirst().trainLoss());
  }

  @ParameterizedTest
  @MethodSource("everyScheme")
  void sameSeedGivesTheSameBitsOnAnyNumberOfThreads(TrainingSpec spec) {
    var none = Optional.<Checkpoint>empty();

    var serial = Small.result(spec, 1, new TrainingListener() {}, none);
    var parallel = Small.result(spec, 3, new TrainingListener() {}, none);

    assertThat(parallel.weightsSha256()).isEqualTo(serial.weightsSha256());
    assertThat(parallel.layers()).isEqualTo(serial.layers());
  }

  @Test
  void trainingsSideBySideGiveTheBitsOfSerialOnes() throws Exception {
    var specs = everyScheme().toList();
    var serial = specs.stream().map(spec -> Small.result(spec).weightsSha256()).toList();

    try (var pool = Executors.newFixedThreadPool(specs.size())) {
      var work = new ArrayList<Callable<String>>();
      specs.forEach(spec -> work.add(() -> Small.result(spec).weightsSha256()));
      var together = new ArrayList<String>();
      for (var future : pool.invokeAll(work)) {
        together.add(future.get());
      }

      assertThat(together).isEqualTo(serial);
    }
  }

  @Test
  void anotherSeedGivesOtherBits() {
    var spec = Small.spec(new Hardware.Ideal(), Precision.BINARY, 3e-3, 1);
    var other =
        new TrainingSpec(
            spec.network(), spec.hardware(), spec.optimizer(), spec.plan(), 2, 1, spec.batchSize());

    assertThat(Small.result(other).weightsSha256())
        .isNotEqualTo(Small.result(spec).weightsSha256());
  }

  @Test
  void countsPulsesDevicesAndEnergyOfEveryLayer() {
    var spec = Small.spec(Small.devices(LearningRule.REPROGRAM), Precision.BINARY, 8, 2);

    var result = Small.result(spec);

    assertThat(result.layers())
        .extracting(layer -> layer.use().devices())
        .containsExactly(2L * 64 * 150, 2L * 150 * 20, 2L * 20 * 4);
    assertThat(result.layers())
        .allSatisfy(
            layer -> {
              var use = layer.use();
              assertThat(use.pulses()).isPositive();
              assertThat(use.sets()).isPositive();
              assertThat(use.mostCycles()).isPositive();
              assertThat(use.energyJoule().orElseThrow()).isBetween(1e-12, 1e-3);
              assertThat(use.pulsesPerDevice().mean())
                  .isEqualTo((double) use.pulses() / use.devices());
              assertThat(use.pulsesPerDevice().median())
                  .isLessThanOrEqualTo(use.pulsesPerDevice().p95());
            });
    assertThat(result.epochs().getLast().pulses())
        .isEqualTo(result.layers().stream().mapToLong(layer -> layer.use().pulses()).sum());
    var histogram = result.resistances().orElseThrow();
    assertThat(histogram.bl().stream().mapToLong(n -> n).sum())
        .isEqualTo(64 * 150 + 150 * 20 + 20 * 4);
  }

  @Test
  void idealFloatsHaveNeitherPulsesNorResistances() {
    var result = Small.result(Small.spec(new Hardware.Ideal(), Precision.BINARY, 1e-3, 1));

    assertThat(result.resistances()).isEmpty();
    assertThat(result.layers())
        .allSatisfy(layer -> assertThat(layer.use()).isEqualTo(DeviceUse.none()));
  }

  @Test
  void halvesTheRateEveryOtherEpochAndReportsEveryBatch() {
    var batches = new ArrayList<Integer>();
    var listener =
        new TrainingListener() {
          @Override
          public void batch(int epoch, int batch, int of, double loss) {
            batches.add(100 * epoch + batch);
            assertThat(of).isEqualTo(13);
          }
        };
    var spec = Small.spec(new Hardware.Ideal(), Precision.BINARY, 1e-3, 5);

    var result = Small.result(spec, 1, listener, Optional.empty());

    assertThat(result.epochs())
        .extracting(EpochMetrics::learningRate)
        .containsExactly(1e-3, 1e-3, 5e-4, 5e-4, 2.5e-4);
    assertThat(batches)
        .isEqualTo(
            IntStream.rangeClosed(1, 5)
                .boxed()
                .flatMap(e -> IntStream.rangeClosed(1, 13).mapToObj(b -> 100 * e + b))
                .toList());
  }

  @Test
  void aLossThatIsNoNumberIsAnOutcomeWithAdvice() {
    var spec = Small.spec(new Hardware.Ideal(), Precision.REAL, 1e30, 5);
    var wild =
        new TrainingSpec(
            spec.network(),
            spec.hardware(),
            new OptimizerSpec(Rule.ADAM, 1e30, Schedule.Steps.halving(7), 1e30),
            Plan.PLAIN,
            1,
            5,
            50);

    var outcome =
        Trainer.train(
            wild, Small.PATTERNS, Small.threads(1), new TrainingListener() {}, Optional.empty());

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Diverged.class,
            diverged -> {
              assertThat(diverged.epoch()).isPositive();
              assertThat(diverged.reason()).contains("the loss became");
              assertThat(diverged.advice()).contains("learningRate");
            });
  }

  @Test
  void stopsWithinABatchOfBeingAsked() {
    var seen = new ArrayList<Integer>();
    var listener =
        new TrainingListener() {
          @Override
          public boolean cancelRequested() {
            return seen.size() == 16;
          }

          @Override
          public void batch(int epoch, int batch, int batches, double loss) {
            seen.add(batch);
          }
        };
    var spec = Small.spec(Small.devices(LearningRule.PUBLISHED), Precision.BINARY, 8, 3);

    var outcome = Trainer.train(spec, Small.PATTERNS, Small.threads(2), listener, Optional.empty());

    assertThat(outcome).isEqualTo(new Cancelled(2));
    assertThat(seen).hasSize(16);
  }

  @Test
  void refusesATrainingSetOfOneSample() {
    var patterns = Small.PATTERNS;
    var one = Dataset.of("one", patterns.train().first(1), patterns.test(), 4, "made by a test");
    var spec = Small.spec(new Hardware.Ideal(), Precision.BINARY, 1e-3, 1);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Trainer.train(
                    spec, one, Small.threads(1), new TrainingListener() {}, Optional.empty()))
        .withMessageContaining("fewer than 2 samples");
  }

  @Test
  void leavesOutASingleSampleThatBatchNormCouldNotUse() {
    var patterns = Small.PATTERNS;
    var data = Dataset.of("51", patterns.train().first(51), patterns.test(), 4, "made by a test");
    var spec = Small.spec(new Hardware.Ideal(), Precision.BINARY, 1e-3, 2);
    var batches = new ArrayList<Integer>();
    var listener =
        new TrainingListener() {
          @Override
          public void batch(int epoch, int batch, int of, double loss) {
            batches.add(of);
          }
        };

    Trainer.train(spec, data, Small.threads(1), listener, Optional.empty());

    assertThat(batches).isEqualTo(List.of(1, 1));
  }
}
