package org.hafnia.simulator.device.pairs;

import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.noise.PinkNoise;
import org.hafnia.simulator.random.Philox;

/** What pulses do to the noise of devices: pink samples shift in, telegraph states may change. */
final class PulseNoise {

  private final BlockKernel kernel;
  private final boolean telegraph;
  private final boolean pink;
  private final double pinkUnit;
  private final long pinkKey;
  private final long telegraphKey;

  /** {@code flip[high][n]}: chance of leaving the state by n pulses, in units of 2^-32. */
  private final long[][] flip = new long[2][WeakResetModel.MAX_PULSES + 1];

  PulseNoise(PairSpec spec, BlockKernel kernel) {
    this.kernel = kernel;
    telegraph = spec.on().telegraphNoise();
    pink = spec.on().pinkNoise();
    pinkUnit = spec.model().pinkCoupling() * PinkNoise.UNIT;
    pinkKey = spec.stream("weak-reset/pink").key();
    telegraphKey = spec.stream("weak-reset/telegraph").key();
    WeakResetModel.Telegraph law = spec.model().telegraph();
    for (int n = 0; n <= WeakResetModel.MAX_PULSES; n++) {
      flip[0][n] = Math.round(law.upAfter(n) * 0x1p32);
      flip[1][n] = Math.round(law.downAfter(n) * 0x1p32);
    }
  }

  boolean isOn() {
    return telegraph || pink;
  }

  /** Takes the devices of the block, aged and selected, from their mean law to their level. */
  void afterPulses(DeviceColumn column, int at, PulsedDevices pulsed) {
    if (pink) {
      kernel.pink(pinkKey, pulsed);
      for (int j = 0; j < pulsed.count; j++) {
        column.level[pulsed.pair[j]] += (float) (pulsed.pink[j] * pinkUnit);
      }
    }
    if (telegraph) {
      kernel.chance(telegraphKey, pulsed);
      for (int j = 0; j < pulsed.count; j++) {
        int i = pulsed.pair[j];
        int n = Math.abs(pulsed.asked[i - at]);
        float amplitude = column.amplitude[i];
        boolean flips = pulsed.chance[j] < flip[high(amplitude)][n];
        column.amplitude[i] = flips ? -amplitude : amplitude;
      }
    }
  }

  /** 1 while the telegraph state is high, else 0; without a branch. */
  private static int high(float amplitude) {
    return 1 - (Float.floatToRawIntBits(amplitude) >>> 31);
  }

  /** One pulse on one device, all of its consequences. */
  void pulseOnce(DeviceColumn column, int i) {
    column.pulse(i, 1);
    long device = column.device(i);
    if (pink) {
      long sum = PinkNoise.sum(pinkKey, device, column.pulses[i], column.age[i]);
      column.level[i] += (float) (sum * pinkUnit);
    }
    if (telegraph) {
      long[] words = new long[2];
      Philox.block(telegraphKey, column.pulses[i], device, words);
      boolean flips = (words[0] & 0xFFFF_FFFFL) < flip[high(column.amplitude[i])][1];
      column.amplitude[i] = flips ? -column.amplitude[i] : column.amplitude[i];
    }
  }

  /** Works out the level of every device that was pulsed since its SET from its pulse counts. */
  void restore(DeviceColumn column) {
    PulsedDevices scratch = PulsedDevices.ofThread();
    for (int at = 0; at < column.size(); at += DeviceColumn.BLOCK) {
      System.arraycopy(column.age, at, scratch.asked, 0, DeviceColumn.BLOCK);
      scratch.select(column, at, 1);
      for (int j = 0; j < scratch.count; j++) {
        int i = scratch.pair[j];
        column.level[i] = column.mean(i);
      }
      if (pink) {
        kernel.pink(pinkKey, scratch);
        for (int j = 0; j < scratch.count; j++) {
          column.level[scratch.pair[j]] += (float) (scratch.pink[j] * pinkUnit);
        }
      }
    }
  }
}
