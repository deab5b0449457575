package org.hafnia.simulator.network;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.hafnia.simulator.network.LayerDescription.Activation;

/**
 * One layer as a user writes it: its sizes follow from what enters it, its precision from the whole
 * list unless it says so itself.
 */
public sealed interface Layer {

  /** Neurons or filters of a layer at most. */
  int MOST_UNITS = 1_000_000;

  /** For people; where there is none, the list gives one. */
  Optional<String> name();

  /** As requests call it. */
  String kind();

  /** Any layer but a residual one. */
  sealed interface Single extends Layer {

    /**
     * The layer over an input of that shape.
     *
     * @param classes neurons of a dense layer that does not say how many
     * @throws IllegalArgumentException if it does not fit
     */
    LayerDescription sized(TensorShape input, int classes);
  }

  /** A layer that has weights. */
  sealed interface Weighted extends Single {

    /** What values they take; empty for what the list says. */
    Optional<Precision> weights();

    /** The same with weights of that precision. */
    Layer with(Precision weights);
  }

  /**
   * A dense layer.
   *
   * @param units neurons, 1 to 1,000,000; empty for one per class
   */
  record Dense(Optional<String> name, OptionalInt units, boolean bias, Optional<Precision> weights)
      implements Weighted {

    public Dense {
      checkUnits("units", units);
    }

    @Override
    public String kind() {
      return "dense";
    }

    @Override
    public Layer with(Precision chosen) {
      return new Dense(name, units, bias, Optional.of(chosen));
    }

    @Override
    public LayerDescription sized(TensorShape input, int classes) {
      return new LayerDescription.Dense(
          input.size(), units.orElse(classes), bias, weights.orElseThrow());
    }
  }

  /**
   * A convolution.
   *
   * @param directions 1 or 2
   * @param filters 1 to 1,000,000; empty for one per channel
   * @param groups that divide channels and filters; empty for one per channel: depthwise
   */
  record Convolution(
      Optional<String> name,
      int directions,
      OptionalInt filters,
      Window window,
      OptionalInt groups,
      boolean bias,
      Optional<Precision> weights)
      implements Weighted {

    public Convolution {
      window = window.over(directions);
      checkUnits("filters", filters);
      checkUnits("groups", groups);
    }

    @Override
    public String kind() {
      return "conv" + directions + "d";
    }

    @Override
    public Layer with(Precision chosen) {
      return new Convolution(name, directions, filters, window, groups, bias, Optional.of(chosen));
    }

    @Override
    public LayerDescription sized(TensorShape input, int classes) {
      if (input.extents().size() != directions + 1) {
        throw new IllegalArgumentException(
            "its input of %s has %d extents, not %d"
                .formatted(input, input.extents().size(), directions + 1));
      }
      int channels = input.channels();
      return new LayerDescription.Convolution(
          input,
          filters.orElse(channels),
          window,
          groups.orElse(channels),
          bias,
          weights.orElseThrow());
    }
  }

  /**
   * A pool over time or over rows and columns, whichever its input has.
   *
   * @param max the largest value, else the mean
   * @param window empty for the whole input: global
   */
  record Pool(Optional<String> name, boolean max, Optional<Window> window) implements Single {

    @Override
    public String kind() {
      return max ? "max-pool" : "average-pool";
    }

    @Override
    public LayerDescription sized(TensorShape input, int classes) {
      input.requirePlaces();
      return new LayerDescription.Pool(input, window.orElseGet(() -> Window.whole(input)), max);
    }
  }

  /**
   * Fewer rows and columns, or less time, by means.
   *
   * @param factor what is left, above 0 and at most 1
   */
  record Resize(Optional<String> name, double factor) implements Single {

    public Resize {
      new LayerDescription.Resize(TensorShape.of(1, 1), factor);
    }

    @Override
    public String kind() {
      return "resize";
    }

    @Override
    public LayerDescription sized(TensorShape input, int classes) {
      return new LayerDescription.Resize(input, factor);
    }
  }

  /** Batch norm. */
  record BatchNorm(Optional<String> name) implements Single {

    @Override
    public String kind() {
      return "batch-norm";
    }

    @Override
    public LayerDescription sized(TensorShape input, int classes) {
      return new LayerDescription.BatchNorm(input);
    }
  }

  /**
   * A function of each value.
   *
   * @param function empty for what the list says
   * @param threshold of a ternary one, at least 0
   */
  record Activate(Optional<String> name, Optional<ActivationFunction> function, double threshold)
      implements Single {

    public Activate {
      // Checks the threshold before there is a shape.
      new Activation(TensorShape.of(1), ActivationFunction.TERNARY, threshold);
    }

    @Override
    public String kind() {
      return "activation";
    }

    Layer with(ActivationFunction chosen) {
      return new Activate(name, Optional.of(chosen), threshold);
    }

    @Override
    public LayerDescription sized(TensorShape input, int classes) {
      return new Activation(input, function.orElseThrow(), threshold);
    }
  }

  /**
   * Dropout.
   *
   * @param rate at least 0 and below 1
   */
  record Dropout(Optional<String> name, double rate) implements Single {

    public Dropout {
      new LayerDescription.Dropout(TensorShape.of(1), rate);
    }

    @Override
    public String kind() {
      return "dropout";
    }

    @Override
    public LayerDescription sized(TensorShape input, int classes) {
      return new LayerDescription.Dropout(input, rate);
    }
  }

  /** All values one after the other. */
  record Flatten(Optional<String> name) implements Single {

    @Override
    public String kind() {
      return "flatten";
    }

    @Override
    public LayerDescription sized(TensorShape input, int classes) {
      return new LayerDescription.Flatten(input);
    }
  }

  /**
   * The sum of what a body and a shortcut make of the same input.
   *
   * @param body at least one layer
   * @param shortcut none for the input itself
   */
  record Residual(Optional<String> name, List<Layer> body, List<Layer> shortcut) implements Layer {

    public Residual {
      body = List.copyOf(body);
      shortcut = List.copyOf(shortcut);
      if (body.isEmpty()) {
        throw new IllegalArgumentException("its body has no layer; it needs at least one");
      }
    }

    @Override
    public String kind() {
      return "residual";
    }
  }

  private static void checkUnits(String what, OptionalInt units) {
    if (units.isPresent() && (units.getAsInt() < 1 || units.getAsInt() > MOST_UNITS)) {
      throw new IllegalArgumentException(
          "%s is %d; it must be 1 to %d".formatted(what, units.getAsInt(), MOST_UNITS));
    }
  }
}
