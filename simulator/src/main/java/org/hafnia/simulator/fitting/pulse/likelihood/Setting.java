package org.hafnia.simulator.fitting.pulse.likelihood;

/**
 * Which equations are fitted.
 *
 * @param variant step law
 * @param additive whether cycle-to-cycle noise does not shrink with the step
 * @param lognormal whether step sizes spread lognormally: then a device has ln(size), not the size
 * @param exact whether reads show the state itself, without write noise
 * @param resolution smallest difference that counts, weight: floor of all deviations
 * @param middle of the reads, weight: where the step of {@link MidSteps} counts as 1
 */
public record Setting(
    Variant variant,
    boolean additive,
    boolean lognormal,
    boolean exact,
    double resolution,
    double middle) {

  /** Parameters of a device: size, half difference of up and down step, upper, lower bound. */
  public static final int DEVICE = 4;

  public static final int SIZE = 0;
  public static final int HALF = 1;
  public static final int UPPER = 2;
  public static final int LOWER = 3;

  /** ln of the cycle-to-cycle noise, in steps. */
  public static final int CYCLE = 4;

  /** ln of the deviation of a read, weight. */
  public static final int READ = 5;

  public static final int SHAPE = 6;

  public Setting withLognormal(boolean sizes) {
    return new Setting(variant, additive, sizes, exact, resolution, middle);
  }

  public Setting withAdditive(boolean noise) {
    return new Setting(variant, noise, lognormal, exact, resolution, middle);
  }

  public int parameters() {
    return SHAPE + variant.shapes();
  }

  /**
   * Whether shapes are those of {@link MidSteps} and a device's step sizes are told as the noise of
   * such a step, size times cycle-to-cycle noise: noisy reads tell the noise well, and how much of
   * it a step is only from all devices together.
   */
  public boolean midway() {
    return variant == Variant.EXPONENTIAL && !exact;
  }

  public boolean soft() {
    return variant == Variant.SOFT_BOUNDS;
  }
}
