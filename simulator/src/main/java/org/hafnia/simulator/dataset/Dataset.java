package org.hafnia.simulator.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A set to train on and a set to test on, of the same shape and classes.
 *
 * @param name the name requests use, for example {@code mnist}
 * @param classes number of classes; labels are 0..classes-1
 * @param sha256 hash of the content: shape, labels and pixels of both parts, in hexadecimal
 * @param classNames what the classes mean, in order of their labels; empty where nobody said
 * @param source where the data come from: a citation, or the program and seed that made them
 */
public record Dataset(
    String name,
    Samples train,
    Samples test,
    int classes,
    List<String> classNames,
    String sha256,
    String source) {

  private static final int MOST_CLASSES = 256;

  public Dataset {
    classNames = List.copyOf(classNames);
    if (!Arrays.equals(train.shape(), test.shape())) {
      throw new IllegalArgumentException(
          "training samples of shape %s, test samples of shape %s"
              .formatted(Arrays.toString(train.shape()), Arrays.toString(test.shape())));
    }
    if (classes < 2 || classes > MOST_CLASSES) {
      throw new IllegalArgumentException(classes + " classes: must be 2..256");
    }
    if (!classNames.isEmpty() && classNames.size() != classes) {
      throw new IllegalArgumentException(
          "%d names for %d classes".formatted(classNames.size(), classes));
    }
  }

  /** Makes the set and computes the hash of its content. */
  public static Dataset of(String name, Samples train, Samples test, int classes, String source) {
    return new Dataset(name, train, test, classes, List.of(), hash(train, test, classes), source);
  }

  /** The same set with names for its classes, which its hash does not cover. */
  public Dataset withClassNames(List<String> names) {
    return new Dataset(name, train, test, classes, names, sha256, source);
  }

  /** What a class is called: its number where it has no name. */
  public String className(int label) {
    return classNames.isEmpty() ? String.valueOf(label) : classNames.get(label);
  }

  /** Numbers per sample. */
  public int features() {
    return train.features();
  }

  /** Memory that both parts occupy. */
  public long bytes() {
    return train.bytes() + test.bytes();
  }

  private static String hash(Samples train, Samples test, int classes) {
    var digest = Digests.sha256();
    digest.update("hafnia data set 1; %d classes;".formatted(classes).getBytes(UTF_8));
    train.digest(digest);
    test.digest(digest);
    return HexFormat.of().formatHex(digest.digest());
  }
}
