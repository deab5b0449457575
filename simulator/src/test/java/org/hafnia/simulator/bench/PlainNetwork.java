package org.hafnia.simulator.bench;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.convolutional.Convolution.ConvolutionBuilder;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;
import java.util.List;
import java.util.stream.IntStream;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.network.ActivationFunction;
import org.hafnia.simulator.network.LayerDescription;

/**
 * The layers of a network as a user of DJL writes them: its own blocks with real weights, its Adam,
 * its trainer. Where our activations are quantised, these are, straight through, in DJL's words.
 */
final class PlainNetwork implements AutoCloseable {

  private static final float RATE = 1e-3f;

  private final Model model;
  private final Trainer trainer;
  private final List<Integer> extents;

  PlainNetwork(List<LayerDescription> layers, int batch) {
    // What the first layer takes, not the shape of a sample: the traces of an EEG are one channel.
    extents = layers.getFirst().input().extents();
    model = Model.newInstance("plain", Device.cpu(), "PyTorch");
    var blocks = new SequentialBlock();
    layers.forEach(layer -> blocks.add(block(layer)));
    model.setBlock(blocks);
    var adam = Adam.builder().optLearningRateTracker(Tracker.fixed(RATE)).build();
    var config =
        new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
            .optOptimizer(adam)
            .optDevices(new Device[] {Device.cpu()});
    trainer = model.newTrainer(config);
    trainer.initialize(shape(batch));
  }

  private static Block block(LayerDescription layer) {
    return switch (layer) {
      case LayerDescription.Dense dense ->
          new SequentialBlock()
              .add(Blocks.batchFlattenBlock())
              .add(Linear.builder().setUnits(dense.outputs()).optBias(dense.bias()).build());
      case LayerDescription.Convolution convolution ->
          convolution.window().kernel().size() == 1
              ? filled(Conv1d.builder(), convolution).build()
              : filled(Conv2d.builder(), convolution).build();
      case LayerDescription.BatchNorm norm -> BatchNorm.builder().build();
      case LayerDescription.Pool pool -> pool(pool);
      case LayerDescription.Activation some -> activation(some);
      case LayerDescription.Flatten flatten -> Blocks.batchFlattenBlock();
      case LayerDescription.Dropout dropout -> Blocks.identityBlock();
      case LayerDescription.Resize resize ->
          throw new IllegalArgumentException("none of the cases makes samples smaller");
      case LayerDescription.Residual residual ->
          throw new IllegalArgumentException("none of the presets has a residual layer");
    };
  }

  private static <T extends ConvolutionBuilder<T>> T filled(
      T builder, LayerDescription.Convolution layer) {
    var window = layer.window();
    return builder
        .setKernelShape(shape(window.kernel()))
        .optStride(shape(window.stride()))
        .optPadding(shape(window.padding()))
        .optGroups(layer.groups())
        .optBias(layer.bias())
        .setFilters(layer.filters());
  }

  private static Block pool(LayerDescription.Pool pool) {
    var kernel = shape(pool.window().kernel());
    var stride = shape(pool.window().stride());
    var padding = shape(pool.window().padding());
    return LambdaBlock.singleton(
        x ->
            pool.max()
                ? x.getNDArrayInternal().maxPool(kernel, stride, padding, false)
                : x.getNDArrayInternal().avgPool(kernel, stride, padding, false, false));
  }

  private static Block activation(LayerDescription.Activation layer) {
    if (layer.function() == ActivationFunction.RELU) {
      return LambdaBlock.singleton(x -> x.getNDArrayInternal().relu());
    }
    if (layer.function() == ActivationFunction.IDENTITY) {
      return Blocks.identityBlock();
    }
    return layer.function() == ActivationFunction.HARDTANH
        ? LambdaBlock.singleton(x -> x.clip(-1, 1))
        : LambdaBlock.singleton(PlainNetwork::signStraightThrough);
  }

  private static NDArray signStraightThrough(NDArray x) {
    var hard = x.clip(-1, 1);
    return hard.add(x.sign().sub(hard).stopGradient());
  }

  private static Shape shape(List<Integer> extents) {
    return new Shape(extents.stream().mapToLong(Integer::longValue).toArray());
  }

  private Shape shape(int batch) {
    return new Shape(batch).addAll(shape(extents));
  }

  /**
   * Takes a step with each whole batch of the samples, in their order.
   *
   * @param afterStep run after each step
   */
  void epoch(Samples samples, int batch, Runnable afterStep) {
    float[] numbers = new float[batch * samples.features()];
    float[] labels = new float[batch];
    int[] order = IntStream.range(0, samples.count()).toArray();
    for (int from = 0; from + batch <= order.length; from += batch) {
      samples.copy(order, from, from + batch, numbers);
      for (int i = 0; i < batch; i++) {
        labels[i] = samples.label(from + i);
      }
      step(numbers, labels);
      afterStep.run();
    }
  }

  private void step(float[] numbers, float[] labels) {
    try (var arrays = trainer.getManager().newSubManager();
        var collector = trainer.newGradientCollector()) {
      var x = arrays.create(numbers, shape(labels.length));
      var y = arrays.create(labels);
      var logits = trainer.forward(new NDList(x));
      logits.attach(arrays);
      var loss = trainer.getLoss().evaluate(new NDList(y), logits);
      loss.attach(arrays);
      loss.getFloat();
      collector.backward(loss);
    }
    trainer.step();
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
  }
}
