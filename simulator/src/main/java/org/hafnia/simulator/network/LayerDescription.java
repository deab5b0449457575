package org.hafnia.simulator.network;

/** One layer, with every size known. A new kind of layer is one record here and one block. */
public sealed interface LayerDescription {

  /** Values per sample that enter the layer. */
  int inputs();

  /** Values per sample that leave the layer. */
  int outputs();

  /**
   * y = x W^T + b, with W of outputs x inputs and b real.
   *
   * @param weights values of W; a binary plane is written by its owner and is exactly +-1
   */
  record Dense(int inputs, int outputs, Precision weights) implements LayerDescription {

    /** What one direct buffer of 32-bit floats can address. */
    static final long MAX_WEIGHTS = 500_000_000;

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

    /** Number of weights, the bias not counted. */
    public int size() {
      return inputs * outputs;
    }
  }

  /** y = gamma (x - mean) / sqrt(variance + 1e-5) + beta, per feature over the batch. */
  record BatchNorm(int features) implements LayerDescription {
    @Override
    public int inputs() {
      return features;
    }

    @Override
    public int outputs() {
      return features;
    }
  }

  /** Sign (sign(0) = +1) or Hardtanh, value by value. */
  record Activation(int features, Precision kind) implements LayerDescription {
    @Override
    public int inputs() {
      return features;
    }

    @Override
    public int outputs() {
      return features;
    }
  }
}
