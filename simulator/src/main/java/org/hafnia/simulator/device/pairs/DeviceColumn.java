package org.hafnia.simulator.device.pairs;

import java.util.function.DoubleUnaryOperator;
import org.hafnia.simulator.device.LearningRule;
import org.hafnia.simulator.device.mean.MeanLaw;
import org.hafnia.simulator.random.RandomStream;
import org.hafnia.simulator.random.TruncatedLaw;

/**
 * The devices on one bit line of the pairs, as columns of numbers: level, age and telegraph
 * amplitude, 12 bytes a device. What else differs from device to device is drawn anew where it is
 * needed, by {@link MeanLaw}. Device i of side s is number 2 i + s of every random stream. The
 * columns are padded to whole blocks; the padding never pulses.
 */
final class DeviceColumn {

  /** Pairs that are worked on together; what a thread takes at a time. */
  static final int BLOCK = 1024;

  /** ln(R / ohm) without telegraph noise: mean law and pink noise at the last pulse. */
  final float[] level;

  /** Telegraph amplitude; its sign is the state: positive while high, negative while low. */
  final float[] amplitude;

  /** t: pulses since the last SET. */
  final int[] age;

  /** Pulses ever received, which address the noise; the same array as age where no SET occurs. */
  final int[] pulses;

  /** SETs of the pairs so far, besides the first; empty where none occurs. */
  final int[] sets;

  /** Whether SETs occur, so that pulses and age differ. */
  final boolean isSet;

  private final MeanLaw law;
  private final int side;
  private final int size;

  /**
   * Fresh devices.
   *
   * @param sets of the pairs, shared by both sides
   */
  DeviceColumn(PairSpec spec, int side, int size, int[] sets) {
    law = spec.meanLaw();
    isSet = spec.rule() == LearningRule.REPROGRAM;
    this.sets = sets;
    this.side = side;
    this.size = size;
    int padded = padded(size);
    level = new float[padded];
    amplitude = new float[spec.on().telegraphNoise() ? padded : 0];
    age = new int[padded];
    pulses = isSet ? new int[padded] : age;
    drawAmplitudes(spec);
    for (int i = 0; i < size; i++) {
      set(i);
    }
  }

  static int padded(int size) {
    return Math.multiplyExact(Math.ceilDiv(size, BLOCK), BLOCK);
  }

  int device(int pair) {
    return 2 * pair + side;
  }

  private void drawAmplitudes(PairSpec spec) {
    TruncatedLaw amplitudes = spec.model().telegraph().amplitude();
    double mean = amplitudes.mean();
    DoubleUnaryOperator quantiles = spec.on().deviceToDevice() ? amplitudes.quantiles() : u -> mean;
    RandomStream stream = spec.stream("weak-reset/amplitude");
    for (int i = 0; i < Math.min(size, amplitude.length); i++) {
      amplitude[i] = -(float) quantiles.applyAsDouble(stream.uniform(device(i), 0));
    }
  }

  /** A SET, the latest one that is counted: t = 0, no noise memory, its own R0. */
  void set(int i) {
    age[i] = 0;
    level[i] = mean(i);
    if (amplitude.length > 0) {
      amplitude[i] = -Math.abs(amplitude[i]);
    }
  }

  /** One more pulse: ages the device and puts it on its mean law. */
  void pulse(int i) {
    age[i]++;
    if (isSet) {
      pulses[i]++;
    }
    level[i] = mean(i);
  }

  /** ln(R / ohm) by the mean law. */
  float mean(int i) {
    return traits(i).after(age[i]);
  }

  /** What makes the device. */
  MeanLaw.Traits traits(int i) {
    return law.traits(device(i), isSet ? sets[i] : 0);
  }

  MeanLaw law() {
    return law;
  }

  int size() {
    return size;
  }
}
