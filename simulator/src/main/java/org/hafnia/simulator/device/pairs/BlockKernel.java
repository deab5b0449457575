package org.hafnia.simulator.device.pairs;

/**
 * The arithmetic on one block of pairs. Its two members give the same bits: they use only single
 * IEEE operations in the same order, and integers.
 */
sealed interface BlockKernel permits ScalarKernel, VectorKernel {

  /** {@code pulses[i] = round(clip(update[at + i], -14, 14))}, halves to even; NaN gives 0. */
  void round(float[] update, int at, int[] pulses);

  /**
   * Ages the devices that get pulses, sign * pulses[i] > 0, and puts them on their mean law, which
   * leaves the pink noise to be added.
   */
  void age(DeviceColumn column, int at, int[] pulses, int sign);

  /** Fills {@link PulsedDevices#pink}: sum of b[k] x[k] in units of {@link PinkNoise#UNIT}. */
  void pink(long key, PulsedDevices pulsed);

  /** Fills {@link PulsedDevices#chance}: 32 random bits per device for the telegraph state. */
  void chance(long key, PulsedDevices pulsed);

  /** {@code weight[weightAt + i] = sign(R_BL - R_BLb)} for the block of pairs from {@code at}. */
  void read(PairReader reader, int at, float[] weight, int weightAt);
}
