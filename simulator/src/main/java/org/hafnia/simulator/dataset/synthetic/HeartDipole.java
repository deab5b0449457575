package org.hafnia.simulator.dataset.synthetic;

/**
 * The heart as one current dipole that turns and grows with the phase of the beat, and what twelve
 * leads see of it.
 *
 * <p>The phase θ runs once around per beat, at the pace of a heart rate that breathing and blood
 * pressure modulate; each of the waves P, Q, R, S, T is a Gaussian in θ (P. E. McSharry, G. D.
 * Clifford, L. Tarassenko, L. A. Smith, A dynamical model for generating synthetic
 * electrocardiogram signals, IEEE Trans. Biomed. Eng. 50(3), 289-294, 2003) along a direction of
 * its own in space (R. Sameni, G. D. Clifford, C. Jutten, M. B. Shamsollahi, Multichannel ECG and
 * noise modeling, EURASIP J. Adv. Signal Process. 2007, 43407):
 *
 * <pre>
 *   d(θ) = Σ_w a_w u_w exp(-(θ - θ_w)² / (2 b_w²))       millivolts; x left, y down, z back
 *   lead = D d                                           D of G. E. Dower 1980, for I, II, V1..V6
 * </pre>
 *
 * <p>The size, width and direction of each wave are our own, chosen to give a normal adult's
 * electrocardiogram: R rises from V1 to V5, aVR points down. Each heart has its own axis, sizes,
 * timing and rate.
 */
final class HeartDipole {

  /** I, II, V1..V6: the leads that do not follow from others. */
  static final int INDEPENDENT_LEADS = 8;

  private static final double[][] DOWER = {
    {0.632, -0.235, 0.059},
    {0.235, 1.066, -0.132},
    {-0.515, 0.157, -0.917},
    {0.044, 0.164, -1.387},
    {0.882, 0.098, -1.277},
    {1.213, 0.127, -0.601},
    {1.125, 0.127, -0.086},
    {0.831, 0.076, 0.230}
  };

  /** Phase in radians, width in radians, size in millivolts, direction x, y, z. */
  private static final double[][] WAVES = {
    {-1.10, 0.20, 0.13, 0.55, 0.80, -0.20},
    {-0.16, 0.06, 0.30, -0.55, -0.20, -0.80},
    {0.00, 0.09, 1.40, 0.72, 0.60, 0.35},
    {0.17, 0.07, 0.50, -0.30, -0.40, 0.87},
    {1.45, 0.34, 0.36, 0.70, 0.60, -0.40}
  };

  private static final int PHASE = 0;
  private static final int WIDTH = 1;
  private static final int SIZE = 2;
  private static final int DIRECTION = 3;

  private final double[][] waves = new double[WAVES.length][];
  private final double meanRate;
  private final double[] modulation = new double[4];

  /** A heart of its own. */
  HeartDipole(Draws draws) {
    meanRate = draws.between(0.85, 1.65);
    modulation[0] = draws.between(0.01, 0.05);
    modulation[1] = draws.between(0, 2 * Math.PI);
    modulation[2] = draws.between(0.01, 0.04);
    modulation[3] = draws.between(0, 2 * Math.PI);
    double frontal = draws.spread(Math.toRadians(20));
    double horizontal = draws.spread(Math.toRadians(15));
    for (int w = 0; w < waves.length; w++) {
      double[] wave = WAVES[w].clone();
      wave[PHASE] += 0.03 * wave[PHASE] * draws.spread(1);
      // At a fast heart rate the waves take more of the beat (Bazett's square root).
      wave[WIDTH] *= Math.sqrt(meanRate) * Math.exp(draws.spread(0.12));
      wave[SIZE] *= Math.exp(draws.spread(0.22));
      turn(wave, DIRECTION, DIRECTION + 1, frontal + draws.spread(Math.toRadians(6)));
      turn(wave, DIRECTION, DIRECTION + 2, horizontal + draws.spread(Math.toRadians(6)));
      waves[w] = wave;
    }
  }

  private static void turn(double[] wave, int first, int second, double angle) {
    double a = wave[first];
    double b = wave[second];
    wave[first] = a * Math.cos(angle) - b * Math.sin(angle);
    wave[second] = a * Math.sin(angle) + b * Math.cos(angle);
  }

  /** Beats per second at a time in seconds: Mayer waves at 0.1 Hz, breathing at 0.25 Hz. */
  double rate(double seconds) {
    return meanRate
        * (1
            + modulation[0] * Math.sin(2 * Math.PI * 0.1 * seconds + modulation[1])
            + modulation[2] * Math.sin(2 * Math.PI * 0.25 * seconds + modulation[3]));
  }

  /** What the independent leads show at a phase, in millivolts. */
  void leads(double phase, double[] millivolts) {
    double x = 0;
    double y = 0;
    double z = 0;
    for (double[] wave : waves) {
      double distance = Math.IEEEremainder(phase - wave[PHASE], 2 * Math.PI) / wave[WIDTH];
      double size = wave[SIZE] * Math.exp(-distance * distance / 2);
      x += size * wave[DIRECTION];
      y += size * wave[DIRECTION + 1];
      z += size * wave[DIRECTION + 2];
    }
    for (int lead = 0; lead < INDEPENDENT_LEADS; lead++) {
      millivolts[lead] = DOWER[lead][0] * x + DOWER[lead][1] * y + DOWER[lead][2] * z;
    }
  }
}
