package org.hafnia.simulator.training.quality;

/**
 * A fraction of samples with its 95 % interval.
 *
 * @param correct samples classified rightly
 * @param total samples; with none of them the interval is all of 0 to 1
 * @param low lower bound of the interval
 * @param high upper bound of the interval
 */
public record Accuracy(int correct, int total, double low, double high) {

  private static final double Z = 1.959963984540054;

  /** With the interval of Wilson (1927), right also next to 0 and 1. */
  public static Accuracy of(int correct, int total) {
    if (total == 0) {
      return new Accuracy(0, 0, 0, 1);
    }
    var ends = wilson((double) correct / total, total);
    return new Accuracy(correct, total, ends.low, ends.high);
  }

  /**
   * Of samples that were each classified several times: the interval is that of as many samples as
   * there are, for to classify one again tells little about others.
   *
   * @param correct over all repetitions
   * @param total over all repetitions
   */
  public static Accuracy repeated(int correct, int total, int repetitions) {
    if (repetitions == 1 || total == 0) {
      return of(correct, total);
    }
    var ends = wilson((double) correct / total, (double) total / repetitions);
    return new Accuracy(correct, total, ends.low, ends.high);
  }

  /** The fraction itself; not a number for no samples. */
  public double value() {
    return (double) correct / total;
  }

  private record Ends(double low, double high) {}

  private static Ends wilson(double p, double total) {
    double scale = 1 + Z * Z / total;
    double centre = (p + Z * Z / (2 * total)) / scale;
    double half = Z / scale * Math.sqrt(p * (1 - p) / total + Z * Z / (4.0 * total * total));
    return new Ends(Math.max(0, centre - half), Math.min(1, centre + half));
  }
}
