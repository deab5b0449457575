package org.hafnia.simulator.dataset.handwriting;

/**
 * One movement of the pen: a curve through control points, smooth except at corners.
 *
 * <p>Between two points the curve is a cubic Hermite segment; its slope at a point is that of the
 * chord between the neighbours (Catmull and Rom 1974), at corners and ends that of the segment's
 * own chord. Coordinates are per cent of the digit's box, x to the right, y down.
 */
final class Stroke {

  /** Straight pieces per segment; at 28 pixels finer ones look the same. */
  private static final int PIECES = 5;

  private final double[] x;
  private final double[] y;
  private final boolean[] corner;

  private Stroke(double[] x, double[] y, boolean[] corner) {
    this.x = x;
    this.y = y;
    this.corner = corner;
  }

  /**
   * Reads control points from text, for example {@code "36,28 52,10! 52,90"}: x and y of each point
   * in per cent, an exclamation mark behind a corner.
   */
  static Stroke parse(String points) {
    String[] words = points.split(" ", -1);
    double[] x = new double[words.length];
    double[] y = new double[words.length];
    boolean[] corner = new boolean[words.length];
    for (int i = 0; i < words.length; i++) {
      corner[i] = i == 0 || i == words.length - 1 || words[i].endsWith("!");
      String[] xy = words[i].replace("!", "").split(",", -1);
      x[i] = Double.parseDouble(xy[0]);
      y[i] = Double.parseDouble(xy[1]);
    }
    return new Stroke(x, y, corner);
  }

  int size() {
    return x.length;
  }

  double x(int point) {
    return x[point];
  }

  double y(int point) {
    return y[point];
  }

  /** The same stroke through other points, one for each of this stroke's. */
  Stroke through(double[] otherX, double[] otherY) {
    return new Stroke(otherX, otherY, corner);
  }

  /** The curve as a polyline: x of each of its points. */
  double[] lineX() {
    return line(x);
  }

  /** The curve as a polyline: y of each of its points. */
  double[] lineY() {
    return line(y);
  }

  private double[] line(double[] axis) {
    double[] line = new double[(size() - 1) * PIECES + 1];
    for (int i = 0; i + 1 < axis.length; i++) {
      double chord = axis[i + 1] - axis[i];
      double start = corner[i] ? chord : (axis[i + 1] - axis[i - 1]) / 2;
      double end = corner[i + 1] ? chord : (axis[i + 2] - axis[i]) / 2;
      for (int p = 0; p < PIECES; p++) {
        double t = (double) p / PIECES;
        double u = 1 - t;
        line[i * PIECES + p] =
            axis[i] * u * u * (1 + 2 * t)
                + axis[i + 1] * t * t * (1 + 2 * u)
                + start * t * u * u
                - end * t * t * u;
      }
    }
    line[line.length - 1] = axis[axis.length - 1];
    return line;
  }
}
