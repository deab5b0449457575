package org.hafnia.simulator.inference.folding;

import org.hafnia.simulator.model.TrainedNetwork;
import org.jspecify.annotations.Nullable;

/**
 * A straight line for each channel: a bias, or a batch norm with its running statistics, in 32-bit
 * floats, rounding where libtorch rounds.
 *
 * <pre>
 *   bias        y = x + b
 *   batch norm  a = gamma / sqrt(variance + 1e-5),  y = a x + (beta - mean a)
 * </pre>
 *
 * with 1 / sqrt rounded before it is multiplied, and both sums of products fused (one rounding).
 */
public final class Affine {

  private static final float EPSILON = 1e-5f;

  private final float @Nullable [] gain;
  private final float[] offset;

  private Affine(float @Nullable [] gain, float[] offset) {
    this.gain = gain;
    this.offset = offset;
  }

  /** The bias of a layer. */
  public static Affine bias(TrainedNetwork network, String name) {
    return new Affine(null, floats(network, name));
  }

  /** The batch norm whose arrays have names that start so, as in {@code layer1}. */
  public static Affine norm(TrainedNetwork network, String name) {
    float[] gamma = floats(network, name + ".gamma");
    float[] beta = floats(network, name + ".beta");
    float[] mean = floats(network, name + ".mean");
    float[] variance = floats(network, name + ".variance");
    float[] gain = new float[gamma.length];
    float[] offset = new float[gamma.length];
    for (int c = 0; c < gamma.length; c++) {
      float scale = 1 / (float) Math.sqrt(variance[c] + EPSILON);
      gain[c] = scale * gamma[c];
      offset[c] = Math.fma(-mean[c], gain[c], beta[c]);
    }
    return new Affine(gain, offset);
  }

  /** Number of channels. */
  public int channels() {
    return offset.length;
  }

  /** The value of a channel. */
  public float apply(int channel, float x) {
    return gain == null ? x + offset[channel] : Math.fma(x, gain[channel], offset[channel]);
  }

  /** What x is multiplied by; 1 for a bias. */
  public float gain(int channel) {
    return gain == null ? 1 : gain[channel];
  }

  /** What is added. */
  public float offset(int channel) {
    return offset[channel];
  }

  /** Whether larger x give smaller values. */
  public boolean falls(int channel) {
    return gain != null && gain[channel] < 0;
  }

  private static float[] floats(TrainedNetwork network, String name) {
    var values = network.values(name);
    float[] floats = new float[values.remaining()];
    values.get(0, floats);
    for (float value : floats) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException("%s holds %s".formatted(name, value));
      }
    }
    return floats;
  }
}
