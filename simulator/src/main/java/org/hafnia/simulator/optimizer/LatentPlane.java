package org.hafnia.simulator.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.optimizer.rule.FloatArrays;
import org.hafnia.simulator.optimizer.rule.Moments;
import org.hafnia.simulator.optimizer.rule.Rule;
import org.hafnia.simulator.optimizer.rule.UpdateStep;
import org.hafnia.simulator.random.RandomStream;

/**
 * Binary or ternary weights with ideal latent floats (Courbariaux et al., 2016): a binary weight is
 * sign(l), with sign(0) = +1; a ternary one is sign(l) where |l| > threshold and 0 elsewhere (0.05
 * in the public repository Laborieux-Axel/Quantized_VGG). The gradient with respect to the weight
 * moves l, straight through while |l| <= 1; l is clipped to [-1, 1] after every step.
 */
public final class LatentPlane implements WeightPlane {

  private final float[] latent;
  private final Precision precision;
  private final float threshold;
  private final Moments moments;

  /** With the usual start and threshold. */
  public LatentPlane(int size, Precision precision, Rule rule, RandomStream stream) {
    this(size, precision, LatentSpec.USUAL, rule, stream);
  }

  /**
   * Initial latent weights from N(0, initialDeviation^2), clipped to [-1, 1].
   *
   * @param precision binary or ternary
   */
  public LatentPlane(
      int size, Precision precision, LatentSpec spec, Rule rule, RandomStream stream) {
    if (precision == Precision.REAL) {
      throw new IllegalArgumentException("real weights have nothing latent");
    }
    this.precision = precision;
    this.threshold = (float) spec.ternaryThreshold();
    this.latent = RealPlane.normal(size, spec.initialDeviation(), stream);
    this.moments = rule.moments(size);
  }

  @Override
  public int size() {
    return latent.length;
  }

  @Override
  public void read(long step, int from, int length, float[] weight) {
    System.arraycopy(latent, from, weight, from, length);
    quantise(precision, threshold, from, length, weight);
  }

  /** Turns numbers into the binary or ternary weights that they stand for, in place. */
  static void quantise(Precision precision, float threshold, int from, int length, float[] weight) {
    if (precision == Precision.BINARY) {
      for (int i = from; i < from + length; i++) {
        weight[i] = weight[i] >= 0 ? 1 : -1;
      }
    } else if (precision == Precision.TERNARY) {
      for (int i = from; i < from + length; i++) {
        weight[i] = Math.abs(weight[i]) > threshold ? Math.signum(weight[i]) : 0;
      }
    }
  }

  @Override
  public void update(UpdateStep step, int from, int length, float[] gradient, float[] weight) {
    for (int i = from; i < from + length; i++) {
      gradient[i] = Math.abs(latent[i]) <= 1 ? gradient[i] : 0;
    }
    moments.update(step, from, length, gradient);
    float kept = 1 - step.decay();
    for (int i = from; i < from + length; i++) {
      float moved = latent[i] * kept + gradient[i];
      latent[i] = Math.max(-1, Math.min(1, moved));
    }
    read(step.number(), from, length, weight);
  }

  /** Whether weight i, read so, has the other sign than it is meant to have. */
  boolean isTurned(int i, float read) {
    boolean zero = precision == Precision.TERNARY && Math.abs(latent[i]) <= threshold;
    return read != 0 && !zero && (read < 0) != (latent[i] < 0);
  }

  /**
   * Takes the latent numbers over where they stand for the weights at this threshold; else a weight
   * w becomes w (threshold + 0.03), as far from turning as a new one.
   */
  @Override
  public void adopt(float[] weight, float[] from) {
    starting(precision, threshold, weight, from, latent);
  }

  static void starting(
      Precision precision, float threshold, float[] weight, float[] from, float[] latent) {
    float beyond = precision == Precision.TERNARY ? threshold : 0;
    float begun = Math.min(1, beyond + (float) LatentSpec.USUAL.initialDeviation());
    System.arraycopy(from, 0, latent, 0, from.length);
    quantise(precision, threshold, 0, from.length, from);
    for (int i = 0; i < latent.length; i++) {
      boolean kept = i < from.length && from[i] == weight[i];
      latent[i] = kept ? latent[i] : weight[i] * begun;
    }
  }

  @Override
  public boolean readLatent(float[] values) {
    System.arraycopy(latent, 0, values, 0, latent.length);
    return true;
  }

  @Override
  public void writeState(DataOutput out) throws IOException {
    FloatArrays.write(latent, out);
    moments.writeState(out);
  }

  @Override
  public void readState(DataInput in) throws IOException {
    FloatArrays.read(latent, in);
    moments.readState(in);
  }
}
