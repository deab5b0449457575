package org.hafnia.service.datasets;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.Encoding;
import org.hafnia.simulator.dataset.named.FolderSet;
import org.hafnia.simulator.dataset.named.NamedSet;
import org.hafnia.simulator.dataset.synthetic.SyntheticSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a data set without loading it.
 *
 * @param shape of a sample, channels first
 * @param encoding of its numbers in memory
 * @param classNames in order of the labels; empty where nobody said
 * @param detail where it was found, or what to do to have it
 */
public record DatasetSummary(
    String name,
    Origin origin,
    boolean available,
    String detail,
    int classes,
    List<Integer> shape,
    Encoding encoding,
    List<String> classNames,
    int trainSamples,
    int testSamples,
    String source,
    @Nullable String sha256,
    @Nullable Instant createdAt) {

  /** Of MNIST and what is published in its format. */
  private static final List<Integer> MNIST_SHAPE = List.of(28, 28);

  public DatasetSummary {
    shape = List.copyOf(shape);
    classNames = List.copyOf(classNames);
  }

  /** Where the samples come from, as the contract names it. */
  public enum Origin {
    BUILT_IN,
    DIRECTORY,
    UPLOAD,
    PUBLIC
  }

  public int features() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  /** The same upload under the name by which a published set is known. */
  DatasetSummary under(String known) {
    return new DatasetSummary(
        known,
        origin,
        available,
        "Uploaded as " + name + ".",
        classes,
        shape,
        encoding,
        classNames,
        trainSamples,
        testSamples,
        source,
        sha256,
        createdAt);
  }

  static DatasetSummary of(SyntheticSet set) {
    return new DatasetSummary(
        set.name(),
        Origin.BUILT_IN,
        true,
        "Made by the service when a training asks for it.",
        set.classes(),
        set.shape(),
        set.encoding(),
        set.classNames(),
        set.train(),
        set.test(),
        set.source(),
        null,
        null);
  }

  /** A set that was read. */
  static DatasetSummary of(Dataset set, Origin origin, String detail, @Nullable Instant at) {
    return new DatasetSummary(
        set.name(),
        origin,
        true,
        detail,
        set.classes(),
        Arrays.stream(set.train().shape()).boxed().toList(),
        set.train().encoding(),
        set.classNames(),
        set.train().count(),
        set.test().count(),
        set.source(),
        set.sha256(),
        at);
  }

  /** A set whose folder is not there, or cannot be read. */
  static DatasetSummary missing(FolderSet set, Origin origin, String detail) {
    return new DatasetSummary(
        set.name(),
        origin,
        false,
        detail,
        set.classes(),
        set.usualShape(),
        Encoding.UNSIGNED_BYTES,
        List.of(),
        0,
        0,
        set.source(),
        null,
        null);
  }

  /** A published set of 28 x 28 pixels; the lengths of its label files tell the counts. */
  static DatasetSummary of(NamedSet set, Origin origin, boolean available, String detail) {
    return new DatasetSummary(
        set.name(),
        origin,
        available,
        detail,
        set.classes(),
        MNIST_SHAPE,
        Encoding.UNSIGNED_BYTES,
        set.classNames(),
        labels(set.trainLabels().contentBytes()),
        labels(set.testLabels().contentBytes()),
        set.source(),
        available ? set.sha256().orElse(null) : null,
        null);
  }

  private static int labels(long bytes) {
    return Math.toIntExact(bytes - 8);
  }
}
