package org.hafnia.simulator.dataset.handwriting;

import org.hafnia.simulator.dataset.synthetic.Draws;

/**
 * The pen and the scanner of one drawing.
 *
 * @param radius half the stroke's width, pixels, where the ink has fallen to one half
 * @param softness width of the stroke's edge, pixels
 * @param contrast grey level of full ink, 0..1
 * @param noise largest deviation of a pixel's level, 0..1
 */
record Pen(double radius, double softness, double contrast, double noise) {

  static Pen draw(Draws draws) {
    return new Pen(
        draws.between(0.7, 1.7),
        draws.between(0.8, 1.8),
        draws.between(0.65, 1.0),
        draws.between(0.0, 0.25));
  }

  /** Farther than this from the stroke there is no ink. */
  double reach() {
    return radius + softness / 2;
  }

  /**
   * Level of a pixel, 0..255.
   *
   * @param random sixteen random bits
   */
  byte level(float squaredDistance, int random) {
    double edge = Math.clamp((Math.sqrt(squaredDistance) - radius) / softness + 0.5, 0.0, 1.0);
    double ink = 1 - edge * edge * (3 - 2 * edge);
    double triangular = ((random & 0xff) + (random >>> 8) - 255) / 255.0;
    double level = Math.clamp(contrast * ink + noise * triangular, 0.0, 1.0);
    return (byte) Math.round(255 * level);
  }
}
