package org.hafnia.simulator.network;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The shape of one sample, or of what a layer makes of it: channels first, then rows and columns,
 * or time. A plain vector has one extent.
 *
 * @param extents outermost first, 1 to 3 of them, each at least 1
 */
public record TensorShape(List<Integer> extents) {

  private static final int MOST_EXTENTS = 3;

  public TensorShape {
    extents = List.copyOf(extents);
    if (extents.isEmpty() || extents.size() > MOST_EXTENTS) {
      throw new IllegalArgumentException(
          "a shape of %d extents; it has 1 to %d".formatted(extents.size(), MOST_EXTENTS));
    }
    long size = 1;
    for (int extent : extents) {
      size *= extent;
      if (extent < 1 || size > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "a shape of %s values; each extent is at least 1, all together at most %d"
                .formatted(text(extents), Integer.MAX_VALUE));
      }
    }
  }

  /** Of the given extents, outermost first. */
  public static TensorShape of(int... extents) {
    return new TensorShape(Arrays.stream(extents).boxed().toList());
  }

  /** Number of values: the product of the extents. */
  public int size() {
    return extents.stream().reduce(1, Math::multiplyExact);
  }

  /** The first extent: what a batch norm has one gamma and one beta for. */
  public int channels() {
    return extents.getFirst();
  }

  /** As people write it: {@code 3 x 32 x 32}. */
  @Override
  public String toString() {
    return text(extents);
  }

  private static String text(List<Integer> extents) {
    return extents.stream().map(String::valueOf).collect(Collectors.joining(" x "));
  }
}
