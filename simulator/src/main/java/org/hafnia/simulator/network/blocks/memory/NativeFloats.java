package org.hafnia.simulator.network.blocks.memory;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import java.nio.FloatBuffer;

/** Views of the native memory of an array of the host: neither copies nor garbage. */
public final class NativeFloats {

  private NativeFloats() {}

  /**
   * The memory of a contiguous float array on the CPU, in row-major order. The view must not be
   * used once the array is closed.
   */
  public static FloatBuffer of(NDArray array) {
    if (array.getDataType() != DataType.FLOAT32) {
      throw new IllegalArgumentException("an array of " + array.getDataType() + ", not FLOAT32");
    }
    var bytes = ((PtNDArray) array).toByteBuffer(true);
    if (!bytes.isDirect()) {
      throw new IllegalStateException("the engine gave a copy of " + array.getShape());
    }
    return bytes.asFloatBuffer();
  }
}
