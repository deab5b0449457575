package org.hafnia.simulator.device.noise;

import org.hafnia.simulator.random.PhiloxBatch;

/**
 * The pink noise of many devices at a time, {@link PinkNoise#sum} of each place of the arrays; kept
 * and refilled by one thread.
 */
public final class PinkBatch {

  /** Random blocks that 15 samples can lie in. */
  static final int BLOCKS = 3;

  /** Words of four samples that hold 15. */
  static final int WORDS = 4;

  /** Room beyond the capacity, so that vectors may run over the end. */
  private static final int PADDING = 64;

  /** How many of the places are in use; vectors may work on some more. */
  public int count;

  /** Number of the device in the random streams. */
  public final int[] device;

  /** Pulses ever received, at least 1. */
  public final int[] pulses;

  /** Pulses since the last SET; older samples count as 0. */
  public final int[] age;

  /** The noise. */
  public final float[] noise;

  /** Random blocks, three per device. */
  public final PhiloxBatch blocks;

  /** Samples, four to a word; of the vectors. */
  final long[] samples;

  /** Room for so many devices. */
  public PinkBatch(int capacity) {
    int room = capacity + PADDING;
    device = new int[room];
    pulses = new int[room];
    age = new int[room];
    noise = new float[room];
    samples = new long[WORDS * room];
    blocks = new PhiloxBatch(BLOCKS * room);
  }

  /** Works out the noise of the devices: their sums times a unit. */
  public void run(long key, double unit) {
    for (int j = 0; j < count; j++) {
      noise[j] = (float) (PinkNoise.sum(key, device[j], pulses[j], age[j]) * unit);
    }
  }
}
