package org.hafnia.simulator.training.hardware;

import org.hafnia.simulator.array.weights.WeightModel;

/**
 * A test of the trained weights as some hardware gives them back, repeated.
 *
 * @param name for people, "error rate 0.01"
 * @param model why weights are read other than they are meant
 * @param draws times that they are written or read, 1 to 10,000
 */
public record HardwareTest(String name, WeightModel model, int draws) {

  public static final int MOST_DRAWS = 10_000;

  public HardwareTest {
    if (draws < 1 || draws > MOST_DRAWS) {
      throw new IllegalArgumentException(
          "draws = " + draws + " is outside [1, " + MOST_DRAWS + "]");
    }
  }
}
