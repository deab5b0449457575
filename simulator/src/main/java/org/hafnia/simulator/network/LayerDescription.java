package org.hafnia.simulator.network;

import java.util.List;
import java.util.stream.Stream;

/** One layer, with every size known. A new kind of layer is one record here and one block. */
public sealed interface LayerDescription {

  /** What one direct buffer of 32-bit floats can address. */
  long MAX_WEIGHTS = 500_000_000;

  /** Shape of the sample that enters the layer. */
  TensorShape input();

  /** Shape of the sample that leaves the layer. */
  TensorShape output();

  /** As requests call it. */
  default String kind() {
    return switch (this) {
      case Dense dense -> "dense";
      case Convolution convolution -> "conv" + convolution.window().kernel().size() + "d";
      case Pool pool -> pool.max() ? "max-pool" : "average-pool";
      case Resize resize -> "resize";
      case BatchNorm norm -> "batch-norm";
      case Activation some -> "activation";
      case Dropout dropout -> "dropout";
      case Flatten flatten -> "flatten";
      case Residual residual -> "residual";
    };
  }

  /** The layers and those within residual ones: the residual itself, its body, its shortcut. */
  static Stream<LayerDescription> walk(List<LayerDescription> layers) {
    return layers.stream()
        .flatMap(
            layer ->
                layer instanceof Residual residual
                    ? Stream.of(Stream.of(layer), walk(residual.body()), walk(residual.shortcut()))
                        .flatMap(part -> part)
                    : Stream.of(layer));
  }

  /** The layers with weights, those within residual ones included, from input to output. */
  static List<Weighted> weighted(List<LayerDescription> layers) {
    return walk(layers).filter(Weighted.class::isInstance).map(Weighted.class::cast).toList();
  }

  /** A layer whose weights live somewhere: in floats, or in devices. */
  sealed interface Weighted extends LayerDescription {

    /** Inputs that are summed to one output: what scales real initial weights. */
    int fanIn();

    /** What values the weights take. */
    Precision weights();

    /** Whether a real number is added to each sum. */
    boolean bias();

    /** Sums with weights of their own: neurons or filters. */
    int units();

    /** Number of weights, the bias not counted. */
    default int size() {
      return Math.multiplyExact(fanIn(), units());
    }
  }

  /** A layer that works value by value or channel by channel. */
  sealed interface Shapeless extends LayerDescription {
    @Override
    default TensorShape output() {
      return input();
    }
  }

  /**
   * y = x W^T + b, with W of outputs x inputs and b real; a sample of any shape is flattened.
   *
   * @param bias whether there is b
   * @param weights values of W; a binary plane is written by its owner and is exactly +-1
   */
  record Dense(int inputs, int outputs, boolean bias, Precision weights) implements Weighted {

    public Dense {
      if (inputs < 1 || outputs < 1) {
        throw new IllegalArgumentException(
            "a dense layer of %d inputs and %d outputs".formatted(inputs, outputs));
      }
      if ((long) inputs * outputs > MAX_WEIGHTS) {
        throw new IllegalArgumentException(
            "a dense layer of %d x %d weights; a layer has at most %d"
                .formatted(inputs, outputs, MAX_WEIGHTS));
      }
    }

    /** With a bias. */
    public Dense(int inputs, int outputs, Precision weights) {
      this(inputs, outputs, true, weights);
    }

    @Override
    public TensorShape input() {
      return TensorShape.of(inputs);
    }

    @Override
    public TensorShape output() {
      return TensorShape.of(outputs);
    }

    @Override
    public int units() {
      return outputs;
    }

    @Override
    public int fanIn() {
      return inputs;
    }
  }

  /**
   * y[f, t] = b[f] + sum over c and k of W[f, c, k] x[c, stride t + k - padding]: the correlation
   * that networks call convolution, over time or over rows and columns. In groups, each part of the
   * filters sees its part of the channels only; with as many groups as channels it is depthwise.
   *
   * @param input channels x time, or channels x rows x columns
   * @param filters channels of the output
   * @param groups divides channels and filters
   * @param bias whether there is b
   * @param weights values of W
   */
  record Convolution(
      TensorShape input, int filters, Window window, int groups, boolean bias, Precision weights)
      implements Weighted {

    public Convolution {
      window = window.over(input.extents().size() - 1);
      if (filters < 1 || groups < 1 || input.channels() % groups != 0 || filters % groups != 0) {
        throw new IllegalArgumentException(
            "%d filters in %d groups over an input of %s; groups divide filters and channels"
                .formatted(filters, groups, input));
      }
      long size = (long) input.channels() / groups * window.size() * filters;
      if (size > MAX_WEIGHTS) {
        throw new IllegalArgumentException(
            "a convolution of %d weights; a layer has at most %d".formatted(size, MAX_WEIGHTS));
      }
      window.slide(input, filters);
    }

    @Override
    public TensorShape output() {
      return window.slide(input, filters);
    }

    @Override
    public int units() {
      return filters;
    }

    @Override
    public int fanIn() {
      return Math.multiplyExact(input.channels() / groups, window.size());
    }
  }

  /**
   * The largest or the mean value under the window, channel by channel; padding is not counted.
   *
   * @param max the largest, else the mean
   */
  record Pool(TensorShape input, Window window, boolean max) implements LayerDescription {

    public Pool {
      window = window.over(input.extents().size() - 1);
      for (int i = 0; i < window.kernel().size(); i++) {
        if (2 * window.padding().get(i) > window.kernel().get(i)) {
          throw new IllegalArgumentException(
              "a pool pads by at most half its kernel of %d, not by %d"
                  .formatted(window.kernel().get(i), window.padding().get(i)));
        }
      }
      window.slide(input, input.channels());
    }

    @Override
    public TensorShape output() {
      return window.slide(input, input.channels());
    }
  }

  /**
   * Rows and columns, or time, made fewer: y[i] is the mean of x over [i n/m, (i + 1) n/m), where x
   * is constant from each whole number to the next, n are there and m are left, channel by channel.
   *
   * @param factor m/n before m is rounded to a whole number of at least 1; above 0, at most 1
   */
  record Resize(TensorShape input, double factor) implements LayerDescription {

    public Resize {
      if (!(factor > 0 && factor <= 1)) {
        throw new IllegalArgumentException(
            "a factor of %s; it is above 0 and at most 1".formatted(factor));
      }
      input.requirePlaces();
    }

    @Override
    public TensorShape output() {
      return input.reduced(factor);
    }
  }

  /** y = gamma (x - mean) / sqrt(variance + 1e-5) + beta, per channel over the batch. */
  record BatchNorm(TensorShape input) implements Shapeless {}

  /**
   * A function of each value.
   *
   * @param threshold up to which |x| becomes 0 in a ternary activation, at least 0
   */
  record Activation(TensorShape input, ActivationFunction function, double threshold)
      implements Shapeless {

    /** The zero window of Deng et al., GXNOR-Net, 2018. */
    public static final double USUAL_THRESHOLD = 0.5;

    public Activation {
      if (!(threshold >= 0) || threshold > Float.MAX_VALUE) {
        throw new IllegalArgumentException(
            "a threshold of %s; it is at least 0".formatted(threshold));
      }
    }

    /** With the usual threshold. */
    public Activation(TensorShape input, ActivationFunction function) {
      this(input, function, USUAL_THRESHOLD);
    }
  }

  /**
   * In training, each value is 0 with probability p, else x / (1 - p); in inference, y = x.
   *
   * @param rate p, at least 0 and below 1
   */
  record Dropout(TensorShape input, double rate) implements Shapeless {

    public Dropout {
      if (!(rate >= 0 && rate < 1)) {
        throw new IllegalArgumentException(
            "a dropout rate of %s; it is at least 0 and below 1".formatted(rate));
      }
    }
  }

  /** Channels, rows and columns one after the other. */
  record Flatten(TensorShape input) implements LayerDescription {
    @Override
    public TensorShape output() {
      return TensorShape.of(input.size());
    }
  }

  /**
   * y = body(x) + shortcut(x) (He et al., 2016).
   *
   * @param body at least one layer
   * @param shortcut none for x itself
   */
  record Residual(TensorShape input, List<LayerDescription> body, List<LayerDescription> shortcut)
      implements LayerDescription {

    public Residual {
      body = List.copyOf(body);
      shortcut = List.copyOf(shortcut);
      var made = body.getLast().output();
      var added = shortcut.isEmpty() ? input : shortcut.getLast().output();
      if (!made.equals(added)) {
        throw new IllegalArgumentException(
            "its body makes %s, but %s %s"
                .formatted(
                    made, shortcut.isEmpty() ? "its input is" : "its shortcut makes", added));
      }
    }

    @Override
    public TensorShape output() {
      return body.getLast().output();
    }
  }
}
