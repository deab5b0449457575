package org.hafnia.simulator.network.presets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.hafnia.simulator.network.Layer;
import org.hafnia.simulator.network.LayerDescription.Activation;
import org.hafnia.simulator.network.LayerList;
import org.hafnia.simulator.network.Window;

/** Layers, one put upon the other. */
final class Stack {

  private static final Optional<String> UNNAMED = Optional.empty();

  private final List<Layer> layers = new ArrayList<>();
  private final boolean bias;

  /** Nothing yet; with or without a bias in each layer that has weights. */
  Stack(boolean bias) {
    this.bias = bias;
  }

  Stack convolution(int directions, int filters, Window window) {
    layers.add(
        new Layer.Convolution(
            UNNAMED,
            directions,
            OptionalInt.of(filters),
            window,
            OptionalInt.of(1),
            bias,
            Optional.empty()));
    return this;
  }

  /** A filter of its own for each channel. */
  Stack depthwise(Window window) {
    layers.add(
        new Layer.Convolution(
            UNNAMED, 2, OptionalInt.empty(), window, OptionalInt.empty(), bias, Optional.empty()));
    return this;
  }

  Stack dense(int units) {
    return dense(OptionalInt.of(units), bias);
  }

  /** One neuron for each class. */
  Stack classes(boolean withBias) {
    return dense(OptionalInt.empty(), withBias);
  }

  private Stack dense(OptionalInt units, boolean withBias) {
    layers.add(new Layer.Dense(UNNAMED, units, withBias, Optional.empty()));
    return this;
  }

  Stack maxPool(int side) {
    return pool(true, Optional.of(Window.of(side, side, 0)));
  }

  Stack averagePool(Window window) {
    return pool(false, Optional.of(window));
  }

  Stack resize(double factor) {
    layers.add(new Layer.Resize(UNNAMED, factor));
    return this;
  }

  /** The mean of each channel. */
  Stack averageOfAll() {
    return pool(false, Optional.empty());
  }

  private Stack pool(boolean max, Optional<Window> window) {
    layers.add(new Layer.Pool(UNNAMED, max, window));
    return this;
  }

  Stack norm() {
    layers.add(new Layer.BatchNorm(UNNAMED));
    return this;
  }

  Stack activation() {
    layers.add(new Layer.Activate(UNNAMED, Optional.empty(), Activation.USUAL_THRESHOLD));
    return this;
  }

  /** Nothing for a rate of 0. */
  Stack dropout(double rate) {
    if (rate > 0) {
      layers.add(new Layer.Dropout(UNNAMED, rate));
    }
    return this;
  }

  /** The list, quantised as the values say. */
  LayerList quantised(PresetValues values) {
    return new LayerList(
        layers,
        values.binarize(),
        values.precision(Preset.WEIGHTS),
        values.precision(Preset.ACTIVATIONS));
  }
}
