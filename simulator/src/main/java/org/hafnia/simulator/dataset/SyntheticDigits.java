package org.hafnia.simulator.dataset;

import java.util.stream.IntStream;
import org.hafnia.simulator.dataset.handwriting.DigitPainter;
import org.hafnia.simulator.random.RandomStream;

/**
 * Handwritten digits that no hand wrote: 28 x 28 grey levels, ten classes, drawn by our own code
 * from stroke models, so that a first training needs no download.
 *
 * <p>Sample i of a part is a function of (seed, part, i) alone: a smaller set is the beginning of a
 * larger one, and any number of threads makes the same bits. Every ten successive samples hold each
 * class once, in random order.
 */
public final class SyntheticDigits {

  public static final String NAME = "synthetic-digits";
  public static final int CLASSES = 10;

  /** Sizes of MNIST, the set that this one stands in for. */
  public static final int TRAIN = 60_000;

  public static final int TEST = 10_000;

  /** More would not fit in one array. */
  public static final int MAX_SAMPLES = 1_000_000;

  private static final int BLOCK = 500;
  private static final int PIXELS = DigitPainter.SIDE * DigitPainter.SIDE;

  private SyntheticDigits() {}

  /**
   * Draws the set on the common pool.
   *
   * @param train samples to train on, 1..{@link #MAX_SAMPLES}
   * @param test samples to test on, 1..{@link #MAX_SAMPLES}
   */
  public static Dataset generate(long seed, int train, int test) {
    return Dataset.of(
        NAME,
        part(seed, "train", train),
        part(seed, "test", test),
        CLASSES,
        "Hafnia's stroke models, version 1, seed " + seed);
  }

  private static Samples part(long seed, String part, int count) {
    if (count < 1 || count > MAX_SAMPLES) {
      throw new IllegalArgumentException(
          "%d %s samples: must be 1..%d".formatted(count, part, MAX_SAMPLES));
    }
    var drawings = RandomStream.of(seed, NAME + " " + part + " drawing", 0);
    var order = RandomStream.of(seed, NAME + " " + part + " order", 0);
    byte[] pixels = new byte[count * PIXELS];
    byte[] labels = new byte[count];
    IntStream.range(0, (count + BLOCK - 1) / BLOCK)
        .parallel()
        .forEach(
            block -> {
              var painter = new DigitPainter();
              int end = Math.min(count, (block + 1) * BLOCK);
              for (int i = block * BLOCK; i < end; i++) {
                labels[i] = (byte) order.permutation(CLASSES, i / CLASSES)[i % CLASSES];
                painter.paint(labels[i], drawings, i, pixels, i * PIXELS);
              }
            });
    return Samples.of(new int[] {DigitPainter.SIDE, DigitPainter.SIDE}, pixels, labels);
  }
}
