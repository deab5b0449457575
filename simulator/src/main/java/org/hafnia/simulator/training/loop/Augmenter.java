package org.hafnia.simulator.training.loop;

import java.nio.FloatBuffer;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.random.RandomStream;
import org.hafnia.simulator.training.plan.Augmentation;

/**
 * Augments samples. What happens to a sample follows from the seed, its index and the epoch alone.
 */
public final class Augmenter {

  private final Augmentation augmentation;
  private final int channels;
  private final int rows;
  private final int columns;
  private final RandomStream moves;
  private final RandomStream noise;
  private final float[] before;

  /**
   * For samples of a shape: the last extent is time or columns, the one before it rows.
   *
   * @throws IllegalArgumentException if an image is cropped or flipped that has no rows, or shifted
   *     by more than its length
   */
  public Augmenter(Augmentation augmentation, TensorShape shape, long seed) {
    var extents = shape.extents();
    this.augmentation = augmentation;
    columns = extents.getLast();
    rows = extents.size() < 2 ? 1 : extents.get(extents.size() - 2);
    channels = extents.size() < 3 ? 1 : extents.getFirst();
    moves = RandomStream.of(seed, "augmentation/moves", 0);
    noise = RandomStream.of(seed, "augmentation/noise", 0);
    before = new float[shape.size()];
    if ((augmentation.cropPadding() > 0 || augmentation.horizontalFlip()) && extents.size() < 2) {
      throw new IllegalArgumentException(
          "samples of shape %s cannot be cropped or flipped: they have no rows".formatted(shape));
    }
    if (augmentation.timeShift() >= columns && augmentation.timeShift() > 0) {
      throw new IllegalArgumentException(
          "timeShift is %d; samples of shape %s have %d points"
              .formatted(augmentation.timeShift(), shape, columns));
    }
  }

  /** Changes the sample that starts at a place of the buffer. */
  void apply(FloatBuffer values, int start, int sample, int epoch) {
    long at = (long) epoch << 2;
    if (augmentation.cropPadding() > 0 || augmentation.horizontalFlip()) {
      int most = augmentation.cropPadding();
      int down = whole(moves.uniform(sample, at), 2 * most + 1) - most;
      int right = whole(moves.uniform(sample, at + 1), 2 * most + 1) - most;
      boolean flip = augmentation.horizontalFlip() && moves.uniform(sample, at + 2) < 0.5;
      move(values, start, new Window(down, right, flip));
    }
    if (augmentation.timeShift() > 0) {
      int most = augmentation.timeShift();
      shift(values, start, whole(moves.uniform(sample, at + 3), 2 * most + 1) - most);
    }
    if (augmentation.noise() > 0) {
      long first = (long) epoch * before.length;
      for (int i = 0; i < before.length; i++) {
        float added = (float) (augmentation.noise() * noise.normal(sample, first + i));
        values.put(start + i, values.get(start + i) + added);
      }
    }
  }

  /** Where a window lies: so far down and right of the image's own place, and perhaps mirrored. */
  private record Window(int down, int right, boolean flip) {}

  private void move(FloatBuffer values, int start, Window window) {
    values.get(start, before);
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < rows; y++) {
        for (int x = 0; x < columns; x++) {
          int fromRow = y + window.down();
          int fromColumn = (window.flip() ? columns - 1 - x : x) + window.right();
          boolean inside =
              fromRow >= 0 && fromRow < rows && fromColumn >= 0 && fromColumn < columns;
          float value = inside ? before[(c * rows + fromRow) * columns + fromColumn] : 0;
          values.put(start + (c * rows + y) * columns + x, value);
        }
      }
    }
  }

  private void shift(FloatBuffer values, int start, int by) {
    values.get(start, before);
    for (int trace = 0; trace < before.length; trace += columns) {
      for (int t = 0; t < columns; t++) {
        values.put(start + trace + t, before[trace + Math.floorMod(t + by, columns)]);
      }
    }
  }

  private static int whole(double uniform, int choices) {
    return (int) (uniform * choices);
  }
}
