package org.hafnia.simulator.inference.montecarlo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hafnia.simulator.inference.draws.Answers;

/** Adds up the draws of a point. Sums are of whole numbers: no order of adding matters. */
final class PointTally {

  private final int[] rights;
  private final Bins bins;
  private final long[] counts;
  private final long[] rightsOfClass;
  private final long[] imagesOfClass;
  private final List<Integer> correct;
  private long weights;
  private long wrong;

  /** Bins of the margins. */
  record Bins(double low, double width, int count) {

    private static final int USUAL = 40;

    /** As wide as the largest margin without errors, to both sides. */
    static Bins of(Answers baseline) {
      double most = 0;
      for (int i = 0; i < baseline.images(); i++) {
        most = Math.max(most, Math.abs(baseline.margin(i)));
      }
      return new Bins(-most, most > 0 ? 2 * most / USUAL : 1, USUAL);
    }

    int of(double margin) {
      return Math.clamp((long) Math.floor((margin - low) / width), 0, count - 1);
    }
  }

  /** Nothing yet. */
  PointTally(int images, int classes, Bins bins) {
    this.rights = new int[images];
    this.bins = bins;
    counts = new long[bins.count()];
    rightsOfClass = new long[classes];
    imagesOfClass = new long[classes];
    correct = new ArrayList<>();
  }

  /** Adds a draw, counted from 0. */
  void add(int draw, Answers answers) {
    int right = 0;
    for (int i = 0; i < answers.images(); i++) {
      int hit = answers.right(i) ? 1 : 0;
      right += hit;
      rights[i] += hit;
      rightsOfClass[answers.label(i)] += hit;
      imagesOfClass[answers.label(i)]++;
      counts[bins.of(answers.margin(i))]++;
    }
    while (correct.size() <= draw) {
      correct.add(0);
    }
    correct.set(draw, right);
    weights += answers.weights();
    wrong += answers.wrong();
  }

  /** Images classified rightly, draw by draw. */
  List<Integer> correct() {
    return correct;
  }

  /** What was added so far. */
  PointResult result(ErrorPoint point, double expectedErrorRate, boolean stoppedEarly) {
    return new PointResult(
        point,
        correct,
        rights.length,
        ConfidenceIntervals.overDraws(correct, rights.length),
        ConfidenceIntervals.overImages(rights, correct.size()),
        IntStream.range(0, rightsOfClass.length)
            .mapToObj(c -> (double) rightsOfClass[c] / imagesOfClass[c])
            .toList(),
        new MarginHistogram(bins.low(), bins.width(), Arrays.stream(counts).boxed().toList()),
        weights,
        wrong,
        expectedErrorRate,
        stoppedEarly);
  }
}
