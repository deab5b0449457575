package org.hafnia.simulator.dataset.synthetic;

import java.util.List;
import java.util.stream.IntStream;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.random.RandomStream;

/**
 * Ten kinds of texture, 3 x 32 x 32: gratings, checkers, blobs, lines, rings, chevrons, clouds, at
 * random phase, direction and period, between two random colours, under noise. The mean image is
 * the same for every class, so that a linear model learns next to nothing and a convolution much.
 *
 * <pre>
 *   pixel(c, x, y) = clip(from_c + (to_c - from_c) · t(x, y) + noise · n),  n triangular in (-1, 1)
 * </pre>
 *
 * <p>Sample i of a part is a function of (seed, part, i) alone: a smaller set is the beginning of a
 * larger one, and any number of threads makes the same bits.
 */
public final class SyntheticTextures {

  public static final String NAME = "synthetic-textures";

  /** Pixels along each side. */
  public static final int SIDE = 32;

  public static final int CHANNELS = 3;

  /** What the classes are, in order of their labels. */
  public static final List<String> CLASS_NAMES =
      List.of(
          "fine grating",
          "coarse grating",
          "fine checkers",
          "coarse checkers",
          "dots",
          "blobs",
          "lines",
          "rings",
          "chevrons",
          "clouds");

  private static final int PLANE = SIDE * SIDE;
  private static final int BLOCK = 200;

  /** The two colours differ by this much in one channel at least. */
  private static final double LEAST_CONTRAST = 0.35;

  private SyntheticTextures() {}

  /** Draws the set on the common pool. */
  public static Dataset generate(long seed, int train, int test) {
    return Dataset.of(
            NAME,
            part(seed, "train", train),
            part(seed, "test", test),
            Texture.KINDS,
            "Hafnia's textures, version 1, seed " + seed)
        .withClassNames(CLASS_NAMES);
  }

  private static Samples part(long seed, String part, int count) {
    var drawings = RandomStream.of(seed, NAME + " " + part + " drawing", 0);
    var order = RandomStream.of(seed, NAME + " " + part + " order", 0);
    byte[] pixels = new byte[Math.multiplyExact(count, CHANNELS * PLANE)];
    byte[] labels = new byte[count];
    IntStream.range(0, (count + BLOCK - 1) / BLOCK)
        .parallel()
        .forEach(
            block -> {
              int end = Math.min(count, (block + 1) * BLOCK);
              for (int i = block * BLOCK; i < end; i++) {
                int kind = order.permutation(Texture.KINDS, i / Texture.KINDS)[i % Texture.KINDS];
                labels[i] = (byte) kind;
                paint(kind, new Draws(drawings, i), pixels, i * CHANNELS * PLANE);
              }
            });
    return Samples.of(new int[] {CHANNELS, SIDE, SIDE}, pixels, labels);
  }

  private static void paint(int kind, Draws draws, byte[] pixels, int start) {
    double[] from = new double[CHANNELS];
    double[] to = new double[CHANNELS];
    colours(draws, from, to);
    double noise = draws.between(0.10, 0.35);
    var texture = Texture.draw(kind, SIDE, draws);
    for (int p = 0; p < PLANE; p++) {
      int row = p / SIDE;
      double t = texture.at(p % SIDE + 0.5, row + 0.5);
      for (int c = 0; c < CHANNELS; c++) {
        pixels[start + c * PLANE + p] = level(from[c] + (to[c] - from[c]) * t);
      }
    }
    addNoise(noise, draws, pixels, start);
  }

  private static void colours(Draws draws, double[] from, double[] to) {
    double contrast = 0;
    while (contrast < LEAST_CONTRAST) {
      contrast = 0;
      for (int c = 0; c < CHANNELS; c++) {
        from[c] = draws.uniform();
        to[c] = draws.uniform();
        contrast = Math.max(contrast, Math.abs(to[c] - from[c]));
      }
    }
  }

  /** 128 bits hold the noise of eight numbers: two bytes each, whose sum is triangular. */
  private static void addNoise(double amplitude, Draws draws, byte[] pixels, int start) {
    long[] bits = new long[2];
    for (int k = 0; k < CHANNELS * PLANE; k += 8) {
      draws.bits(bits);
      for (int j = 0; j < 8; j++) {
        int sixteen = (int) (bits[j / 4] >>> (16 * (j % 4))) & 0xffff;
        double triangular = ((sixteen >>> 8) + (sixteen & 0xff) - 255) / 255.0;
        int at = start + k + j;
        pixels[at] = level((pixels[at] & 0xff) / 255.0 + amplitude * triangular);
      }
    }
  }

  private static byte level(double value) {
    return (byte) Math.round(255 * Math.clamp(value, 0.0, 1.0));
  }
}
