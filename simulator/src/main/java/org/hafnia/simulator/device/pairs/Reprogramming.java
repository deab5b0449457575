package org.hafnia.simulator.device.pairs;

import org.hafnia.simulator.device.LearningRule;
import org.hafnia.simulator.device.pairs.BlockKernel.PairReader;

/**
 * The reprogram variant: pairs whose sign was turned by the pulses of an update are SET, both
 * devices, and the addressed device gets one weak RESET. Pairs that were not pulsed are left alone,
 * as a controller verifies what it programs. The pair is then read again.
 */
final class Reprogramming {

  private final DeviceColumn bl;
  private final DeviceColumn blb;
  private final PulseNoise noise;
  private final PulseEnergy energy;
  private final WhiteNoise white;
  private final long rereadKey;

  /** Per pair: how often it was SET; empty under the published rule, as are the others. */
  private final int[] sets;

  /** Per pair: its weight at the end of the last update. */
  private final byte[] sign;

  /** Per block, so that sums do not depend on threads: energy up to the last SETs, in joule. */
  private final double[] spentJoule;

  Reprogramming(PairSpec spec, DeviceColumn bl, DeviceColumn blb, PulseNoise noise) {
    this.bl = bl;
    this.blb = blb;
    this.noise = noise;
    energy = new PulseEnergy(spec.model());
    white = new WhiteNoise(spec).afterSet(spec);
    rereadKey = spec.stream("weak-reset/read-after-set").key();
    int pairs = spec.rule() == LearningRule.REPROGRAM ? bl.age.length : 0;
    sets = bl.sets;
    sign = new byte[pairs];
    spentJoule = new double[pairs / DeviceColumn.BLOCK];
    for (int i = 0; i < pairs; i++) {
      sign[i] = (byte) (bl.level[i] >= blb.level[i] ? 1 : -1);
    }
  }

  /** Follows up an update of a block whose asked pulses are in the scratch of this thread. */
  void afterUpdate(PairReader reader, int at, int count, float[] weight) {
    int[] asked = PulsedDevices.ofThread().asked;
    for (int i = 0; i < count; i++) {
      int pair = at + i;
      if (weight[pair] != sign[pair] && asked[i] != 0) {
        weight[pair] = reprogram(reader, pair, asked[i] > 0 ? bl : blb);
      }
      sign[pair] = (byte) weight[pair];
    }
  }

  private float reprogram(PairReader reader, int pair, DeviceColumn addressed) {
    sets[pair]++;
    spentJoule[pair / DeviceColumn.BLOCK] += spend(bl, pair) + spend(blb, pair);
    bl.set(pair);
    blb.set(pair);
    noise.pulseOnce(addressed, pair);
    boolean telegraph = reader.telegraph();
    PairReader again = new PairReader(bl, blb, telegraph, white, rereadKey, reader.step());
    return ScalarKernel.sign(again, pair, new long[2]);
  }

  private double spend(DeviceColumn column, int pair) {
    return energy.resets(column, pair) + energy.set(column, pair);
  }

  int[] sets() {
    return sets;
  }

  byte[] signs() {
    return sign;
  }

  double[] spentJoule() {
    return spentJoule;
  }

  /** Energy of every pulse up to the last SET of its device, in joule. */
  double energyJoule() {
    double joule = 0;
    for (double block : spentJoule) {
      joule += block;
    }
    return joule;
  }
}
