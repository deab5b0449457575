package org.hafnia.simulator.device.mean;

import org.hafnia.simulator.random.PhiloxBatch;

/**
 * Many devices on their mean law, {@link MeanLaw.Traits#after} of each place of the arrays; kept
 * and refilled by one thread.
 */
public final class MeanBatch {

  /** Number of the device in the random streams. */
  final int[] device;

  /** Pulses since the last SET. */
  final int[] age;

  /** SETs besides the first; read only where the law has any. */
  public final int[] sets;

  /** ln(R / ohm). */
  public final float[] level;

  /** Random blocks, one per device. */
  final PhiloxBatch blocks;

  /** Random words of m1, m2, t*, c1 and R0; of the vectors, as is what follows. */
  final int[][] word = new int[WORDS][];

  final float[] slope;
  final float[] lateSlope;
  final float[] knee;
  final float[] offset;
  final float[] lnInitialOhm;

  /** Random words of a device. */
  static final int WORDS = 5;

  /**
   * A batch of the devices that others work on, too.
   *
   * @param device their numbers
   * @param age their ages
   * @param blocks room for at least as many
   */
  public MeanBatch(int[] device, int[] age, PhiloxBatch blocks) {
    this.device = device;
    this.age = age;
    this.blocks = blocks;
    int room = device.length;
    sets = new int[room];
    level = new float[room];
    for (int w = 0; w < WORDS; w++) {
      word[w] = new int[room];
    }
    slope = new float[room];
    lateSlope = new float[room];
    knee = new float[room];
    offset = new float[room];
    lnInitialOhm = new float[room];
  }

  /** Works out the levels of the first {@code count} devices. */
  public void run(MeanLaw law, int count) {
    for (int j = 0; j < count; j++) {
      level[j] = law.traits(device[j], law.sets ? sets[j] : 0).after(age[j]);
    }
  }
}
