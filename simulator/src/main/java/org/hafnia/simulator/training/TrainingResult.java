package org.hafnia.simulator.training;

import java.util.List;
import java.util.Optional;
import org.hafnia.simulator.device.ResistanceHistogram;
import org.hafnia.simulator.optimizer.DevicePlane;
import org.hafnia.simulator.optimizer.WeightPlane;
import org.hafnia.simulator.training.loop.Stopwatch;
import org.hafnia.simulator.training.loop.Stopwatch.Part;

/**
 * What a completed training has found.
 *
 * @param epochs one row per epoch
 * @param test accuracy on the test set after the last epoch
 * @param layers what the dense layers have used, from input to output
 * @param resistances of the devices of all layers at the end; empty for ideal floats
 * @param timings where the time went
 * @param weightsSha256 of all weights, biases and batch-norm values at the end, in hexadecimal: two
 *     runs with equal digests have the same bits
 */
public record TrainingResult(
    List<EpochMetrics> epochs,
    Accuracy test,
    List<LayerUse> layers,
    Optional<ResistanceHistogram> resistances,
    Timings timings,
    String weightsSha256) {

  public TrainingResult {
    epochs = List.copyOf(epochs);
    layers = List.copyOf(layers);
  }

  /**
   * A fraction of samples with its 95 % interval.
   *
   * @param correct samples classified rightly
   * @param total samples
   * @param low lower bound of the interval
   * @param high upper bound of the interval
   */
  public record Accuracy(int correct, int total, double low, double high) {

    private static final double Z = 1.959963984540054;

    /** With the interval of Wilson (1927), right also next to 0 and 1. */
    public static Accuracy of(int correct, int total) {
      double p = (double) correct / total;
      double scale = 1 + Z * Z / total;
      double centre = (p + Z * Z / (2 * total)) / scale;
      double half = Z / scale * Math.sqrt(p * (1 - p) / total + Z * Z / (4.0 * total * total));
      return new Accuracy(correct, total, Math.max(0, centre - half), Math.min(1, centre + half));
    }

    /** The fraction itself. */
    public double value() {
      return (double) correct / total;
    }
  }

  /**
   * What a dense layer has used; all but the weights are 0 on ideal floats.
   *
   * @param layer from 1
   * @param weights of the layer
   * @param devices two per weight
   * @param pulses weak RESETs given to all of them
   * @param sets SET operations
   * @param greatestAge pulses since its last SET of the device that has most
   * @param energyJoule of pulses and SETs, in joule
   */
  public record LayerUse(
      int layer,
      long weights,
      long devices,
      long pulses,
      long sets,
      int greatestAge,
      double energyJoule) {

    static LayerUse of(int layer, WeightPlane plane) {
      if (plane instanceof DevicePlane device) {
        var pairs = device.pairs();
        var counts = pairs.counts();
        return new LayerUse(
            layer,
            plane.size(),
            2L * plane.size(),
            counts.resets(),
            counts.sets(),
            pairs.greatestAge(),
            pairs.energyJoule());
      }
      return new LayerUse(layer, plane.size(), 0, 0, 0, 0, 0);
    }
  }

  /**
   * Wall time in seconds, by part.
   *
   * @param data bytes to floats
   * @param forwardBackward libtorch's part of the steps
   * @param update the rest of the steps: Adam and the pulses on the devices
   * @param evaluation on the test set
   * @param other listener, checkpoints, shuffles
   */
  public record Timings(
      double data, double forwardBackward, double update, double evaluation, double other) {

    static Timings of(Stopwatch watch) {
      return new Timings(
          watch.seconds(Part.DATA),
          watch.seconds(Part.FORWARD_BACKWARD),
          watch.seconds(Part.UPDATE),
          watch.seconds(Part.EVALUATION),
          watch.seconds(Part.OTHER));
    }

    /** Of all parts. */
    public double total() {
      return data + forwardBackward + update + evaluation + other;
    }
  }
}
