package org.hafnia.simulator.device.mean;

import org.hafnia.simulator.device.Imperfections;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.random.Philox;
import org.hafnia.simulator.random.TabulatedLaw;

/**
 * The mean law of weak RESET, ln(R / ohm) after t pulses since the last SET:
 *
 * <pre>
 *   ln R(t) = m1 t + (ln R0 + c1)                      t &lt;  t*
 *           = m2 t + (t* (m1 - m2) + (ln R0 + c1))     t >= t*
 * </pre>
 *
 * What differs from device to device is not kept but drawn anew, from random blocks of four words
 * that are addressed by device and SETs so far:
 *
 * <pre>
 *   block (device, 0)      upper 24 bits of the words: m1, m2, t*, c1
 *   block (device, SETs)   lowest 8 bits of words 0, 1, 2: R0
 * </pre>
 */
public final class MeanLaw {

  static final long BYTE = 0xFF;

  /** m1, per pulse. */
  final TabulatedLaw slope;

  /** m2, per pulse. */
  final TabulatedLaw lateSlope;

  /** t*, in pulses. */
  final TabulatedLaw knee;

  /** c1. */
  final TabulatedLaw offset;

  /** ln(R0 / ohm). */
  final TabulatedLaw lnInitialOhm;

  /** Whether c1 and the slopes differ, R0 differs, and SETs occur that draw another R0. */
  final boolean devices;

  final boolean initials;
  final boolean sets;
  final long key;

  /**
   * The law of the devices of a layer.
   *
   * @param key of the random blocks
   * @param sets whether SETs occur besides those that made the fresh devices
   */
  public MeanLaw(WeakResetModel model, Imperfections on, long key, boolean sets) {
    this.key = key;
    this.sets = sets;
    devices = on.deviceToDevice();
    initials = on.initialResistanceSpread();
    slope = LawTables.of(model.slope(), devices);
    lateSlope = LawTables.of(model.lateSlope(), devices);
    knee = LawTables.of(model.knee(), devices);
    offset = LawTables.ofLnRatio(model.offset(), devices);
    lnInitialOhm = LawTables.ofLnOhm(model.initialOhm(), initials);
  }

  /** The numbers of one device, by the SETs it has had besides the first. */
  public Traits traits(long device, int sets) {
    long[] words = new long[2];
    if (devices || (initials && sets == 0)) {
      Philox.noise(key, 0, device, words);
    }
    float m1 = slope.quantile((int) words[0]);
    float m2 = lateSlope.quantile((int) (words[0] >>> Integer.SIZE));
    float kneePulses = knee.quantile((int) words[1]);
    float c1 = offset.quantile((int) (words[1] >>> Integer.SIZE));
    if (initials && sets > 0) {
      Philox.noise(key, sets, device, words);
    }
    return new Traits(m1, m2, kneePulses, lnInitialOhm.quantile(initialWord(words)) + c1);
  }

  private static int initialWord(long[] words) {
    return (int)
        ((words[0] & BYTE) << 24 | (words[0] >>> 16 & BYTE << 16) | (words[1] & BYTE) << 8);
  }

  /**
   * What makes one device.
   *
   * @param slope m1, per pulse
   * @param lateSlope m2, per pulse
   * @param knee t*, in pulses
   * @param base ln(R0 / ohm) + c1
   */
  public record Traits(float slope, float lateSlope, float knee, float base) {

    /** ln(R / ohm) after t pulses, in the operation order of {@link MeanLanes}. */
    public float after(int pulses) {
      float t = pulses;
      return t < knee ? slope * t + base : lateSlope * t + (knee * (slope - lateSlope) + base);
    }
  }
}
