package org.hafnia.simulator.device.pairs;

import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.mean.MeanLaw;
import org.hafnia.simulator.device.noise.PinkBatch;
import org.hafnia.simulator.device.pairs.BlockKernel.PairReader;
import org.hafnia.simulator.random.Philox;

/** One device after the other; for machines and class paths without the Vector API. */
final class ScalarKernel implements BlockKernel {

  /** Adding and subtracting 1.5 * 2^23 rounds small floats to integers, halves to even. */
  static final float ROUNDER = 0x1.8p23f;

  @Override
  public void round(float[] update, int at, int[] pulses) {
    float most = WeakResetModel.MAX_PULSES;
    for (int i = 0; i < DeviceColumn.BLOCK; i++) {
      float u = update[at + i];
      float clipped = u > most ? most : u < -most ? -most : u;
      pulses[i] = (int) (clipped + ROUNDER - ROUNDER);
    }
  }

  @Override
  public void age(DeviceColumn column, int at, int[] pulses, int sign) {
    for (int i = 0; i < DeviceColumn.BLOCK; i++) {
      int n = sign * pulses[i];
      if (n > 0) {
        column.age[at + i] += n;
        if (column.isSet) {
          column.pulses[at + i] += n;
        }
      }
    }
  }

  @Override
  public void select(DeviceColumn column, int at, int[] pulses, int sign, PulsedDevices pulsed) {
    PinkBatch devices = pulsed.devices;
    boolean telegraph = column.amplitude.length > 0;
    int count = 0;
    for (int i = 0; i < DeviceColumn.BLOCK; i++) {
      int n = sign * pulses[i];
      if (n > 0) {
        devices.device[count] = column.device(at + i);
        devices.pulses[count] = column.pulses[at + i];
        devices.age[count] = column.age[at + i];
        if (column.isSet) {
          pulsed.mean.sets[count] = column.sets[at + i];
        }
        if (telegraph) {
          pulsed.amplitude[count] = column.amplitude[at + i];
        }
        int high = telegraph && column.amplitude[at + i] > 0 ? PulseNoise.HIGH : 0;
        pulsed.state[count++] = high + Math.min(n, WeakResetModel.MAX_PULSES);
      }
    }
    devices.count = count;
  }

  @Override
  public void mean(MeanLaw law, PulsedDevices pulsed) {
    pulsed.mean.run(law, pulsed.devices.count);
  }

  @Override
  public void addPink(long key, double unit, PulsedDevices pulsed) {
    pulsed.devices.run(key, unit);
    for (int j = 0; j < pulsed.devices.count; j++) {
      pulsed.mean.level[j] += pulsed.devices.noise[j];
    }
  }

  @Override
  public void turnTelegraph(long key, long[] flip, PulsedDevices pulsed) {
    long[] words = new long[2];
    for (int j = 0; j < pulsed.devices.count; j++) {
      Philox.noise(key, pulsed.devices.pulses[j], pulsed.devices.device[j], words);
      if ((words[0] & 0xFFFF_FFFFL) < flip[pulsed.state[j]]) {
        pulsed.amplitude[j] *= -1;
      }
    }
  }

  @Override
  public void put(DeviceColumn column, int at, PulsedDevices pulsed) {
    boolean telegraph = column.amplitude.length > 0;
    for (int j = 0; j < pulsed.devices.count; j++) {
      int i = pulsed.pair(j);
      column.level[i] = pulsed.mean.level[j];
      if (telegraph) {
        column.amplitude[i] = pulsed.amplitude[j];
      }
    }
  }

  @Override
  public void read(PairReader reader, int at, float[] weight, int weightAt) {
    long[] words = new long[2];
    for (int i = 0; i < DeviceColumn.BLOCK; i++) {
      weight[weightAt + i] = sign(reader, at + i, words);
    }
  }

  /** sign(R_BL - R_BLb) of one pair; a tie gives +1. */
  static float sign(PairReader reader, int pair, long[] words) {
    float bl = reader.bl().level[pair];
    float blb = reader.blb().level[pair];
    if (reader.telegraph()) {
      Philox.noise(reader.key(), reader.step(), pair >>> 1, words);
      int half = 32 * (pair & 1);
      bl += telegraph((int) (words[0] >>> half), reader.bl().amplitude[pair]);
      blb += telegraph((int) (words[1] >>> half), reader.blb().amplitude[pair]);
    }
    if (reader.white().isOn()) {
      int bits = reader.white().bits(reader.step(), pair, words);
      bl += reader.white().bl(bits);
      blb += reader.white().blb(bits);
    }
    return bl >= blb ? 1f : -1f;
  }

  private static float telegraph(int bits, float amplitude) {
    float u1 = bits & 0xFFFF;
    float u2 = bits >>> 16;
    return u1 * u2 * PairReader.UNIT * (amplitude > 0 ? amplitude : 0f);
  }
}
