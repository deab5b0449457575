package org.hafnia.simulator.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What slides over the rows and columns, or the time, of a sample: output = floor((input + 2
 * padding - kernel) / stride) + 1 in each direction.
 *
 * @param kernel extents, 1 to 10,000 each; one entry stands for all directions
 * @param stride steps, 1 to 10,000 each; likewise
 * @param padding added on both sides, 0 to 10,000 each; likewise
 */
public record Window(List<Integer> kernel, List<Integer> stride, List<Integer> padding) {

  private static final int MOST = 10_000;

  public Window {
    kernel = checked("kernel", kernel, 1);
    stride = checked("stride", stride, 1);
    padding = checked("padding", padding, 0);
  }

  /** The same in all directions. */
  public static Window of(int kernel, int stride, int padding) {
    return new Window(List.of(kernel), List.of(stride), List.of(padding));
  }

  /** All of a sample at once: rows and columns, or the time. */
  static Window whole(TensorShape input) {
    var inside = inside(input);
    return new Window(inside, inside, List.of(0)).over(inside.size());
  }

  private static List<Integer> checked(String what, List<Integer> extents, int least) {
    if (extents.isEmpty() || extents.size() > 2) {
      throw new IllegalArgumentException(
          "%s has %d entries; it needs 1 or 2".formatted(what, extents.size()));
    }
    for (int extent : extents) {
      if (extent < least || extent > MOST) {
        throw new IllegalArgumentException(
            "%s is %s; each entry is %d to %d".formatted(what, text(extents), least, MOST));
      }
    }
    return List.copyOf(extents);
  }

  /**
   * With one entry for each direction.
   *
   * @param directions 1 (time) or 2 (rows and columns)
   */
  Window over(int directions) {
    return new Window(
        over("kernel", kernel, directions),
        over("stride", stride, directions),
        over("padding", padding, directions));
  }

  private static List<Integer> over(String what, List<Integer> extents, int directions) {
    if (extents.size() == directions) {
      return extents;
    }
    if (extents.size() == 1) {
      return Collections.nCopies(directions, extents.getFirst());
    }
    throw new IllegalArgumentException(
        "%s is %s, but there is one direction".formatted(what, text(extents)));
  }

  /** Number of values under the window at once, in one channel. */
  int size() {
    return kernel.stream().reduce(1, Math::multiplyExact);
  }

  /**
   * What it makes of a sample, with one entry for each direction.
   *
   * @param channels of the output
   * @throws IllegalArgumentException if the kernel is larger than the padded input
   */
  TensorShape slide(TensorShape input, int channels) {
    var inside = inside(input);
    var extents = new ArrayList<Integer>();
    extents.add(channels);
    for (int i = 0; i < inside.size(); i++) {
      long room = inside.get(i) + 2L * padding.get(i) - kernel.get(i);
      if (room < 0) {
        boolean padded = padding.stream().anyMatch(extent -> extent > 0);
        throw new IllegalArgumentException(
            "a kernel of %s is larger than its input of %s%s"
                .formatted(text(kernel), input, padded ? " with padding " + text(padding) : ""));
      }
      extents.add(Math.toIntExact(Math.min(Integer.MAX_VALUE, room / stride.get(i) + 1)));
    }
    return new TensorShape(extents);
  }

  private static List<Integer> inside(TensorShape input) {
    return input.extents().subList(1, input.extents().size());
  }

  private static String text(List<Integer> extents) {
    return extents.stream().map(String::valueOf).collect(Collectors.joining(" x "));
  }
}
