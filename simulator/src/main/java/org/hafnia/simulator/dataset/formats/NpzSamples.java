package org.hafnia.simulator.dataset.formats;

import java.util.Optional;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.Groups;
import org.hafnia.simulator.dataset.Samples;

/**
 * Samples in an NPZ file: {@code x}, numbers of one to three extents per sample; {@code y}, their
 * classes from 0; perhaps {@code groups}, the patient or record of each; for {@code x} of 16 bits
 * perhaps {@code scale}. A file that holds both parts has {@code x_train}, {@code y_train}, {@code
 * x_test} and so on.
 */
public final class NpzSamples {

  private static final int MOST_EXTENTS = 3;
  private static final int MOST_LABEL = 255;

  private NpzSamples() {}

  /** Whether the file holds a part of that name: {@code train} or {@code test}. */
  public static boolean hasPart(NpzFile file, String part) {
    return file.has("x_" + part);
  }

  /** The samples of a file that holds one part. */
  public static Samples read(NpzFile file) {
    return read(file, "");
  }

  /** The samples of one part of a file that holds both. */
  public static Samples readPart(NpzFile file, String part) {
    return read(file, "_" + part);
  }

  private static Samples read(NpzFile file, String suffix) {
    var shape = file.shape("x" + suffix);
    if (shape.size() < 2 || shape.size() > 1 + MOST_EXTENTS || shape.contains(0)) {
      throw new DatasetProblem(
          file.name(),
          "x" + suffix,
          "an array of shape " + shape,
          "a sample count, then one to three extents of at least 1");
    }
    byte[] labels = labels(file, "y" + suffix, shape.getFirst());
    int[] extents = shape.stream().skip(1).mapToInt(Integer::intValue).toArray();
    var samples = samples(file, suffix, extents, labels);
    return groups(file, "groups" + suffix, labels.length).map(samples::grouped).orElse(samples);
  }

  private static Samples samples(NpzFile file, String suffix, int[] extents, byte[] labels) {
    return switch (file.type("x" + suffix)) {
      case "u1" -> Samples.of(extents, file.bytes("x" + suffix), labels);
      case "i2" -> Samples.of(extents, file.shorts("x" + suffix), scale(file), labels);
      default -> Samples.of(extents, file.floats("x" + suffix), labels);
    };
  }

  private static float scale(NpzFile file) {
    if (!file.has("scale")) {
      return 1;
    }
    float[] scale = file.floats("scale");
    if (scale.length != 1 || !(scale[0] > 0)) {
      throw new DatasetProblem(
          file.name(), "scale", scale.length + " numbers", "one positive number");
    }
    return scale[0];
  }

  private static byte[] labels(NpzFile file, String array, int count) {
    int[] numbers = file.ints(array);
    if (numbers.length != count) {
      throw new DatasetProblem(
          file.name(),
          array,
          numbers.length + " labels",
          "%d as there are samples".formatted(count));
    }
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      if (numbers[i] < 0 || numbers[i] > MOST_LABEL) {
        throw new DatasetProblem(
            file.name(), "%s, number %d".formatted(array, i), "label " + numbers[i], "0..255");
      }
      labels[i] = (byte) numbers[i];
    }
    return labels;
  }

  private static Optional<Groups> groups(NpzFile file, String array, int count) {
    if (!file.has(array)) {
      return Optional.empty();
    }
    var ids = file.texts(array);
    if (ids.size() != count) {
      throw new DatasetProblem(
          file.name(), array, ids.size() + " ids", "%d as there are samples".formatted(count));
    }
    return Optional.of(Groups.of(ids));
  }
}
