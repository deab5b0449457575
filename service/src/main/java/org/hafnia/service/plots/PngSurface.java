package org.hafnia.service.plots;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Paints pixels with Java 2D, which needs no display. */
final class PngSurface implements Surface {

  private static final int PIXELS_PER_UNIT = 2;
  private static final float[] DASHES = {6f, 3f};

  private final Graphics2D graphics;

  private PngSurface(Graphics2D graphics) {
    this.graphics = graphics;
  }

  static byte[] draw(Consumer<Surface> drawing) {
    var image =
        new BufferedImage(
            WIDTH * PIXELS_PER_UNIT, HEIGHT * PIXELS_PER_UNIT, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    try {
      prepare(graphics);
      drawing.accept(new PngSurface(graphics));
    } finally {
      graphics.dispose();
    }
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("writing a PNG to memory", e);
    }
    return bytes.toByteArray();
  }

  private static void prepare(Graphics2D graphics) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.scale(PIXELS_PER_UNIT, PIXELS_PER_UNIT);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
  }

  @Override
  public void line(double[] x, double[] y, Stroke stroke) {
    float @Nullable [] dashes = stroke.dashed() ? DASHES : null;
    graphics.setStroke(
        new BasicStroke(
            (float) stroke.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, dashes, 0f));
    graphics.setColor(new Color(stroke.colour()));
    graphics.draw(path(x, y));
  }

  @Override
  public void area(double[] x, double[] y, int colour, double opacity) {
    var before = graphics.getComposite();
    graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) opacity));
    graphics.setColor(new Color(colour));
    var path = path(x, y);
    path.closePath();
    graphics.fill(path);
    graphics.setComposite(before);
  }

  @Override
  public void dot(double x, double y, double radius, int colour) {
    graphics.setColor(new Color(colour));
    graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
  }

  @Override
  public void text(String text, double x, double y, Lettering lettering) {
    int style = lettering.bold() ? Font.BOLD : Font.PLAIN;
    graphics.setFont(new Font(Font.SANS_SERIF, style, lettering.size()));
    graphics.setColor(new Color(Frame.INK));
    double width = width(text);
    double shift =
        switch (lettering.anchor()) {
          case START -> 0;
          case MIDDLE -> -width / 2;
          case END -> -width;
        };
    var before = graphics.getTransform();
    graphics.translate(x, y);
    if (lettering.upward()) {
      graphics.rotate(-Math.PI / 2);
    }
    graphics.drawString(text, (float) shift, 0f);
    graphics.setTransform(before);
  }

  private double width(String text) {
    try {
      return graphics.getFontMetrics().getStringBounds(text, graphics).getWidth();
    } catch (RuntimeException | Error e) {
      // Java throws either, with a message about its inside, where the machine has no font.
      throw new IllegalStateException(
          "PNG plots need a font: install fontconfig and one, for example fonts-dejavu-core", e);
    }
  }

  private static Path2D path(double[] x, double[] y) {
    var path = new Path2D.Double();
    path.moveTo(x[0], y[0]);
    for (int i = 1; i < x.length; i++) {
      path.lineTo(x[i], y[i]);
    }
    return path;
  }
}
