package org.hafnia.simulator.dataset.handwriting;

import org.hafnia.simulator.dataset.synthetic.Draws;

/**
 * How one writer holds the pen on one occasion: maps the model's strokes (per cent of the box) to
 * pixels.
 *
 * <pre>
 *   p' = A (q - centre) + shift,  q = p + jitter + bend
 *   A  = rotation(angle) · shear · scale,  bend = a sin(2π(w·p/100 + phase))
 * </pre>
 */
final class Hand {

  /** Side of the model's box, in pixels; digits are 80 per cent of it high, 20 pixels. */
  private static final double BOX_PIXEL = 25;

  private static final double CENTRE_PER_CENT = 50;
  private static final double JITTER_PER_CENT = 3.0;
  private static final double BEND_PER_CENT = 3.0;
  private static final double ROTATION_RADIAN = 0.17;
  private static final double SHEAR = 0.18;
  private static final double LOG_SCALE = 0.105;
  private static final double SHIFT_PIXEL = 1.35;

  private final Draws draws;
  private final double[] affine;
  private final double shiftX;
  private final double shiftY;
  private final double[] bendX;
  private final double[] bendY;

  Hand(Draws draws, int side) {
    this.draws = draws;
    this.affine = affine(draws);
    this.shiftX = side / 2.0 + draws.spread(SHIFT_PIXEL);
    this.shiftY = side / 2.0 + draws.spread(SHIFT_PIXEL);
    this.bendX = bend(draws);
    this.bendY = bend(draws);
  }

  /** The stroke as this hand writes it, in pixels. */
  Stroke write(Stroke model) {
    double[] x = new double[model.size()];
    double[] y = new double[model.size()];
    for (int i = 0; i < model.size(); i++) {
      double px = model.x(i);
      double py = model.y(i);
      double qx = px + draws.spread(JITTER_PER_CENT) + wave(bendX, px, py) - CENTRE_PER_CENT;
      double qy = py + draws.spread(JITTER_PER_CENT) + wave(bendY, px, py) - CENTRE_PER_CENT;
      x[i] = affine[0] * qx + affine[1] * qy + shiftX;
      y[i] = affine[2] * qx + affine[3] * qy + shiftY;
    }
    return model.through(x, y);
  }

  // StrictMath, here and below: the same bits, and so the same hash of the set, on every machine.
  private static double[] affine(Draws draws) {
    double angle = draws.spread(ROTATION_RADIAN);
    double shear = draws.spread(SHEAR);
    double size = draws.spread(LOG_SCALE);
    double aspect = draws.spread(LOG_SCALE);
    double scaleX = BOX_PIXEL / 100 * StrictMath.exp(size + aspect);
    double scaleY = BOX_PIXEL / 100 * StrictMath.exp(size - aspect);
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    return new double[] {
      cos * scaleX, (-cos * shear - sin) * scaleY, sin * scaleX, (-sin * shear + cos) * scaleY
    };
  }

  private static double[] bend(Draws draws) {
    return new double[] {
      draws.spread(BEND_PER_CENT), draws.spread(1), draws.spread(1), draws.uniform()
    };
  }

  private static double wave(double[] bend, double x, double y) {
    double turns = (bend[1] * x + bend[2] * y) / 100 + bend[3];
    return bend[0] * StrictMath.sin(2 * Math.PI * turns);
  }
}
