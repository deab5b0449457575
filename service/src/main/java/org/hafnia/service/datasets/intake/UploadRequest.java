package org.hafnia.service.datasets.intake;

import java.util.List;
import java.util.Optional;
import org.hafnia.simulator.dataset.formats.ImageFolders.Size;
import org.hafnia.simulator.dataset.preparation.Preparation;

/**
 * How to read the files of an upload; what is not said is empty or has its usual value.
 *
 * @param format as the contract names it
 * @param testFraction of the samples or of their groups, where no file holds samples to test on
 * @param seed of the division
 * @param window where samples are cut out of recordings
 * @param runs of the named recordings that the service has
 * @param preparation of recordings
 */
public record UploadRequest(
    String name,
    String format,
    Optional<String> source,
    Optional<String> labelColumn,
    Optional<String> groupColumn,
    Optional<Size> resize,
    double testFraction,
    long seed,
    Window window,
    List<Integer> runs,
    Preparation preparation) {

  public UploadRequest {
    runs = List.copyOf(runs);
  }

  /**
   * Which windows of recordings are samples.
   *
   * @param classes notes of each class, as {@code T1,T2}
   */
  public record Window(
      Optional<String> classes, Optional<Double> startSecond, Optional<Double> lengthSecond) {}
}
