package org.hafnia.simulator.dataset.named;

import java.util.List;
import java.util.Optional;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.files.Folder;

/**
 * A data set that is made of what lies in a folder: official files, or recordings of some study.
 */
public interface FolderSet {

  /** All of them, in the order in which they are listed. */
  List<FolderSet> ALL =
      List.of(
          CifarSet.CIFAR_10,
          CifarSet.CIFAR_100,
          new EcgInversion(),
          new EcgBeats(),
          new EegMotorImagery());

  static Optional<FolderSet> find(String name) {
    return ALL.stream().filter(set -> set.name().equals(name)).findFirst();
  }

  /** The name requests use. */
  String name();

  /** Names of folders that it is looked for in. */
  List<String> folders();

  /** Extents of a sample as far as they are known without files, channels first. */
  List<Integer> usualShape();

  int classes();

  /** Citation. */
  String source();

  /** What its folder must hold, in words. */
  String wanted();

  /** What of it a folder holds, in words; empty where it holds nothing of it. */
  Optional<String> found(Folder folder);

  /**
   * Reads the set from a folder that holds something of it.
   *
   * @throws org.hafnia.simulator.dataset.DatasetProblem if a file is damaged, or not what it must
   *     be
   */
  Dataset read(Folder folder);
}
