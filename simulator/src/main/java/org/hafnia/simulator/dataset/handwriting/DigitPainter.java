package org.hafnia.simulator.dataset.handwriting;

import java.util.Arrays;
import org.hafnia.simulator.dataset.synthetic.Draws;
import org.hafnia.simulator.random.RandomStream;

/**
 * Draws one digit as a person might have written and a scanner read it: one of its variants in one
 * hand, with a pen of some width and softness, some contrast, and noise of the sensor.
 *
 * <pre>
 *   ink(d)   = 1 - smoothstep((d - radius) / softness + 1/2),  d = distance to the stroke, pixels
 *   pixel(d) = clip(contrast · ink + noise · t),               t triangular in (-1, 1)
 * </pre>
 *
 * <p>Not safe for several threads: one painter each.
 */
public final class DigitPainter {

  /** Pixels along each side of a drawing. */
  public static final int SIDE = 28;

  private static final int SIXTEEN_BITS = 0xffff;

  private final float[] squaredDistance = new float[SIDE * SIDE];

  /**
   * Draws a digit into {@code target[from..from + SIDE * SIDE)}, row by row.
   *
   * @param digit 0..9
   * @param drawing address of the drawing in the stream; one address always gives one picture
   */
  public void paint(int digit, RandomStream stream, long drawing, byte[] target, int from) {
    var draws = new Draws(stream, drawing);
    var variants = StrokeModels.variants(digit);
    var strokes = variants.get(draws.below(variants.size()));
    var pen = Pen.draw(draws);
    var hand = new Hand(draws, SIDE);
    Arrays.fill(squaredDistance, Float.MAX_VALUE);
    for (Stroke stroke : strokes) {
      trace(hand.write(stroke), pen.reach());
    }
    expose(pen, draws, target, from);
  }

  private void trace(Stroke stroke, double reach) {
    double[] x = stroke.lineX();
    double[] y = stroke.lineY();
    for (int i = 0; i + 1 < x.length; i++) {
      var piece = new Piece(x[i], y[i], x[i + 1], y[i + 1]);
      piece.approach(squaredDistance, reach);
    }
  }

  private void expose(Pen pen, Draws draws, byte[] target, int from) {
    for (int i = 0; i < squaredDistance.length; i += 2) {
      // One draw holds enough bits for the noise of two pixels.
      long bits = (long) (draws.uniform() * 0x1p32);
      target[from + i] = pen.level(squaredDistance[i], (int) (bits >>> 16));
      target[from + i + 1] = pen.level(squaredDistance[i + 1], (int) bits & SIXTEEN_BITS);
    }
  }

  /** A straight piece of a stroke, in pixels; pixel (i, j) has its centre at (i + 1/2, j + 1/2). */
  private record Piece(double x0, double y0, double x1, double y1) {

    /** Lowers the squared distance of every pixel that the pen can reach from this piece. */
    void approach(float[] squaredDistance, double reach) {
      int left = first(Math.min(x0, x1) - reach);
      int right = last(Math.max(x0, x1) + reach);
      int top = first(Math.min(y0, y1) - reach);
      int bottom = last(Math.max(y0, y1) + reach);
      double dx = x1 - x0;
      double dy = y1 - y0;
      double inverse = 1 / Math.max(dx * dx + dy * dy, 1e-12);
      for (int j = top; j <= bottom; j++) {
        double py = j + 0.5 - y0;
        for (int i = left; i <= right; i++) {
          double px = i + 0.5 - x0;
          double t = Math.clamp((px * dx + py * dy) * inverse, 0.0, 1.0);
          double ex = px - t * dx;
          double ey = py - t * dy;
          int at = j * SIDE + i;
          squaredDistance[at] = Math.min(squaredDistance[at], (float) (ex * ex + ey * ey));
        }
      }
    }

    private static int first(double edge) {
      return Math.max(0, (int) Math.floor(edge));
    }

    private static int last(double edge) {
      return Math.min(SIDE - 1, (int) Math.floor(edge));
    }
  }
}
