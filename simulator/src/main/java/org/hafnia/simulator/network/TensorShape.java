package org.hafnia.simulator.network;

import java.util.ArrayList;
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

  /** Refuses a plain vector, in which no value lies beside another. */
  void requirePlaces() {
    if (extents.size() < 2) {
      throw new IllegalArgumentException(
          "its input of %s has neither time nor rows and columns".formatted(this));
    }
  }

  /** As many channels, and of every other extent a part, rounded, but at least 1. */
  TensorShape reduced(double factor) {
    var reduced = new ArrayList<>(extents);
    for (int i = 1; i < reduced.size(); i++) {
      reduced.set(i, Math.max(1, (int) Math.round(factor * reduced.get(i))));
    }
    return new TensorShape(reduced);
  }

  /**
   * What each of n equal parts of a line has in each of m, relative to one of m: m rows of n.
   *
   * @param m as many as n, or fewer
   */
  public static float[] shares(int n, int m) {
    float[] shares = new float[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        // In units of 1/(n m), in which both parts have whole ends.
        long from = Math.max((long) i * n, (long) j * m);
        long to = Math.min((i + 1L) * n, (j + 1L) * m);
        shares[i * n + j] = Math.max(0, to - from) / (float) n;
      }
    }
    return shares;
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
