package org.hafnia.simulator.device.pairs;

import java.util.function.DoubleUnaryOperator;
import org.hafnia.simulator.device.Imperfections;
import org.hafnia.simulator.device.LearningRule;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.random.RandomStream;
import org.hafnia.simulator.random.TruncatedLaw;

/**
 * The devices on one bit line of the pairs, as columns of numbers. Device i of side s is number 2 i
 * + s of every random stream. The columns are padded to whole blocks; the padding never pulses.
 */
final class DeviceColumn {

  /** Pairs that are worked on together; what a thread takes at a time. */
  static final int BLOCK = 1024;

  /** m1, per pulse. */
  final float[] slope;

  /** m2, per pulse. */
  final float[] lateSlope;

  /** t*, in pulses. */
  final float[] knee;

  /** ln(R0 / ohm) + c1. */
  final float[] base;

  /** ln(R / ohm) without telegraph noise: base, mean law and pink noise at the last pulse. */
  final float[] level;

  /** Telegraph amplitude; its sign is the state: positive while high, negative while low. */
  final float[] amplitude;

  /** t: pulses since the last SET. */
  final int[] age;

  /** Pulses ever received, which address the noise; the same array as age where no SET occurs. */
  final int[] pulses;

  /** Whether SETs occur, so that pulses and age differ. */
  final boolean isSet;

  private final WeakResetModel model;
  private final Imperfections on;
  private final RandomStream traits;
  private final RandomStream initialOhm;
  private final DoubleUnaryOperator offsets;
  private final DoubleUnaryOperator initials;
  private final int side;
  private final int size;

  DeviceColumn(PairSpec spec, int side, int size) {
    this.model = spec.model();
    this.on = spec.on();
    this.traits = spec.stream("weak-reset/traits");
    this.initialOhm = spec.stream("weak-reset/initial-resistance");
    this.offsets = law(model.offset(), on.deviceToDevice());
    this.initials = law(model.initialOhm(), on.initialResistanceSpread());
    this.side = side;
    this.size = size;
    int padded = padded(size);
    slope = new float[padded];
    lateSlope = new float[padded];
    knee = new float[padded];
    base = new float[padded];
    level = new float[padded];
    amplitude = new float[on.telegraphNoise() ? padded : 0];
    age = new int[padded];
    isSet = spec.rule() == LearningRule.REPROGRAM;
    pulses = isSet ? new int[padded] : age;
    fill(0, size);
  }

  static int padded(int size) {
    return Math.multiplyExact(Math.ceilDiv(size, BLOCK), BLOCK);
  }

  int device(int pair) {
    return 2 * pair + side;
  }

  private void fill(int from, int to) {
    DoubleUnaryOperator slopes = law(model.slope(), on.deviceToDevice());
    DoubleUnaryOperator lateSlopes = law(model.lateSlope(), on.deviceToDevice());
    DoubleUnaryOperator knees = law(model.knee(), on.deviceToDevice());
    DoubleUnaryOperator amplitudes = law(model.telegraph().amplitude(), on.deviceToDevice());
    for (int i = from; i < to; i++) {
      slope[i] = (float) slopes.applyAsDouble(traits.uniform(device(i), 0));
      lateSlope[i] = (float) lateSlopes.applyAsDouble(traits.uniform(device(i), 1));
      knee[i] = (float) knees.applyAsDouble(traits.uniform(device(i), 2));
      if (on.telegraphNoise()) {
        amplitude[i] = -(float) amplitudes.applyAsDouble(traits.uniform(device(i), 3));
      }
      set(i, 0);
    }
  }

  /** A SET, the {@code sets}-th of this device: t = 0, no noise memory, another R0. */
  void set(int i, int sets) {
    double ohm = initials.applyAsDouble(initialOhm.uniform(device(i), sets));
    double offset = offsets.applyAsDouble(traits.uniform(device(i), 4));
    base[i] = (float) (StrictMath.log(ohm) + offset);
    level[i] = base[i];
    age[i] = 0;
    if (on.telegraphNoise()) {
      amplitude[i] = -Math.abs(amplitude[i]);
    }
  }

  /** n more pulses: ages the device and puts it on its mean law. */
  void pulse(int i, int n) {
    age[i] += n;
    if (isSet) {
      pulses[i] += n;
    }
    level[i] = mean(i);
  }

  /** w_mean(t) + ln R0 by the mean law, in the operation order of the kernels. */
  float mean(int i) {
    float t = age[i];
    return t < knee[i]
        ? slope[i] * t + base[i]
        : lateSlope[i] * t + (knee[i] * (slope[i] - lateSlope[i]) + base[i]);
  }

  int size() {
    return size;
  }

  private static DoubleUnaryOperator law(TruncatedLaw law, boolean spread) {
    double mean = law.mean();
    return spread ? law.quantiles() : u -> mean;
  }
}
