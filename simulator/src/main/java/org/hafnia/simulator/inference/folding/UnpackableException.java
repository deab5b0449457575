package org.hafnia.simulator.inference.folding;

/** A network that XNOR and popcount cannot compute; says which layer, and what can be done. */
public final class UnpackableException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  UnpackableException(String layer, String reason) {
    super(
        "%s cannot be packed: %s; the network can be had as NPZ or ONNX, and is evaluated in floats"
            .formatted(layer, reason));
  }
}
