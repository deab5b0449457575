package org.hafnia.simulator.training;

import java.util.List;
import java.util.Optional;
import org.hafnia.simulator.device.ResistanceHistogram;
import org.hafnia.simulator.optimizer.DevicePlane;
import org.hafnia.simulator.optimizer.WeightPlane;
import org.hafnia.simulator.training.loop.Stopwatch;
import org.hafnia.simulator.training.loop.Stopwatch.Part;
import org.hafnia.simulator.training.quality.Quality;

/**
 * What a completed training has found.
 *
 * @param epochs one row per epoch
 * @param test how well the test set was classified after the last epoch
 * @param bestEpoch the one with the greatest accuracy on the validation samples; the last one where
 *     there are none
 * @param layers what the layers have used, from input to output
 * @param resistances of the devices of all layers at the end; empty for ideal floats
 * @param timings where the time went
 * @param weightsSha256 of all weights, biases and batch-norm values at the end, in hexadecimal: two
 *     runs with equal digests have the same bits
 */
public record TrainingResult(
    List<EpochMetrics> epochs,
    Quality test,
    int bestEpoch,
    List<LayerUse> layers,
    Optional<ResistanceHistogram> resistances,
    Timings timings,
    String weightsSha256) {

  public TrainingResult {
    epochs = List.copyOf(epochs);
    layers = List.copyOf(layers);
  }

  /**
   * What a layer has used; all but the weights are 0 on ideal floats.
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
