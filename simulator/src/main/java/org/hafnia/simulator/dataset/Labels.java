package org.hafnia.simulator.dataset;

/** Checks that the classes of a set can be told apart at all. */
public final class Labels {

  private Labels() {}

  /** One more than the highest label of both parts. */
  public static int classes(Samples train, Samples test) {
    return 1 + Math.max(highest(train), highest(test));
  }

  /**
   * Refuses samples of one class, and classes without samples to learn from.
   *
   * @param file what problems call the samples
   */
  public static void check(Samples train, int classes, String file) {
    if (classes < 2) {
      throw new DatasetProblem(file, "its labels", "one class only", "at least two");
    }
    int[] counts = new int[classes];
    for (int i = 0; i < train.count(); i++) {
      int label = train.label(i);
      if (label >= classes) {
        throw new DatasetProblem(file, "sample " + i, "label " + label, "0.." + (classes - 1));
      }
      counts[label]++;
    }
    for (int label = 0; label < classes; label++) {
      if (counts[label] == 0) {
        throw new DatasetProblem(
            file,
            "its labels",
            "no samples of class %d to train on".formatted(label),
            "some of each class 0..%d".formatted(classes - 1));
      }
    }
  }

  private static int highest(Samples samples) {
    int highest = 0;
    for (int i = 0; i < samples.count(); i++) {
      highest = Math.max(highest, samples.label(i));
    }
    return highest;
  }
}
