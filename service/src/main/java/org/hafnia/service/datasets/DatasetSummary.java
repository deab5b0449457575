package org.hafnia.service.datasets;

import java.time.Instant;
import org.hafnia.simulator.dataset.SyntheticDigits;
import org.hafnia.simulator.dataset.named.NamedSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a data set without loading it.
 *
 * @param detail where it was found, or what to do to have it
 */
public record DatasetSummary(
    String name,
    Origin origin,
    boolean available,
    String detail,
    int classes,
    int rows,
    int columns,
    int trainSamples,
    int testSamples,
    String source,
    @Nullable String sha256,
    @Nullable Instant createdAt) {

  private static final int SIDE = 28;

  /** Where the samples come from, as the contract names it. */
  public enum Origin {
    BUILT_IN,
    DIRECTORY,
    UPLOAD,
    PUBLIC
  }

  public int features() {
    return rows * columns;
  }

  /** The same upload under the name by which a published set is known. */
  DatasetSummary under(String known) {
    return new DatasetSummary(
        known,
        origin,
        available,
        "Uploaded as " + name + ".",
        classes,
        rows,
        columns,
        trainSamples,
        testSamples,
        source,
        sha256,
        createdAt);
  }

  static DatasetSummary syntheticDigits() {
    return new DatasetSummary(
        SyntheticDigits.NAME,
        Origin.BUILT_IN,
        true,
        "Drawn by the service when a training asks for it.",
        SyntheticDigits.CLASSES,
        SIDE,
        SIDE,
        SyntheticDigits.TRAIN,
        SyntheticDigits.TEST,
        "Hafnia's stroke models",
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
        SIDE,
        SIDE,
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
