package org.hafnia.simulator.training.plan;

/**
 * What is done to each training sample, anew in every epoch; never to a test sample. Applied to the
 * numbers that enter the network, in this order.
 *
 * @param cropPadding zeros put around an image before a window of its own size is cut out at
 *     random; 0 for none
 * @param horizontalFlip mirrors an image with probability 1/2
 * @param timeShift samples by which a trace is shifted at most, either way, round its end; 0 for
 *     none
 * @param noise standard deviation of what is added to each number; 0 for none
 */
public record Augmentation(int cropPadding, boolean horizontalFlip, int timeShift, double noise) {

  /** Leaves samples as they are. */
  public static final Augmentation NONE = new Augmentation(0, false, 0, 0);

  public Augmentation {
    if (cropPadding < 0 || timeShift < 0) {
      throw new IllegalArgumentException(
          "cropPadding is %d and timeShift %d; neither is below 0"
              .formatted(cropPadding, timeShift));
    }
    if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("noise is " + noise + "; it must be 0 or more, finite");
    }
  }
}
