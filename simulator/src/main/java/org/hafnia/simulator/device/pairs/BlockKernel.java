package org.hafnia.simulator.device.pairs;

import org.hafnia.simulator.device.mean.MeanLaw;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The arithmetic on one block of pairs. Its two members give the same bits: they use only single
 * IEEE operations in the same order, and integers.
 */
sealed interface BlockKernel permits ScalarKernel, VectorKernel {

  /** {@code pulses[i] = round(clip(update[at + i], -14, 14))}, halves to even; NaN gives 0. */
  void round(float[] update, int at, int[] pulses);

  /** Ages the devices that get pulses, sign * pulses[i] > 0. */
  void age(DeviceColumn column, int at, int[] pulses, int sign);

  /** Packs the devices that got pulses, sign * pulses[i] > 0. */
  void select(DeviceColumn column, int at, int[] pulses, int sign, PulsedDevices pulsed);

  /** Works out the mean law of the selected devices at their ages. */
  void mean(MeanLaw law, PulsedDevices pulsed);

  /**
   * Adds the pink noise of the selected devices to their mean law.
   *
   * @param unit of its sums
   */
  void addPink(long key, double unit, PulsedDevices pulsed);

  /**
   * Turns the telegraph states of some of the selected devices: those whose 32 random bits,
   * addressed by device and pulse, are less than {@code flip} of their {@link PulsedDevices#state}.
   */
  void turnTelegraph(long key, long[] flip, PulsedDevices pulsed);

  /** Puts levels and telegraph states of the selected devices back in their places. */
  void put(DeviceColumn column, int at, PulsedDevices pulsed);

  /** {@code weight[weightAt + i] = sign(R_BL - R_BLb)} for the block of pairs from {@code at}. */
  void read(PairReader reader, int at, float[] weight, int weightAt);

  /**
   * What a read of pairs needs. A high telegraph state adds U1 U2 amp, anew at each read:
   *
   * <pre>
   *   128 bits of read noise, addressed by (step, pair / 2)
   *     = U1, U2 of BL of the even, then the odd pair; U1, U2 of BLb of the even, then the odd pair
   * </pre>
   *
   * with 16 bits for each U, the even steps of 1/65535 from 0 to 1.
   *
   * @param bl devices on the bit line
   * @param blb devices on the complementary bit line
   * @param telegraph whether there is telegraph noise
   * @param white the white noise
   * @param key of the telegraph noise
   * @param step address of this read
   */
  record PairReader(
      DeviceColumn bl, DeviceColumn blb, boolean telegraph, WhiteNoise white, long key, long step) {

    /** Turns the product of two 16-bit integers into a product of two U. */
    static final float UNIT = (float) (1 / (65535.0 * 65535.0));
  }

  /** Chooses the kernel once per process, and says which. */
  final class Choice {

    private static final Logger LOG = LoggerFactory.getLogger(Choice.class);
    private static final int LANES_WORTH_IT = 8;

    /** The faster kernel that this process can run. */
    static final BlockKernel BEST = best();

    private Choice() {}

    private static BlockKernel best() {
      if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
        LOG.info(
            "Device kernels: scalar, as the JVM runs without --add-modules jdk.incubator.vector");
        return new ScalarKernel();
      }
      // Only here is VectorKernel loaded: without the module it cannot be.
      int lanes = VectorKernel.lanes();
      if (lanes < LANES_WORTH_IT) {
        LOG.info("Device kernels: scalar, as this CPU offers only {} float lanes", lanes);
        return new ScalarKernel();
      }
      LOG.info("Device kernels: Vector API, {} float lanes", lanes);
      return new VectorKernel();
    }
  }
}
