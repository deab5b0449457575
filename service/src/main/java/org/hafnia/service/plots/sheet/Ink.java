package org.hafnia.service.plots.sheet;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.util.ShapeUtils;

/**
 * How a series is told from others: a colour of Okabe and Ito, safe for the colour-blind, and, for
 * prints without colours, a dash and a marker.
 */
@SuppressWarnings("ImmutableEnumChecker") // What it holds is set once and never handed out.
public enum Ink {
  BLUE(0x0072B2, new Ellipse2D.Double(-3, -3, 6, 6)),
  VERMILION(0xD55E00, new Rectangle2D.Double(-2.8, -2.8, 5.6, 5.6), 6, 3),
  GREEN(0x009E73, ShapeUtils.createUpTriangle(3.4f), 2, 2),
  PURPLE(0xCC79A7, ShapeUtils.createDiamond(3.8f), 9, 3, 2, 3),
  ORANGE(0xE69F00, ShapeUtils.createDownTriangle(3.4f), 4, 2),
  SKY(0x56B4E9, ShapeUtils.createRegularCross(3.4f, 1.1f), 12, 3),
  BLACK(0x333333, ShapeUtils.createDiagonalCross(3, 1), 1, 2),
  YELLOW(0xC9B400, new Rectangle2D.Double(-3.6, -1.6, 7.2, 3.2), 6, 2, 1, 2);

  private static final int VEIL = 56;
  private static final int CLOUD = 150;
  private static final int TRACE = 200;
  private static final float WIDTH = 2;
  private static final float THIN = 1.2f;
  private static final float FINE = 0.9f;

  private final Color colour;
  private final Shape marker;
  private final float[] dash;

  Ink(int colour, Shape marker, float... dash) {
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

  Shape marker() {
    return marker;
  }

  BasicStroke stroke() {
    return dash.length == 0
        ? new BasicStroke(WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
        : new BasicStroke(WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
  }

  /** The colour of one point of a cloud. */
  Color cloud() {
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), CLOUD);
  }

  /** The colour of a thin line among others. */
  Color trace() {
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), TRACE);
  }

  /** A bar with an arrow down from it: "at most". */
  static Shape limit() {
    var arrow = new Path2D.Double();
    arrow.moveTo(-4, 0);
    arrow.lineTo(4, 0);
    arrow.moveTo(0, 0);
    arrow.lineTo(0, 11);
    arrow.moveTo(-2.6, 7.4);
    arrow.lineTo(0, 11);
    arrow.lineTo(2.6, 7.4);
    return arrow;
  }

  static Shape dot() {
    return new Ellipse2D.Double(-1.6, -1.6, 3.2, 3.2);
  }

  static Shape largeDot() {
    return new Ellipse2D.Double(-2.2, -2.2, 4.4, 4.4);
  }

  static BasicStroke fine() {
    return new BasicStroke(FINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
  }

  static BasicStroke thin() {
    return new BasicStroke(THIN, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
  }
}
