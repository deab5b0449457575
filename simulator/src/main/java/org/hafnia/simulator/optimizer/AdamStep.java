package org.hafnia.simulator.optimizer;

/**
 * What one step of Adam needs to know, in 32-bit floats as the kernels use it.
 *
 * @param number counts the steps of a training from 1; addresses the read noise of devices
 * @param rate learning rate divided by the first moment's bias, lr / (1 - 0.9^number)
 * @param correction inverse of the second moment's bias, 1 / (1 - 0.999^number)
 */
public record AdamStep(long number, float rate, float correction) {

  static final double DECAY_1 = 0.9;
  static final double DECAY_2 = 0.999;

  /** Step {@code number}, from 1, at a learning rate. */
  public static AdamStep of(long number, double learningRate) {
    if (number < 1) {
      throw new IllegalArgumentException("step " + number + "; steps count from 1");
    }
    double bias1 = 1 - StrictMath.pow(DECAY_1, (double) number);
    double bias2 = 1 - StrictMath.pow(DECAY_2, (double) number);
    return new AdamStep(number, (float) (learningRate / bias1), (float) (1 / bias2));
  }
}
