package org.hafnia.simulator.device.pairs;

import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.noise.PinkNoise;
import org.hafnia.simulator.random.Philox;

/** What pulses do to the noise of devices: pink samples shift in, telegraph states may change. */
final class PulseNoise {

  /** More than the most pulses at once: a power of two, so that an index is masked in bounds. */
  static final int HIGH = 16;

  private final BlockKernel kernel;
  private final boolean telegraph;
  private final boolean pink;
  private final double pinkUnit;
  private final long pinkKey;
  private final long telegraphKey;

  /** Chance of leaving the state by n pulses, in units of 2^-32: at n if low, HIGH + n if high. */
  private final long[] flip = new long[2 * HIGH];

  PulseNoise(PairSpec spec, BlockKernel kernel) {
    this.kernel = kernel;
    telegraph = spec.on().telegraphNoise();
    pink = spec.on().pinkNoise();
    pinkUnit = spec.model().pinkCoupling() * PinkNoise.UNIT;
    pinkKey = spec.stream("weak-reset/pink").key();
    telegraphKey = spec.stream("weak-reset/telegraph").key();
    WeakResetModel.Telegraph law = spec.model().telegraph();
    for (int n = 0; n <= WeakResetModel.MAX_PULSES; n++) {
      flip[n] = Math.round(law.upAfter(n) * 0x1p32);
      flip[HIGH + n] = Math.round(law.downAfter(n) * 0x1p32);
    }
  }

  /** Takes the devices of a block that were pulsed and aged to their level. */
  void afterPulses(DeviceColumn column, int at, int sign, PulsedDevices scratch) {
    kernel.select(column, at, scratch.asked, sign, scratch);
    level(column, scratch);
    if (telegraph) {
      kernel.turnTelegraph(telegraphKey, flip, scratch);
    }
    kernel.put(column, at, scratch);
  }

  private void level(DeviceColumn column, PulsedDevices scratch) {
    kernel.mean(column.law(), scratch);
    if (pink) {
      kernel.addPink(pinkKey, pinkUnit, scratch);
    }
  }

  /** One pulse on one device, all of its consequences. */
  void pulseOnce(DeviceColumn column, int i) {
    column.pulse(i);
    long device = column.device(i);
    if (pink) {
      long sum = PinkNoise.sum(pinkKey, device, column.pulses[i], column.age[i]);
      column.level[i] += (float) (sum * pinkUnit);
    }
    if (telegraph) {
      long[] words = new long[2];
      Philox.noise(telegraphKey, column.pulses[i], device, words);
      int state = column.amplitude[i] > 0 ? HIGH + 1 : 1;
      boolean flips = (words[0] & 0xFFFF_FFFFL) < flip[state];
      column.amplitude[i] = flips ? -column.amplitude[i] : column.amplitude[i];
    }
  }

  /** Works out the level of every device that was pulsed since its SET from its pulse counts. */
  void restore(DeviceColumn column) {
    PulsedDevices scratch = PulsedDevices.ofThread();
    for (int at = 0; at < column.size(); at += DeviceColumn.BLOCK) {
      System.arraycopy(column.age, at, scratch.asked, 0, DeviceColumn.BLOCK);
      kernel.select(column, at, scratch.asked, 1, scratch);
      level(column, scratch);
      kernel.put(column, at, scratch);
    }
  }
}
