package org.hafnia.simulator.training.plan;

import java.util.List;

/**
 * What a training makes small, a mean over the samples of a batch weighted by their classes.
 *
 * @param kind of the loss
 * @param labelSmoothing e of cross-entropy, 0 to below 1: the target of the sample's class is 1 - e
 *     + e / classes, that of the others e / classes (Szegedy et al., 2016); 0 for squared hinge
 * @param classWeights one above 0 per class, or none: all classes alike
 */
public record Loss(Kind kind, double labelSmoothing, List<Double> classWeights) {

  /** The losses there are; f is the logit of a class. */
  public enum Kind {
    /** -log softmax(f) at the sample's class, in nat. */
    CROSS_ENTROPY,
    /**
     * Mean over the classes of max(0, 1 - t f)^2, with t = +1 at the sample's class and -1
     * elsewhere (as in Courbariaux et al., 2016).
     */
    SQUARED_HINGE
  }

  /** Plain cross-entropy. */
  public static final Loss CROSS_ENTROPY = new Loss(Kind.CROSS_ENTROPY, 0, List.of());

  public Loss {
    classWeights = List.copyOf(classWeights);
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
      throw new IllegalArgumentException(
          "labelSmoothing is " + labelSmoothing + "; it must be 0 up to below 1");
    }
    if (kind == Kind.SQUARED_HINGE && labelSmoothing != 0) {
      throw new IllegalArgumentException(
          "labelSmoothing is %s; squared hinge has margins, no probabilities to smooth"
              .formatted(labelSmoothing));
    }
    for (int c = 0; c < classWeights.size(); c++) {
      double weight = classWeights.get(c);
      if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "classWeights[%d] is %s; it must be above 0 and finite".formatted(c, weight));
      }
    }
  }

  /** The same loss as it is reported on a test set: nothing smoothed, all samples alike. */
  public Loss plain() {
    return new Loss(kind, 0, List.of());
  }

  /** Weight of the samples of a class. */
  public double weight(int label) {
    return classWeights.isEmpty() ? 1 : classWeights.get(label);
  }

  /**
   * What the logit of class c is held against for a sample of a class, before its weight.
   *
   * @param classes number of classes
   */
  public float target(int label, int c, int classes) {
    return switch (kind) {
      case CROSS_ENTROPY ->
          (float) ((label == c ? 1 - labelSmoothing : 0) + labelSmoothing / classes);
      case SQUARED_HINGE -> label == c ? 1 : -1;
    };
  }
}
