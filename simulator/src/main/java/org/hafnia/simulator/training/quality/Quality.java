package org.hafnia.simulator.training.quality;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How well a set was classified, class by class.
 *
 * @param confusion samples of class i that were taken for class j, at i, j
 * @param rocArea of two classes; empty for more, or where a class has fewer than two samples
 * @param repetitions times that each sample was classified; intervals count it once
 */
public record Quality(List<List<Integer>> confusion, Optional<RocArea> rocArea, int repetitions) {

  /** Of samples that were classified once. */
  public Quality(List<List<Integer>> confusion, Optional<RocArea> rocArea) {
    this(confusion, rocArea, 1);
  }

  public Quality {
    confusion = confusion.stream().map(List::copyOf).toList();
  }

  /** Fraction of all samples that were classified rightly. */
  public Accuracy accuracy() {
    int total = IntStream.range(0, confusion.size()).map(this::samples).sum();
    int correct = IntStream.range(0, confusion.size()).map(c -> confusion.get(c).get(c)).sum();
    return Accuracy.repeated(correct, total, repetitions);
  }

  /** Fraction of each class's samples that were classified rightly (its recall). */
  public List<Accuracy> perClass() {
    return IntStream.range(0, confusion.size())
        .mapToObj(c -> Accuracy.repeated(confusion.get(c).get(c), samples(c), repetitions))
        .toList();
  }

  /** Mean of the classes' accuracies: what a set of unequal classes is judged by. */
  public double balancedAccuracy() {
    return perClass().stream()
        .filter(accuracy -> accuracy.total() > 0)
        .mapToDouble(Accuracy::value)
        .average()
        .orElse(Double.NaN);
  }

  private int samples(int label) {
    return confusion.get(label).stream().mapToInt(Integer::intValue).sum();
  }
}
