package org.hafnia.simulator.dataset.synthetic;

/**
 * One texture: how far the colour at (x, y), in pixels, has gone from the first of two colours (0)
 * to the second (1).
 */
@FunctionalInterface
interface Texture {

  double at(double x, double y);

  /** Number of kinds; each is one class. */
  int KINDS = 10;

  /** A texture of that kind with its own period, direction and phases. */
  static Texture draw(int kind, int side, Draws draws) {
    var wave = Wave.draw(draws);
    return switch (kind) {
      case 0 -> grating(wave.scaled(4.0));
      case 1 -> grating(wave.scaled(9.0));
      case 2 -> checkers(wave.scaled(6.0));
      case 3 -> checkers(wave.scaled(13.0));
      case 4 -> blobs(side, 26, 1.2, draws);
      case 5 -> blobs(side, 7, 3.0, draws);
      case 6 -> lines(wave.scaled(8.0));
      case 7 -> rings(side, wave.scaled(7.0), draws);
      case 8 -> chevrons(wave.scaled(7.0));
      default -> clouds(side, draws);
    };
  }

  private static Texture grating(Wave wave) {
    return (x, y) -> 0.5 + 0.5 * Math.sin(wave.along(x, y));
  }

  private static Texture checkers(Wave wave) {
    return (x, y) -> Math.sin(wave.along(x, y)) * Math.sin(wave.across(x, y)) > 0 ? 1 : 0;
  }

  /** A quarter of each period is of the second colour. */
  private static Texture lines(Wave wave) {
    return (x, y) -> Math.cos(wave.along(x, y)) > Math.sqrt(0.5) ? 1 : 0;
  }

  private static Texture chevrons(Wave wave) {
    return (x, y) -> {
      double fold = Math.asin(Math.sin(wave.across(x, y) / 2));
      return Math.sin(wave.along(x, y) + 2 * fold) > 0 ? 1 : 0;
    };
  }

  private static Texture rings(int side, Wave wave, Draws draws) {
    double centreX = draws.between(0, side);
    double centreY = draws.between(0, side);
    return (x, y) ->
        0.5
            + 0.5
                * Math.sin(
                    2 * Math.PI * Math.hypot(x - centreX, y - centreY) / wave.period()
                        + wave.phase());
  }

  private static Texture blobs(int side, int count, double width, Draws draws) {
    double[] centreX = new double[count];
    double[] centreY = new double[count];
    for (int k = 0; k < count; k++) {
      centreX[k] = draws.between(0, side);
      centreY[k] = draws.between(0, side);
    }
    double scale = 1 / (2 * width * width);
    return (x, y) -> {
      double sum = 0;
      for (int k = 0; k < count; k++) {
        double dx = x - centreX[k];
        double dy = y - centreY[k];
        sum += Math.exp(-(dx * dx + dy * dy) * scale);
      }
      return Math.min(sum, 1);
    };
  }

  /** Random levels on a lattice of 4 pixels, smoothly joined. */
  private static Texture clouds(int side, Draws draws) {
    int pitch = 4;
    int nodes = side / pitch + 2;
    double[] level = new double[nodes * nodes];
    for (int k = 0; k < level.length; k++) {
      level[k] = draws.uniform();
    }
    return (x, y) -> {
      int column = (int) (x / pitch);
      int row = (int) (y / pitch);
      double u = smooth(x / pitch - column);
      double v = smooth(y / pitch - row);
      int at = row * nodes + column;
      double upper = level[at] + u * (level[at + 1] - level[at]);
      double lower = level[at + nodes] + u * (level[at + nodes + 1] - level[at + nodes]);
      return upper + v * (lower - upper);
    };
  }

  private static double smooth(double t) {
    return t * t * (3 - 2 * t);
  }

  /**
   * A plane wave.
   *
   * @param period in pixels
   * @param cosine of its direction
   * @param sine of its direction
   * @param phase in radians, along its direction
   * @param otherPhase in radians, across
   */
  record Wave(double period, double cosine, double sine, double phase, double otherPhase) {

    static Wave draw(Draws draws) {
      double direction = draws.between(0, 2 * Math.PI);
      return new Wave(
          draws.between(0.85, 1.15),
          Math.cos(direction),
          Math.sin(direction),
          draws.between(0, 2 * Math.PI),
          draws.between(0, 2 * Math.PI));
    }

    Wave scaled(double pixels) {
      return new Wave(period * pixels, cosine, sine, phase, otherPhase);
    }

    double along(double x, double y) {
      return 2 * Math.PI * (x * cosine + y * sine) / period + phase;
    }

    double across(double x, double y) {
      return 2 * Math.PI * (y * cosine - x * sine) / period + otherPhase;
    }
  }
}
