package org.hafnia.simulator.training.plan;

/**
 * What is done to samples before they enter the network, in this order: normalisation to all of
 * them, the rest to training samples only, anew in every epoch.
 *
 * @param normalise gives every channel mean 0 and deviation 1, by the samples that are trained on;
 *     in place of a normalisation that the data set has by itself
 * @param cropPadding zeros put around an image before a window of its own size is cut out at
 *     random; 0 for none
 * @param horizontalFlip mirrors an image with probability 1/2
 * @param timeShift samples by which a trace is shifted at most, either way, round its end; 0 for
 *     none
 * @param noise standard deviation of what is added to each number; 0 for none
 */
public record Augmentation(
    boolean normalise, int cropPadding, boolean horizontalFlip, int timeShift, double noise) {

  /** Leaves samples as they are. */
  public static final Augmentation NONE = new Augmentation(false, 0, false, 0, 0);

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
