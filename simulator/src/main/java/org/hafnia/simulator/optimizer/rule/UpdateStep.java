package org.hafnia.simulator.optimizer.rule;

/**
 * What one step of a rule needs to know, in 32-bit floats as the kernels use it.
 *
 * @param number counts the steps of a training from 1; addresses the read noise of devices
 * @param rate learning rate; of Adam divided by the first moment's bias, lr / (1 - 0.9^number)
 * @param correction of Adam: inverse of the second moment's bias, 1 / (1 - 0.999^number)
 * @param decay part of each latent or real weight that is taken off before the update, 0 to 1
 */
public record UpdateStep(long number, float rate, float correction, float decay) {

  public UpdateStep {
    if (number < 1) {
      throw new IllegalArgumentException("step " + number + "; steps count from 1");
    }
    if (!(decay >= 0 && decay <= 1)) {
      throw new IllegalArgumentException("decay is " + decay + "; it is a part, 0 to 1");
    }
  }
}
