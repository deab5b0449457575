package org.hafnia.simulator.device.pairs;

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
 * @param key of the read noise
 * @param step address of this read
 */
record PairReader(DeviceColumn bl, DeviceColumn blb, boolean telegraph, long key, long step) {

  /** Turns the product of two 16-bit integers into a product of two U. */
  static final float UNIT = (float) (1 / (65535.0 * 65535.0));
}
