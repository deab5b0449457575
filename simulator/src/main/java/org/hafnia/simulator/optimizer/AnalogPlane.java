package org.hafnia.simulator.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.hafnia.simulator.device.analog.AnalogPairs;
import org.hafnia.simulator.device.analog.AnalogSpec;
import org.hafnia.simulator.device.use.DeviceUse;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.optimizer.rule.Moments;
import org.hafnia.simulator.optimizer.rule.Rule;
import org.hafnia.simulator.optimizer.rule.UpdateStep;

/**
 * Weights in pairs of analog devices: what is trained is G+ - G-, and the optimiser's update
 * becomes pulses on G+ or G-. A binary weight is the sign of the difference, with sign(0) = +1; a
 * ternary one its sign beyond a threshold; a real one is scale (G+ - G-).
 */
public final class AnalogPlane implements WeightPlane {

  /** Deviations of real initial weights that fit between the bounds of the mean device. */
  private static final double DEVIATIONS = 4;

  private final AnalogPairs pairs;
  private final Precision precision;
  private final float threshold;
  private final float scale;
  private final Moments moments;

  private AnalogPlane(
      AnalogPairs pairs, Rule rule, Precision precision, double threshold, double scale) {
    this.pairs = pairs;
    this.precision = precision;
    this.threshold = (float) threshold;
    this.scale = (float) scale;
    this.moments = rule.moments(pairs.size());
  }

  /**
   * Binary or ternary weights, differences from N(0, 0.03^2).
   *
   * @param threshold differences of at most this size are ternary zeros, [0, 1)
   */
  public static AnalogPlane quantised(
      AnalogSpec spec, Layer layer, Precision precision, double threshold) {
    if (precision == Precision.REAL) {
      throw new IllegalArgumentException("real weights are not quantised");
    }
    LatentSpec.requireThreshold(threshold);
    var pairs =
        new AnalogPairs(
            spec, layer.seed(), layer.index(), layer.size(), LatentSpec.USUAL.initialDeviation());
    return new AnalogPlane(pairs, layer.rule(), precision, threshold, 1);
  }

  /**
   * Real weights scale (G+ - G-) from N(0, 1 / inputs); the scale lets four deviations span the
   * bounds of the mean device.
   */
  public static AnalogPlane real(AnalogSpec spec, Layer layer, int inputs) {
    double deviation = 1 / Math.sqrt(inputs);
    double scale = DEVIATIONS * deviation / spec.model().bounds().span();
    var pairs = new AnalogPairs(spec, layer.seed(), layer.index(), layer.size(), deviation / scale);
    return new AnalogPlane(pairs, layer.rule(), Precision.REAL, 0, scale);
  }

  /**
   * Which weights of which training.
   *
   * @param index counts the layers with weights from 0
   * @param size weights
   * @param rule of their updates
   */
  public record Layer(long seed, int index, int size, Rule rule) {}

  @Override
  public int size() {
    return pairs.size();
  }

  @Override
  public void read(long step, int from, int length, float[] weight) {
    pairs.read(from, length, weight);
    shown(from, length, weight);
  }

  @Override
  public void update(UpdateStep step, int from, int length, float[] gradient, float[] weight) {
    moments.update(step, from, length, gradient);
    decay(step, from, length, gradient, weight);
    if (precision == Precision.REAL) {
      for (int i = from; i < from + length; i++) {
        gradient[i] /= scale;
      }
    }
    pairs.apply(step.number(), from, length, gradient, weight);
    shown(from, length, weight);
  }

  /** Decay of the difference is part of the update: pulses on the smaller of the two. */
  private void decay(UpdateStep step, int from, int length, float[] update, float[] scratch) {
    if (step.decay() > 0) {
      pairs.read(from, length, scratch);
      for (int i = from; i < from + length; i++) {
        update[i] -= step.decay() * scale * scratch[i];
      }
    }
  }

  private void shown(int from, int length, float[] weight) {
    if (precision == Precision.REAL) {
      for (int i = from; i < from + length; i++) {
        weight[i] *= scale;
      }
    } else {
      LatentPlane.quantise(precision, threshold, from, length, weight);
    }
  }

  /**
   * Programs the differences: latent numbers as {@link LatentPlane#adopt}, real weights / scale.
   */
  @Override
  public void adopt(float[] weight, float[] latent) {
    float[] difference = new float[weight.length];
    if (precision == Precision.REAL) {
      for (int i = 0; i < weight.length; i++) {
        difference[i] = weight[i] / scale;
      }
    } else {
      LatentPlane.starting(precision, threshold, weight, latent, difference);
    }
    pairs.program(difference);
  }

  @Override
  public boolean readLatent(float[] latent) {
    if (precision == Precision.REAL) {
      return false;
    }
    pairs.read(0, pairs.size(), latent);
    return true;
  }

  @Override
  public DeviceUse use() {
    return pairs.use();
  }

  @Override
  public void writeState(DataOutput out) throws IOException {
    pairs.writeState(out);
    moments.writeState(out);
  }

  @Override
  public void readState(DataInput in) throws IOException {
    pairs.readState(in);
    moments.readState(in);
  }
}
