package org.hafnia.simulator.dataset.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.dataset.SoftmaxRegression;
import org.hafnia.simulator.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How hard the synthetic textures are: a linear classifier and a small convolutional network on
 * 4,000 of them, three epochs. Measured: 17.0 % and 63.0 %. Takes minutes, so it runs only when
 * asked for:
 *
 * <pre>mvn -pl simulator test -Dtest=DifficultyOfTexturesTest -Dhafnia.slow=true</pre>
 */
@EnabledIfSystemProperty(
    named = "hafnia.slow",
    matches = "true",
    disabledReason = "slow: -Dhafnia.slow=true")
class DifficultyOfTexturesTest {

  private static final Logger log = LoggerFactory.getLogger(DifficultyOfTexturesTest.class);
  private static final int BATCH = 50;
  private static final int EPOCHS = 3;

  @Test
  void convolutionsLearnWhatALinearClassifierCannot() {
    var textures = SyntheticTextures.generate(1, 4000, 1000);

    double linear = new SoftmaxRegression(textures).train(10);
    double network = network(textures.train(), textures.test());

    log.info("textures: linear {} %, small CNN {} %", 100 * linear, 100 * network);
    assertThat(linear).isLessThan(0.3);
    assertThat(network).isGreaterThan(0.5);
  }

  private static double network(Samples train, Samples test) {
    Engine.getInstance().setRandomSeed(1);
    try (Model model = Model.newInstance("small", Device.cpu())) {
      model.setBlock(block());
      var config =
          new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
              .optDevices(new Device[] {Device.cpu()})
              .optOptimizer(Optimizer.adam().optLearningRateTracker(Tracker.fixed(2e-3f)).build());
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(new Shape(BATCH, 3, 32, 32));
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
          epoch(trainer, train, epoch);
          log.info("epoch {}: {}", epoch + 1, accuracy(trainer, test));
        }
        return accuracy(trainer, test);
      }
    }
  }

  private static SequentialBlock block() {
    var block = new SequentialBlock();
    for (int filters : new int[] {16, 32, 64}) {
      block
          .add(
              Conv2d.builder()
                  .setKernelShape(new Shape(3, 3))
                  .optPadding(new Shape(1, 1))
                  .setFilters(filters)
                  .build())
          .add(BatchNorm.builder().build())
          .add(Activation::relu)
          .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)));
    }
    return block
        .add(Pool.globalAvgPool2dBlock())
        .add(Blocks.batchFlattenBlock())
        .add(Linear.builder().setUnits(10).build());
  }

  private static void epoch(Trainer trainer, Samples samples, int epoch) {
    int[] order = RandomStream.of(1, "shuffle", 0).permutation(samples.count(), epoch);
    for (int from = 0; from + BATCH <= order.length; from += BATCH) {
      try (var scope = trainer.getManager().newSubManager()) {
        var images = images(scope, samples, order, from);
        var labels = labels(scope, samples, order, from);
        try (var collector = trainer.newGradientCollector()) {
          var predicted = trainer.forward(images);
          collector.backward(trainer.getLoss().evaluate(labels, predicted));
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
        var predicted =
            trainer.evaluate(images(scope, samples, order, from)).singletonOrThrow().argMax(1);
        var labels = labels(scope, samples, order, from).singletonOrThrow();
        correct += predicted.eq(labels).countNonzero().getLong();
      }
    }
    return (double) correct / samples.count();
  }

  private static NDList images(NDManager scope, Samples samples, int[] order, int from) {
    var pixels = FloatBuffer.allocate(BATCH * samples.features());
    samples.copy(order, from, from + BATCH, pixels);
    return new NDList(scope.create(pixels.flip(), new Shape(BATCH, 3, 32, 32), DataType.FLOAT32));
  }

  private static NDList labels(NDManager scope, Samples samples, int[] order, int from) {
    return new NDList(
        scope.create(
            IntStream.range(from, from + BATCH).mapToLong(k -> samples.label(order[k])).toArray()));
  }
}
