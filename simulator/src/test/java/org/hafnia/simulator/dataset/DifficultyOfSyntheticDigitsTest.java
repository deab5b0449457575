package org.hafnia.simulator.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.hafnia.simulator.random.RandomStream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How hard the synthetic digits are: a linear classifier and a plain ReLU network 784-512-10 on the
 * same set. Measured: 84.8 % and 94.9 % at 10,000 samples, 87.6 % and 98.9 % at 60,000. Takes
 * minutes, so it runs only when asked for:
 *
 * <pre>mvn -pl simulator test -Dtest=DifficultyOfSyntheticDigitsTest -Dhafnia.slow=true</pre>
 */
@EnabledIfSystemProperty(
    named = "hafnia.slow",
    matches = "true",
    disabledReason = "slow: -Dhafnia.slow=true")
class DifficultyOfSyntheticDigitsTest {

  private static final Logger log = LoggerFactory.getLogger(DifficultyOfSyntheticDigitsTest.class);
  private static final int BATCH = 200;
  private static final float RATE = 1e-3f;

  @ParameterizedTest(name = "{0} samples to train on, {1} to test on")
  @CsvSource({"10000, 2000, 20, 0.93", "60000, 10000, 12, 0.97"})
  void networkLearnsWhatALinearClassifierCannot(int train, int test, int epochs, double atLeast) {
    long start = System.nanoTime();
    var digits = SyntheticDigits.generate(1, train, test);
    double seconds = (System.nanoTime() - start) / 1e9;
    double linear = new SoftmaxRegression(digits).train(20);
    double network = networkAccuracy(digits, epochs);

    log.info(
        "synthetic digits {}/{}: drawn in {} s, linear {} %, network {} %",
        train,
        test,
        "%.2f".formatted(seconds),
        "%.2f".formatted(100 * linear),
        "%.2f".formatted(100 * network));

    assertThat(linear).isLessThan(0.93);
    assertThat(network).isGreaterThan(atLeast);
  }

  private static double networkAccuracy(Dataset data, int epochs) {
    Engine.getInstance().setRandomSeed(1);
    try (Model model = Model.newInstance("plain", Device.cpu())) {
      model.setBlock(block());
      int steps = epochs * (data.train().count() / BATCH);
      var rate =
          Tracker.cosine()
              .setBaseValue(RATE)
              .setMaxUpdates(steps)
              .optFinalValue(RATE / 100)
              .build();
      var config =
          new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
              .optDevices(new Device[] {Device.cpu()})
              .optOptimizer(Optimizer.adam().optLearningRateTracker(rate).build());
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(new Shape(BATCH, data.features()));
        for (int epoch = 0; epoch < epochs; epoch++) {
          epoch(trainer, data.train(), epoch);
          log.info("epoch {}: {}", epoch + 1, accuracy(trainer, data.test()));
        }
        return accuracy(trainer, data.test());
      }
    }
  }

  private static Block block() {
    return new SequentialBlock()
        .add(Linear.builder().setUnits(512).build())
        .add(Activation::relu)
        .add(Linear.builder().setUnits(10).build());
  }

  private static void epoch(Trainer trainer, Samples samples, int epoch) {
    int[] order = RandomStream.of(1, "shuffle", 0).permutation(samples.count(), epoch);
    for (int from = 0; from + BATCH <= order.length; from += BATCH) {
      try (var scope = trainer.getManager().newSubManager()) {
        var images = images(scope, samples, order, from);
        var labels = labels(scope, samples, order, from);
        try (var collector = trainer.newGradientCollector()) {
          var predicted = trainer.forward(new NDList(images));
          collector.backward(trainer.getLoss().evaluate(new NDList(labels), predicted));
          predicted.close();
        }
        trainer.step();
      }
    }
  }

  private static double accuracy(Trainer trainer, Samples samples) {
    int[] order = IntStream.range(0, samples.count()).toArray();
    long correct = 0;
    for (int from = 0; from + BATCH <= order.length; from += BATCH) {
      try (var scope = trainer.getManager().newSubManager()) {
        var images = images(scope, samples, order, from);
        var predicted = trainer.evaluate(new NDList(images)).singletonOrThrow().argMax(1);
        correct += predicted.eq(labels(scope, samples, order, from)).countNonzero().getLong();
      }
    }
    return (double) correct / samples.count();
  }

  private static NDArray images(NDManager scope, Samples samples, int[] order, int from) {
    var pixels = FloatBuffer.allocate(BATCH * samples.features());
    samples.copy(order, from, from + BATCH, pixels);
    return scope.create(pixels.flip(), new Shape(BATCH, samples.features()), DataType.FLOAT32);
  }

  private static NDArray labels(NDManager scope, Samples samples, int[] order, int from) {
    return scope.create(
        IntStream.range(from, from + BATCH).mapToLong(k -> samples.label(order[k])).toArray());
  }
}
