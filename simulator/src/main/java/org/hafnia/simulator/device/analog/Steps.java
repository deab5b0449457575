package org.hafnia.simulator.device.analog;

import org.hafnia.simulator.device.pulse.PulseDevice;
import org.hafnia.simulator.device.pulse.StepLaw;
import org.hafnia.simulator.device.pulse.WeightBounds;
import org.hafnia.simulator.random.Philox;

/**
 * What up pulses do to one device, pulse by pulse. Cycle-to-cycle noise is addressed by device and
 * pulse, 8 normal numbers of 16 bits to a block of 128 bits.
 *
 * <p>Laws other than soft bounds depend on nothing but the weight: they are looked up, linearly
 * between 4096 points over the widest bounds.
 */
final class Steps {

  private static final int POINTS = 4096;
  private static final double WIDEST = 4;
  private static final int PER_BLOCK = 8;

  private enum Kind {
    CONSTANT,
    SOFT,
    TABLE
  }

  private final Kind kind;
  private final boolean whole;
  private final float cycle;
  private final boolean additive;
  private final long key;
  private final float tableLow;
  private final float tableScale;
  private final float[] table;
  private final float[] xi;

  Steps(AnalogSpec spec, long key) {
    this.key = key;
    this.whole = spec.on().pulseResolution();
    this.cycle = spec.on().cycleToCycle() ? (float) spec.model().noise().cycle() : 0;
    this.additive = spec.model().noise().additive();
    this.kind = kind(spec);
    var bounds = spec.model().bounds();
    double low = bounds.lower() - reach(bounds, bounds.lowerSpread());
    double high = bounds.upper() + reach(bounds, bounds.upperSpread());
    tableLow = (float) low;
    tableScale = (float) ((POINTS - 1) / (high - low));
    table = new float[kind == Kind.TABLE ? POINTS + 1 : 0];
    var any = new PulseDevice(0, 0, high, low);
    for (int i = 0; i < table.length; i++) {
      double weight = low + (high - low) * i / (POINTS - 1);
      table[i] = (float) spec.model().law().factor(1, weight, any);
    }
    xi = new float[cycle > 0 ? 1 << Traits.TABLE_BITS : 0];
    for (int i = 0; i < xi.length; i++) {
      xi[i] = (float) Traits.normal(i);
    }
  }

  private static double reach(WeightBounds bounds, double spread) {
    return WIDEST * spread * Math.max(Math.abs(bounds.lower()), Math.abs(bounds.upper()));
  }

  private static Kind kind(AnalogSpec spec) {
    var law = spec.model().law();
    if (!spec.on().nonlinearity() || law instanceof StepLaw.Constant) {
      return Kind.CONSTANT;
    }
    return law instanceof StepLaw.SoftBounds ? Kind.SOFT : Kind.TABLE;
  }

  /**
   * The state of a device after pulses.
   *
   * @param state w
   * @param pulses at least 0; a whole number where there is a pulse resolution
   * @param device number of the device
   * @param done pulses that it got before
   * @param traits of its pair
   * @param side 0 for BL, 1 for BLb
   */
  @SuppressWarnings("checkstyle:ParameterNumber") // one device, pulse by pulse, without garbage
  float after(float state, float pulses, long device, int done, Traits.Pair traits, int side) {
    float up = traits.up[side];
    float upper = traits.upper[side];
    float lower = traits.lower[side];
    if (kind == Kind.CONSTANT && cycle == 0) {
      return Math.min(upper, state + pulses * up);
    }
    float w = state;
    int n = (int) Math.ceil(pulses);
    for (int k = 0; k < n; k++) {
      float part = whole ? 1 : Math.min(1, pulses - k);
      float y = factor(w, upper);
      float step = cycle == 0 ? y : noisy(y, device, done + k, traits.words);
      w = Math.max(lower, Math.min(upper, w + part * up * step));
    }
    return w;
  }

  private float factor(float w, float upper) {
    return switch (kind) {
      case CONSTANT -> 1;
      case SOFT -> 1 - w / upper;
      case TABLE -> lookedUp(w);
    };
  }

  private float lookedUp(float w) {
    float place = Math.max(0, Math.min(POINTS - 1, (w - tableLow) * tableScale));
    int i = (int) place;
    return table[i] + (place - i) * (table[i + 1] - table[i]);
  }

  private float noisy(float y, long device, int pulse, long[] words) {
    Philox.block(key, device, pulse / PER_BLOCK, words);
    int place = pulse % PER_BLOCK;
    float normal = xi[Traits.index(words[place >>> 2] >>> (16 * (place & 3)))];
    return additive ? y + cycle * normal : y * (1 + cycle * normal);
  }
}
