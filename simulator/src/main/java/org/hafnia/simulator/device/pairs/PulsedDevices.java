package org.hafnia.simulator.device.pairs;

import org.hafnia.simulator.device.noise.PinkNoise;
import org.hafnia.simulator.random.PhiloxBatch;

/** Scratch of one thread: the devices of a block that were pulsed, packed together. */
final class PulsedDevices {

  private static final int PADDING = 64;
  private static final ThreadLocal<PulsedDevices> OF_THREAD =
      ThreadLocal.withInitial(PulsedDevices::new);

  /** How many of the places are in use; the kernels may work on some more. */
  int count;

  /** Index of the pair. */
  final int[] pair = new int[DeviceColumn.BLOCK + PADDING];

  /** Number of the device in the random streams. */
  final long[] device = new long[DeviceColumn.BLOCK + PADDING];

  /** Pulses ever received, the new ones included. */
  final long[] pulses = new long[DeviceColumn.BLOCK + PADDING];

  /** Pulses since the last SET, the new ones included. */
  final long[] age = new long[DeviceColumn.BLOCK + PADDING];

  /** Random blocks: three per device for pink noise, one per two pairs for a read. */
  final PhiloxBatch blocks = new PhiloxBatch(3 * (DeviceColumn.BLOCK + PADDING));

  /** Sum of the pink noise, in units of {@link PinkNoise#UNIT}. */
  final long[] pink = new long[DeviceColumn.BLOCK + PADDING];

  /** 32 random bits for the telegraph state. */
  final long[] chance = new long[DeviceColumn.BLOCK + PADDING];

  /** Signed pulses of every pair of the block. */
  final int[] asked = new int[DeviceColumn.BLOCK];

  /** ln(R / ohm) of both devices of every pair, as read. */
  final float[] lnBl = new float[DeviceColumn.BLOCK];

  final float[] lnBlb = new float[DeviceColumn.BLOCK];

  /** Stand-ins for the caller's arrays in the last, incomplete block. */
  final float[] update = new float[DeviceColumn.BLOCK];

  final float[] weight = new float[DeviceColumn.BLOCK];

  private PulsedDevices() {}

  static PulsedDevices ofThread() {
    return OF_THREAD.get();
  }

  /** Packs the devices of the column with {@code sign * asked > 0}. */
  void select(DeviceColumn column, int at, int sign) {
    int selected = 0;
    for (int i = 0; i < DeviceColumn.BLOCK; i++) {
      pair[selected] = at + i;
      // 1 if sign * asked > 0; its sign bit, as a branch would be mispredicted too often.
      selected += (-sign * asked[i]) >>> 31;
    }
    count = selected;
    for (int j = 0; j < selected; j++) {
      int i = pair[j];
      device[j] = column.device(i);
      pulses[j] = column.pulses[i];
      age[j] = column.age[i];
    }
  }
}
