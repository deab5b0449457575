package org.hafnia.service.plots.sheet;

import java.awt.BasicStroke;
import java.awt.Color;

/**
 * How a series is told from others: a colour of Okabe and Ito, safe for the colour-blind, and, for
 * prints without colours, a dash and a marker.
 */
@SuppressWarnings("ImmutableEnumChecker") // What it holds is set once and never handed out.
public enum Ink {
  BLUE(0x0072B2, Marker.CIRCLE),
  VERMILION(0xD55E00, Marker.SQUARE, 6, 3),
  GREEN(0x009E73, Marker.TRIANGLE, 2, 2),
  PURPLE(0xCC79A7, Marker.DIAMOND, 9, 3, 2, 3),
  ORANGE(0xE69F00, Marker.WEDGE, 4, 2),
  SKY(0x56B4E9, Marker.CROSS, 12, 3),
  BLACK(0x333333, Marker.RING, 1, 2),
  YELLOW(0xC9B400, Marker.FRAME, 6, 2, 1, 2);

  private static final int VEIL = 56;
  private static final float WIDTH = 2;
  private static final float THIN = 1.2f;

  private final Color colour;
  private final Marker marker;
  private final float[] dash;

  Ink(int colour, Marker marker, float... dash) {
    this.colour = new Color(colour);
    this.marker = marker;
    this.dash = dash;
  }

  /** The first, second … of a plot; after the last, the first again. */
  public static Ink of(int number) {
    return values()[Math.floorMod(number, values().length)];
  }

  public Color colour() {
    return colour;
  }

  /** The colour as a veil through which the grid is seen. */
  Color veil() {
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), VEIL);
  }

  Marker marker() {
    return marker;
  }

  BasicStroke stroke() {
    return dash.length == 0
        ? new BasicStroke(WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
        : new BasicStroke(WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
  }

  static BasicStroke thin() {
    return new BasicStroke(THIN, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
  }
}
