package org.hafnia.simulator.device.pairs;

import org.hafnia.simulator.device.mean.MeanBatch;
import org.hafnia.simulator.device.noise.PinkBatch;
import org.hafnia.simulator.random.PhiloxBatch;

/** Scratch of one thread: the devices of a block that were pulsed, packed together. */
final class PulsedDevices {

  private static final int PADDING = 64;
  private static final ThreadLocal<PulsedDevices> OF_THREAD =
      ThreadLocal.withInitial(PulsedDevices::new);

  /** Their numbers, pulses and ages, the new pulses included; a batch of blocks beside. */
  final PinkBatch devices = new PinkBatch(DeviceColumn.BLOCK);

  /** The same devices on their mean law, with the same random blocks. */
  final MeanBatch mean = new MeanBatch(devices.device, devices.age, devices.blocks);

  /** Which devices of the block were pulsed, vector after vector; of the vector kernel. */
  final long[] chosen = new long[DeviceColumn.BLOCK];

  /** What decides on the chance of a telegraph state to flip: new pulses, and 16 if it is high. */
  final int[] state = new int[DeviceColumn.BLOCK + PADDING];

  /** Telegraph amplitudes. */
  final float[] amplitude = new float[DeviceColumn.BLOCK + PADDING];

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

  /** Random blocks, room for one per two pairs. */
  PhiloxBatch blocks() {
    return devices.blocks;
  }

  /** Index of the pair of device j. */
  int pair(int j) {
    return devices.device[j] >>> 1;
  }
}
