package org.hafnia.simulator.model;

import java.nio.FloatBuffer;
import java.util.List;

/** An array of 32-bit floats with a name and a shape, row-major; it cannot be changed. */
public final class NamedArray {

  private final String name;
  private final List<Integer> shape;
  private final float[] values;

  private NamedArray(String name, List<Integer> shape, float[] values) {
    this.name = name;
    this.shape = List.copyOf(shape);
    this.values = values;
    int size = this.shape.stream().reduce(1, Math::multiplyExact);
    if (size != values.length) {
      throw new IllegalArgumentException(
          "array %s has %d values, but its shape %s has %d"
              .formatted(name, values.length, shape, size));
    }
  }

  /** A copy of the values. */
  public static NamedArray copyOf(String name, List<Integer> shape, FloatBuffer values) {
    float[] copy = new float[values.remaining()];
    values.get(values.position(), copy);
    return new NamedArray(name, shape, copy);
  }

  /** Takes the values over: whoever gives them keeps no hand on them. */
  public static NamedArray of(String name, List<Integer> shape, float[] values) {
    return new NamedArray(name, shape, values);
  }

  /** As in {@code layer1.weight}. */
  public String name() {
    return name;
  }

  /** Outermost extent first. */
  public List<Integer> shape() {
    return shape;
  }

  /** Number of values. */
  public int size() {
    return values.length;
  }

  /** Value i in row-major order. */
  public float get(int i) {
    return values[i];
  }

  /** All values in row-major order, for reading. */
  public FloatBuffer values() {
    return FloatBuffer.wrap(values).asReadOnlyBuffer();
  }
}
