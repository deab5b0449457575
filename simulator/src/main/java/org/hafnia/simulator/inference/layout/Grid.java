package org.hafnia.simulator.inference.layout;

import org.hafnia.simulator.inference.kernel.Bits;
import org.hafnia.simulator.network.TensorShape;

/**
 * Channels of rows and columns; time is a row, a vector has one position. Packed, a position has
 * the bits of its channels in words of its own, one position after the other.
 */
public record Grid(int channels, int rows, int columns) {

  public static Grid of(TensorShape shape) {
    var extents = shape.extents();
    return switch (extents.size()) {
      case 1 -> new Grid(extents.getFirst(), 1, 1);
      case 2 -> new Grid(extents.getFirst(), 1, extents.getLast());
      default -> new Grid(extents.getFirst(), extents.get(1), extents.getLast());
    };
  }

  public int positions() {
    return rows * columns;
  }

  public int size() {
    return channels * positions();
  }

  /** Words of a position. */
  public int words() {
    return Bits.words(channels);
  }

  /** Words of a sample. */
  public int packed() {
    return words() * positions();
  }
}
