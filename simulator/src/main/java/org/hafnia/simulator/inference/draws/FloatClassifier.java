package org.hafnia.simulator.inference.draws;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.LayerDescription.Activation;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.blocks.Pass.ActivationErrors;
import org.hafnia.simulator.network.blocks.plain.FloatNetwork;

/** Computes a network in libtorch's 32-bit floats. */
public final class FloatClassifier implements Classifier {

  private static final long MOST_BYTES = 1 << 26;
  private static final int MOST_IMAGES = 1000;

  private final TrainedNetwork model;
  private final Samples images;
  private final FloatNetwork network;
  private final int batch;
  private final int[] order;
  private final List<Layer> layers = new ArrayList<>();
  private final List<Activation> activations;
  private final float[] weight;
  private final float[] logits;

  /** A layer of binary or ternary weights, counted from 1: those that are meant, those read. */
  private record Layer(int number, boolean ternary, FloatBuffer meant, FloatBuffer read) {}

  /** For the given test images. */
  public FloatClassifier(TrainedNetwork model, Samples images) {
    this.model = model;
    this.images = images;
    batch = batch(model, images.count());
    network = new FloatNetwork(model.layers(), batch, model::values);
    order = IntStream.range(0, images.count()).toArray();
    logits = new float[batch * model.classes()];
    var weighted = LayerDescription.weighted(model.layers());
    for (int i = 0; i < weighted.size(); i++) {
      if (weighted.get(i).weights() != Precision.REAL) {
        String name = "layer" + (i + 1) + ".weight";
        boolean ternary = weighted.get(i).weights() == Precision.TERNARY;
        layers.add(new Layer(i + 1, ternary, model.values(name), network.array(name)));
      }
    }
    weight = new float[layers.stream().mapToInt(one -> one.meant().limit()).max().orElse(0)];
    activations =
        LayerDescription.walk(model.layers())
            .filter(Activation.class::isInstance)
            .map(Activation.class::cast)
            .filter(one -> one.function().precision() != Precision.REAL)
            .toList();
  }

  /** As many images as keep what lies between two layers within {@link #MOST_BYTES}. */
  private static int batch(TrainedNetwork model, int images) {
    long fit = MOST_BYTES / (widest(model) * Float.BYTES);
    return Math.clamp(fit, 1, Math.min(images, MOST_IMAGES));
  }

  /** Values that enter and leave the layer that has most of them, for one image. */
  private static long widest(TrainedNetwork model) {
    return LayerDescription.walk(model.layers())
        .mapToLong(layer -> (long) layer.input().size() + layer.output().size())
        .max()
        .orElseThrow();
  }

  /**
   * Memory for values between layers of one of these, in bytes: those of the widest layer, and as
   * much again for what its kernel needs.
   *
   * @param images to classify
   */
  public static long bytesBetweenLayers(TrainedNetwork model, int images) {
    return 2 * widest(model) * batch(model, images) * Float.BYTES;
  }

  @Override
  public boolean run(
      Optional<Errors> errors, long draw, Answers answers, BooleanSupplier cancelled) {
    answers.clear();
    for (var layer : layers) {
      show(layer, errors.filter(some -> some.hit(layer.number)), draw, answers);
    }
    for (int from = 0; from < images.count(); from += batch) {
      if (cancelled.getAsBoolean()) {
        return false;
      }
      int to = Math.min(from + batch, images.count());
      images.copy(order, from, to, network.input());
      long first = draw * images.count() + from;
      network.run(to - from, activationErrors(errors, first), logits);
      for (int i = from; i < to; i++) {
        answers.add(i, logits, (i - from) * model.classes());
      }
    }
    return true;
  }

  /** Puts the weights of a draw in place of those that are meant. */
  private void show(Layer layer, Optional<Errors> errors, long draw, Answers answers) {
    int size = layer.meant.limit();
    layer.meant.get(0, weight, 0, size);
    if (errors.isPresent()) {
      var channel = errors.get().weights(layer.ternary);
      channel.pass(errors.get().weightKey(layer.number), draw, 0, size, weight);
      int wrong = 0;
      for (int i = 0; i < size; i++) {
        wrong += weight[i] == layer.meant.get(i) ? 0 : 1;
      }
      answers.count(size, wrong);
    }
    layer.read.put(0, weight, 0, size);
  }

  /**
   * The errors of the activations of a batch.
   *
   * @param first address of its first image
   */
  private Optional<ActivationErrors> activationErrors(Optional<Errors> errors, long first) {
    return errors
        .filter(Errors::hitsActivations)
        .map(some -> (activation, values) -> strike(some, activation, first, values));
  }

  private void strike(Errors errors, int activation, long first, FloatBuffer values) {
    var layer = activations.get(activation);
    var channel = errors.activations(layer.function().precision() == Precision.TERNARY);
    long key = errors.activationKey(activation);
    float[] sample = new float[layer.input().size()];
    for (int i = 0; i * sample.length < values.limit(); i++) {
      values.get(i * sample.length, sample);
      channel.pass(key, first + i, 0, sample.length, sample);
      values.put(i * sample.length, sample);
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
