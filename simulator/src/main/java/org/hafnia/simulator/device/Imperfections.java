package org.hafnia.simulator.device;

/**
 * Which imperfections of the devices take part. Off means: device to device, every parameter of the
 * mean law and the telegraph amplitude at the mean of its truncated law; telegraph and pink noise,
 * that term of ln R is zero; spread of the initial resistance, R0 at its mean.
 *
 * @param deviceToDevice m1, t*, c1, m2 and the telegraph amplitude differ between devices
 * @param telegraphNoise random telegraph noise (RTN)
 * @param pinkNoise 1/f noise, and the white noise of reads where a model has it
 * @param initialResistanceSpread R0 differs between devices
 */
public record Imperfections(
    boolean deviceToDevice,
    boolean telegraphNoise,
    boolean pinkNoise,
    boolean initialResistanceSpread) {

  /** Everything that was measured. */
  public static Imperfections all() {
    return new Imperfections(true, true, true, true);
  }

  /** Devices that differ in nothing but R0, and have no noise. */
  public static Imperfections none() {
    return new Imperfections(false, false, false, true);
  }
}
