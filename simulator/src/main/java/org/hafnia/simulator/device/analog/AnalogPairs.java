package org.hafnia.simulator.device.analog;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.hafnia.simulator.device.use.DeviceUse;
import org.hafnia.simulator.device.use.PulseTally;
import org.hafnia.simulator.random.Philox;
import org.hafnia.simulator.random.RandomStream;

/**
 * The weights of one layer: pairs of analog devices, weight = G+ - G-, in the weight units of the
 * device model. An update u is given as up pulses: u > 0 to G+, u < 0 to G-,
 *
 * <pre>
 *   n = round(|u| / dw),   dw = the mean device's step
 * </pre>
 *
 * <p>Fresh pairs, and pairs that are refreshed, are RESET to the lowest level that both reach and
 * hold the difference in one of the two. A pair is refreshed where a pulsed device has come within
 * 5 % of its range to its upper bound and the difference takes up less than 80 % of it; pulses
 * write the difference again, verified, and are counted.
 *
 * <p>Beyond its state (4 bytes) a device takes 4 bytes of counters and, with write noise, the 4
 * bytes of what is read. Noise and device parameters are addressed by seed, layer, device and
 * pulse: results depend neither on threads nor on how ranges are cut. {@link #apply} and {@link
 * #read} may run at once on disjoint ranges; everything else must wait for them.
 */
public final class AnalogPairs {

  /** Most pairs of one layer. */
  public static final int MAX_SIZE = 1 << 28;

  private static final float FULL = 0.95f;
  private static final float REFRESHABLE = 0.8f;
  private static final float UNIT = 0x1p-32f;
  private static final int MOST_REWRITES = 10_000;

  /** Pulses of a device in the lower bits of its counters, refreshes above, 8 bits in each side. */
  private static final int PULSE_BITS = 24;

  private static final int PULSES = (1 << PULSE_BITS) - 1;
  private static final int MOST_REFRESHES = (1 << 16) - 1;

  private final AnalogSpec spec;
  private final int size;
  private final float perStep;
  private final float writeNoise;
  private final Traits traits;
  private final Steps steps;
  private final PulseWork work;
  private final long roundingKey;
  private final long writeKey;

  /** States of BL at 0, of BLb at 1. */
  private final float[][] state;

  /** What is read; the same arrays where there is no write noise. */
  private final float[][] visible;

  private final int[][] counters;
  private final float[] xi;

  /**
   * Fresh pairs with differences from N(0, deviation^2), in weight units.
   *
   * @param layer tells the layers of a training apart
   */
  public AnalogPairs(AnalogSpec spec, long seed, int layer, int size, double deviation) {
    if (size < 1 || size > MAX_SIZE) {
      throw new IllegalArgumentException(
          "size = " + size + " pairs is outside [1, " + MAX_SIZE + "]");
    }
    this.spec = spec;
    this.size = size;
    this.perStep = (float) (1 / spec.meanStep());
    traits = new Traits(spec, RandomStream.of(seed, "analog/traits", layer).key());
    steps = new Steps(spec, RandomStream.of(seed, "analog/cycle", layer).key());
    writeKey = RandomStream.of(seed, "analog/write", layer).key();
    work = new PulseWork(spec.model(), size);
    roundingKey = RandomStream.of(seed, "analog/rounding", layer).key();
    double noise = spec.model().noise().write() * spec.model().sizes().mean();
    writeNoise = spec.on().writeNoise() ? (float) noise : 0;
    state = new float[2][size];
    visible = writeNoise > 0 ? new float[2][size] : state;
    counters = new int[2][size];
    xi = new float[writeNoise > 0 ? 1 << Traits.TABLE_BITS : 0];
    for (int i = 0; i < xi.length; i++) {
      xi[i] = (float) Traits.normal(i);
    }
    var initial = RandomStream.of(seed, "ideal/initial", layer);
    fill(i -> (float) (deviation * initial.normal(i, 0)));
  }

  /**
   * Fresh pairs with these differences, in weight units; what is beyond the bounds of a device ends
   * there. The pulses that make fresh pairs are not counted.
   */
  public void program(float[] differences) {
    fill(i -> differences[i]);
  }

  private interface Differences {

    float of(int pair);
  }

  private void fill(Differences differences) {
    var pair = new Traits.Pair();
    for (int i = 0; i < size; i++) {
      traits.draw(i, pair);
      float base = pair.base();
      float difference = differences.of(i);
      state[0][i] = Math.min(pair.upper[0], base + Math.max(0, difference));
      state[1][i] = Math.min(pair.upper[1], base + Math.max(0, -difference));
      show(0, i, pair.words);
      show(1, i, pair.words);
    }
  }

  public int size() {
    return size;
  }

  /**
   * Gives the pulses of an update to a range of pairs and reads them.
   *
   * @param step address of the rounding, at least 1; a number that did not occur before
   * @param update u of pair i at index i, in weight units; NaN gives no pulse
   * @param weight receives G+ - G- of pair i at index i
   */
  public void apply(long step, int from, int length, float[] update, float[] weight) {
    var pair = new Traits.Pair();
    for (int i = from; i < from + length; i++) {
      float u = update[i];
      float pulses = Math.min(spec.maxPulses(), Math.abs(u) * perStep);
      pulses = spec.on().pulseResolution() ? rounded(pulses, step, i, pair.words) : pulses;
      if (pulses > 0) {
        pulse(u > 0 ? 0 : 1, i, pulses, pair);
      }
      weight[i] = visible[0][i] - visible[1][i];
    }
  }

  private float rounded(float pulses, long step, int i, long[] words) {
    if (spec.rounding() == AnalogSpec.Rounding.NEAREST) {
      return (float) Math.rint(pulses);
    }
    int below = (int) pulses;
    float rest = pulses - below;
    if (!(rest > 0)) {
      return below;
    }
    Philox.block(roundingKey, step, i >>> 2, words);
    int bits = (int) (words[i >>> 1 & 1] >>> (32 * (i & 1)));
    return Integer.toUnsignedLong(bits) * UNIT < rest ? below + 1 : below;
  }

  private void pulse(int side, int i, float pulses, Traits.Pair pair) {
    traits.draw(i, pair);
    move(side, i, pulses, pair);
    float range = pair.upper[side] - pair.lower[side];
    if (spec.refresh() && state[side][i] > pair.lower[side] + FULL * range) {
      refresh(i, pair);
    }
  }

  private void move(int side, int i, float pulses, Traits.Pair pair) {
    int done = counters[side][i] & PULSES;
    float before = state[side][i];
    state[side][i] = steps.after(before, pulses, device(side, i), done, pair, side);
    work.book(i, pulses, before, state[side][i]);
    int now = Math.min(PULSES, done + (int) Math.ceil(pulses));
    counters[side][i] = (counters[side][i] & ~PULSES) | now;
    show(side, i, pair.words);
  }

  /** Resets both devices and writes their difference again, where that makes room. */
  private void refresh(int i, Traits.Pair pair) {
    float difference = state[0][i] - state[1][i];
    int greater = difference > 0 ? 0 : 1;
    float base = pair.base();
    float target = base + Math.abs(difference);
    float range = pair.upper[greater] - pair.lower[greater];
    if (target > pair.lower[greater] + REFRESHABLE * range) {
      return;
    }
    countRefresh(i);
    state[0][i] = base;
    state[1][i] = base;
    if (!spec.on().pulseResolution()) {
      state[greater][i] = target;
    }
    float half = 0.5f * pair.up[greater];
    for (int k = 0; k < MOST_REWRITES && state[greater][i] + half < target; k++) {
      move(greater, i, 1, pair);
    }
    show(0, i, pair.words);
    show(1, i, pair.words);
  }

  private void countRefresh(int i) {
    int refreshes = Math.min(MOST_REFRESHES, refreshes(i) + 1);
    counters[0][i] = (counters[0][i] & PULSES) | ((refreshes & 0xFF) << PULSE_BITS);
    counters[1][i] = (counters[1][i] & PULSES) | (refreshes >>> 8 << PULSE_BITS);
  }

  private int refreshes(int i) {
    return (counters[0][i] >>> PULSE_BITS) | (counters[1][i] >>> PULSE_BITS << 8);
  }

  private void show(int side, int i, long[] words) {
    if (writeNoise > 0) {
      Philox.block(writeKey, device(side, i), counters[side][i], words);
      visible[side][i] = state[side][i] + writeNoise * xi[Traits.index(words[0])];
    }
  }

  private static long device(int side, int i) {
    return 2L * i + side;
  }

  /** Reads a range of pairs, G+ - G- of pair i at index i. */
  public void read(int from, int length, float[] weight) {
    for (int i = from; i < from + length; i++) {
      weight[i] = visible[0][i] - visible[1][i];
    }
  }

  /** What the devices were given; a RESET of both devices of a pair is a refresh. */
  public DeviceUse use() {
    var tally = new PulseTally();
    long refreshes = 0;
    int most = 0;
    for (int i = 0; i < size; i++) {
      tally.add(counters[0][i] & PULSES);
      tally.add(counters[1][i] & PULSES);
      refreshes += refreshes(i);
      most = Math.max(most, refreshes(i));
    }
    var pulses = tally.distribution();
    return new DeviceUse(
        2L * size, tally.sum(), 0, 2 * refreshes, pulses.max(), most, work.joule(), pulses);
  }

  /** Writes what cannot be drawn again from the seed. */
  public void writeState(DataOutput out) throws IOException {
    for (int side = 0; side < 2; side++) {
      for (int i = 0; i < size; i++) {
        out.writeFloat(state[side][i]);
        out.writeInt(counters[side][i]);
      }
    }
    work.writeState(out);
  }

  /** Takes over a state written by pairs made with the same arguments. */
  public void readState(DataInput in) throws IOException {
    long[] words = new long[2];
    for (int side = 0; side < 2; side++) {
      for (int i = 0; i < size; i++) {
        state[side][i] = in.readFloat();
        counters[side][i] = in.readInt();
        show(side, i, words);
      }
    }
    work.readState(in);
  }

  /** Heap that a pair takes, in bytes; for the admission of trainings. */
  public static long bytesPerPair(AnalogSpec spec) {
    boolean noisy = spec.on().writeNoise() && spec.model().noise().write() > 0;
    return 2L * (Float.BYTES + Integer.BYTES + (noisy ? Float.BYTES : 0));
  }
}
