package org.hafnia.service.plots;

/** What a plot is drawn on; units of the SVG, x to the right, y down, colours as 0xRRGGBB. */
interface Surface {

  int WIDTH = 600;
  int HEIGHT = 400;

  /** How a line looks. */
  record Stroke(int colour, double width, boolean dashed) {

    static Stroke solid(int colour, double width) {
      return new Stroke(colour, width, false);
    }
  }

  /** Which point of a text its position names. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** How a text looks; upward means turned by a quarter, to be read from below. */
  record Lettering(int size, boolean bold, Anchor anchor, boolean upward) {

    static Lettering of(int size, Anchor anchor) {
      return new Lettering(size, false, anchor, false);
    }
  }

  void line(double[] x, double[] y, Stroke stroke);

  void area(double[] x, double[] y, int colour, double opacity);

  void dot(double x, double y, double radius, int colour);

  void text(String text, double x, double y, Lettering lettering);
}
