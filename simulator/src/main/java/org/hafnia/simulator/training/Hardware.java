package org.hafnia.simulator.training;

import java.util.List;
import java.util.Optional;
import org.hafnia.simulator.array.weights.ProgrammedPairs;
import org.hafnia.simulator.array.weights.WeightErrors;
import org.hafnia.simulator.device.Imperfections;
import org.hafnia.simulator.device.LearningRule;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.analog.AnalogImperfections;
import org.hafnia.simulator.device.analog.AnalogSpec;
import org.hafnia.simulator.device.pairs.WeakResetPairs;
import org.hafnia.simulator.network.LayerDescription.Weighted;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.optimizer.AnalogPlane;
import org.hafnia.simulator.optimizer.DevicePlane;
import org.hafnia.simulator.optimizer.ErrorGradient;
import org.hafnia.simulator.optimizer.ErrorPlane;
import org.hafnia.simulator.optimizer.LatentPlane;
import org.hafnia.simulator.optimizer.LatentSpec;
import org.hafnia.simulator.optimizer.RealPlane;
import org.hafnia.simulator.optimizer.WeightPlane;
import org.hafnia.simulator.optimizer.rule.Rule;
import org.hafnia.simulator.random.RandomStream;
import org.hafnia.simulator.training.hardware.HardwareTest;

/**
 * Where the weights of the layers live. Real weights are floats everywhere, unless a scheme says
 * otherwise.
 */
public sealed interface Hardware {

  /**
   * Makes the weights of one layer.
   *
   * @param rule of its updates
   * @param index counts the layers with weights from 0
   */
  WeightPlane weights(long seed, Rule rule, Weighted layer, int index);

  /** What the trained weights are tested on, besides themselves. */
  default List<HardwareTest> tests() {
    return List.of();
  }

  /** What the bits of the trained weights depend on, as text. */
  default String identity() {
    return toString();
  }

  /**
   * Each binary weight is the sign of R_BL - R_BLb of a pair of devices, its only memory; real
   * weights are floats.
   *
   * @param model of the devices
   * @param imperfections which of them take part
   * @param learning what an update does to a pair
   */
  record WeakReset(WeakResetModel model, Imperfections imperfections, LearningRule learning)
      implements Hardware {

    @Override
    public WeightPlane weights(long seed, Rule rule, Weighted layer, int index) {
      if (layer.weights() == Precision.REAL) {
        return new Ideal().weights(seed, rule, layer, index);
      }
      return new DevicePlane(
          new WeakResetPairs(model, imperfections, learning, seed, index, layer.size()), rule);
    }
  }

  /**
   * Floats: latent ones for binary and ternary weights, the weights themselves for real ones.
   *
   * @param latent how they begin, and which are ternary zeros
   */
  record Ideal(LatentSpec latent) implements Hardware {

    /** With the usual latent weights. */
    public Ideal() {
      this(LatentSpec.USUAL);
    }

    @Override
    public WeightPlane weights(long seed, Rule rule, Weighted layer, int index) {
      return switch (layer.weights()) {
        case BINARY, TERNARY -> plane(seed, rule, layer, index);
        case REAL -> RealPlane.random(layer.size(), layer.fanIn(), rule, initial(seed, index));
      };
    }

    LatentPlane plane(long seed, Rule rule, Weighted layer, int index) {
      return new LatentPlane(layer.size(), layer.weights(), latent, rule, initial(seed, index));
    }

    private static RandomStream initial(long seed, int index) {
      return RandomStream.of(seed, "ideal/initial", index);
    }
  }

  /**
   * Errors of the passes of a training.
   *
   * @param gradient what they do to the gradient
   */
  record TrainingErrors(WeightErrors errors, ErrorGradient gradient) {

    /** Gradients go straight through. */
    public static TrainingErrors of(WeightErrors errors) {
      return new TrainingErrors(errors, ErrorGradient.STRAIGHT_THROUGH);
    }
  }

  /**
   * Latent floats whose binary and ternary values are read with errors, in every pass of the
   * training, in tests after it, or both.
   *
   * @param training errors of the training; empty for none
   */
  record WithErrors(Optional<TrainingErrors> training, List<HardwareTest> tests, LatentSpec latent)
      implements Hardware {

    public WithErrors {
      tests = List.copyOf(tests);
    }

    @Override
    public WeightPlane weights(long seed, Rule rule, Weighted layer, int index) {
      var ideal = new Ideal(latent);
      if (training.isEmpty()
          || training.get().errors().none()
          || layer.weights() == Precision.REAL) {
        return ideal.weights(seed, rule, layer, index);
      }
      return new ErrorPlane(
          ideal.plane(seed, rule, layer, index),
          training.get().errors().channel(layer.weights() == Precision.TERNARY),
          training.get().gradient(),
          RandomStream.of(seed, "weight-errors/training", index).key());
    }

    @Override
    public String identity() {
      return "WithErrors[training=%s, latent=%s]".formatted(training, latent);
    }
  }

  /**
   * Analog pairs: binary and ternary weights are taken from G+ - G-, which the optimiser's updates
   * move by pulses. With every imperfection off, what is left is a latent float: the ideal scheme.
   *
   * @param devices model, imperfections, rounding
   * @param realWeights whether real weights are kept in pairs, too, as scale (G+ - G-)
   */
  record PulseResponse(AnalogSpec devices, boolean realWeights, double ternaryThreshold)
      implements Hardware {

    public PulseResponse {
      LatentSpec.requireThreshold(ternaryThreshold);
    }

    @Override
    public WeightPlane weights(long seed, Rule rule, Weighted layer, int index) {
      boolean real = layer.weights() == Precision.REAL;
      if (devices.on().equals(AnalogImperfections.none()) || (real && !realWeights)) {
        return new Ideal(LatentSpec.withThreshold(ternaryThreshold))
            .weights(seed, rule, layer, index);
      }
      var pairs = new AnalogPlane.Layer(seed, index, layer.size(), rule);
      return real
          ? AnalogPlane.real(devices, pairs, layer.fanIn())
          : AnalogPlane.quantised(devices, pairs, layer.weights(), ternaryThreshold);
    }
  }

  /**
   * Latent floats whose binary and ternary values are written to sampled pairs of devices for the
   * tests after the training.
   *
   * @param pairs states, amplifier, stuck cells
   * @param training errors of the training; empty for none
   * @param draws times that all weights are written
   */
  record Programmed(
      ProgrammedPairs pairs, Optional<TrainingErrors> training, int draws, LatentSpec latent)
      implements Hardware {

    /** Name of the one test. */
    public static final String TEST = "programmed";

    @Override
    public WeightPlane weights(long seed, Rule rule, Weighted layer, int index) {
      if (layer.weights() == Precision.TERNARY && !pairs.ternary()) {
        throw new IllegalArgumentException(ProgrammedPairs.NO_TERNARY);
      }
      return new WithErrors(training, List.of(), latent).weights(seed, rule, layer, index);
    }

    @Override
    public List<HardwareTest> tests() {
      return List.of(new HardwareTest(TEST, pairs, draws));
    }

    @Override
    public String identity() {
      return new WithErrors(training, List.of(), latent).identity();
    }
  }
}
