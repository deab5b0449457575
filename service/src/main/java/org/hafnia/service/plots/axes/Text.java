package org.hafnia.service.plots.axes;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;

/** Text as outlines, so that it looks the same everywhere. */
public enum Text {
  TITLE(Font.BOLD, 14),
  AXIS(Font.PLAIN, 13),
  LEGEND(Font.PLAIN, 12),
  LABEL(Font.PLAIN, 11);

  public static final Color INK = new Color(0x333333);

  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);
  private static final BasicStroke HALO =
      new BasicStroke(3, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

  @SuppressWarnings("ImmutableEnumChecker") // No method of ours or of it changes a font.
  private final Font font;

  Text(int style, int size) {
    this.font = new Font(Font.SANS_SERIF, style, size);
  }

  public double width(String text) {
    return font.createGlyphVector(CONTEXT, text).getLogicalBounds().getWidth();
  }

  /** The text, or as much of its beginning as the width holds. */
  public String fitted(String text, double width) {
    if (width(text) <= width) {
      return text;
    }
    int length = text.length();
    while (length > 0 && width(text.substring(0, length) + "…") > width) {
      length--;
    }
    return text.substring(0, length).strip() + "…";
  }

  /**
   * Writes on a line.
   *
   * @param anchor what of the text is at x: 0 its beginning, 1 its end
   * @param y of the base line
   */
  public void write(Graphics2D graphics, String text, double x, double y, double anchor) {
    graphics.setColor(INK);
    graphics.fill(moved(text, anchor, AffineTransform.getTranslateInstance(x, y)));
  }

  /** Writes upwards, its base line at x. */
  public void writeUp(Graphics2D graphics, String text, double x, double y, double anchor) {
    graphics.setColor(INK);
    graphics.fill(moved(text, anchor, up(x, y)));
  }

  /** Writes on a line over whatever is there. */
  public void writeOver(Graphics2D graphics, String text, double x, double y, double anchor) {
    over(graphics, moved(text, anchor, AffineTransform.getTranslateInstance(x, y)));
  }

  /** Writes upwards over whatever is there. */
  public void writeUpOver(Graphics2D graphics, String text, double x, double y, double anchor) {
    over(graphics, moved(text, anchor, up(x, y)));
  }

  private static void over(Graphics2D graphics, Shape outline) {
    graphics.setColor(Color.WHITE);
    graphics.setStroke(HALO);
    graphics.draw(outline);
    graphics.setColor(INK);
    graphics.fill(outline);
  }

  private static AffineTransform up(double x, double y) {
    var transform = AffineTransform.getTranslateInstance(x, y);
    transform.rotate(-Math.PI / 2);
    return transform;
  }

  private Shape moved(String text, double anchor, AffineTransform transform) {
    transform.translate(-anchor * width(text), 0);
    return transform.createTransformedShape(font.createGlyphVector(CONTEXT, text).getOutline());
  }
}
