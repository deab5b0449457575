package org.hafnia.simulator.network;

/** One layer, with every size known. A new kind of layer is one record here and one block. */
public sealed interface LayerDescription {

  /** Shape of the sample that enters the layer. */
  TensorShape input();

  /** Shape of the sample that leaves the layer. */
  TensorShape output();

  /** A layer whose weights live somewhere: in floats, or in devices. */
  sealed interface Weighted extends LayerDescription {

    /** Number of weights, the bias not counted. */
    int size();

    /** Inputs that are summed to one output: what scales real initial weights. */
    int fanIn();

    /** What values the weights take. */
    Precision weights();
  }

  /**
   * y = x W^T + b, with W of outputs x inputs and b real.
   *
   * @param weights values of W; a binary plane is written by its owner and is exactly +-1
   */
  record Dense(int inputs, int outputs, Precision weights) implements Weighted {

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

    @Override
    public TensorShape input() {
      return TensorShape.of(inputs);
    }

    @Override
    public TensorShape output() {
      return TensorShape.of(outputs);
    }

    @Override
    public int size() {
      return inputs * outputs;
    }

    @Override
    public int fanIn() {
      return inputs;
    }
  }

  /** y = gamma (x - mean) / sqrt(variance + 1e-5) + beta, per channel over the batch. */
  record BatchNorm(TensorShape input) implements LayerDescription {
    @Override
    public TensorShape output() {
      return input;
    }
  }

  /** Sign (sign(0) = +1), its ternary kin, or Hardtanh, value by value. */
  record Activation(TensorShape input, Precision kind) implements LayerDescription {
    @Override
    public TensorShape output() {
      return input;
    }
  }
}
