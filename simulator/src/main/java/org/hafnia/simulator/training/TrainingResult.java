package org.hafnia.simulator.training;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hafnia.simulator.dataset.Normalisation;
import org.hafnia.simulator.device.ResistanceHistogram;
import org.hafnia.simulator.device.use.DeviceUse;
import org.hafnia.simulator.optimizer.WeightPlane;
import org.hafnia.simulator.training.hardware.HardwareTestResult;
import org.hafnia.simulator.training.loop.Stopwatch;
import org.hafnia.simulator.training.loop.Stopwatch.Part;
import org.hafnia.simulator.training.quality.Quality;

/**
 * What a completed training has found.
 *
 * @param epochs one row per epoch
 * @param test how well the test set was classified after the last epoch, with the weights that are
 *     meant
 * @param bestEpoch the one with the greatest accuracy on the validation samples; the last one where
 *     there are none
 * @param layers what the layers with weights have used, from input to output
 * @param hardwareTests accuracy of the weights as some hardware gives them back
 * @param resistances of the devices of all layers at the end; empty for ideal floats
 * @param timings where the time went
 * @param normalisation of the samples, where the plan asked for one of their own
 * @param weightsSha256 of all weights, biases and batch-norm values at the end, in hexadecimal: two
 *     runs with equal digests have the same bits
 */
public record TrainingResult(
    List<EpochMetrics> epochs,
    Quality test,
    int bestEpoch,
    List<LayerUse> layers,
    List<HardwareTestResult> hardwareTests,
    Optional<ResistanceHistogram> resistances,
    Timings timings,
    Optional<Normalisation> normalisation,
    String weightsSha256) {

  public TrainingResult {
    epochs = List.copyOf(epochs);
    layers = List.copyOf(layers);
    hardwareTests = List.copyOf(hardwareTests);
  }

  /**
   * What a layer has used.
   *
   * @param layer counts the layers with weights from 1
   * @param weights of the layer
   * @param use of the devices that hold them: of the whole training, or of one write where trained
   *     weights are written to devices for tests
   */
  public record LayerUse(int layer, long weights, DeviceUse use) {

    /** Of all layers by what their planes tell. */
    static List<LayerUse> of(List<WeightPlane> planes) {
      return of(planes, planes.stream().map(WeightPlane::use).toList());
    }

    static List<LayerUse> of(List<WeightPlane> planes, List<DeviceUse> uses) {
      return IntStream.range(0, planes.size())
          .mapToObj(i -> new LayerUse(i + 1, planes.get(i).size(), uses.get(i)))
          .toList();
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

    /** Of two trainings. */
    public Timings plus(Timings other) {
      return new Timings(
          data + other.data,
          forwardBackward + other.forwardBackward,
          update + other.update,
          evaluation + other.evaluation,
          other() + other.other());
    }

    /** Of all parts. */
    public double total() {
      return data + forwardBackward + update + evaluation + other;
    }
  }
}
