package org.hafnia.service.plots;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.function.Consumer;

/** Writes SVG 1.1. */
final class SvgSurface implements Surface {

  private static final int REPLACEMENT = 0xFFFD;

  private final StringBuilder out = new StringBuilder();

  private SvgSurface() {}

  static byte[] draw(Consumer<Surface> drawing) {
    var surface = new SvgSurface();
    surface.add(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                + " viewBox=\"0 0 %d %d\" font-family=\"DejaVu Sans, Verdana, sans-serif\">",
            WIDTH,
            HEIGHT,
            WIDTH,
            HEIGHT));
    surface.add(
        String.format(
            Locale.ROOT, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, HEIGHT));
    drawing.accept(surface);
    surface.add("</svg>");
    return surface.out.toString().getBytes(UTF_8);
  }

  @Override
  public void line(double[] x, double[] y, Stroke stroke) {
    add(
        String.format(
            Locale.ROOT,
            "<polyline points=\"%s\" fill=\"none\" stroke=\"#%06x\" stroke-width=\"%.2f\""
                + " stroke-linejoin=\"round\"%s/>",
            points(x, y),
            stroke.colour(),
            stroke.width(),
            stroke.dashed() ? " stroke-dasharray=\"6 3\"" : ""));
  }

  @Override
  public void area(double[] x, double[] y, int colour, double opacity) {
    add(
        String.format(
            Locale.ROOT,
            "<polygon points=\"%s\" fill=\"#%06x\" fill-opacity=\"%.2f\"/>",
            points(x, y),
            colour,
            opacity));
  }

  @Override
  public void dot(double x, double y, double radius, int colour) {
    add(
        String.format(
            Locale.ROOT,
            "<circle cx=\"%.2f\" cy=\"%.2f\" r=\"%.2f\" fill=\"#%06x\"/>",
            x,
            y,
            radius,
            colour));
  }

  @Override
  public void text(String text, double x, double y, Lettering lettering) {
    add(
        String.format(
            Locale.ROOT,
            "<text x=\"%.2f\" y=\"%.2f\" font-size=\"%d\" text-anchor=\"%s\" fill=\"#%06x\"%s%s>"
                + "%s</text>",
            x,
            y,
            lettering.size(),
            lettering.anchor().name().toLowerCase(Locale.ROOT),
            Frame.INK,
            lettering.bold() ? " font-weight=\"bold\"" : "",
            lettering.upward()
                ? String.format(Locale.ROOT, " transform=\"rotate(-90 %.2f %.2f)\"", x, y)
                : "",
            escaped(text)));
  }

  private void add(String element) {
    out.append(element).append('\n');
  }

  private static String points(double[] x, double[] y) {
    var points = new StringBuilder();
    for (int i = 0; i < x.length; i++) {
      points.append(i == 0 ? "" : " ").append(round(x[i])).append(',').append(round(y[i]));
    }
    return points.toString();
  }

  private static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }

  /** Titles are users' words: markup is escaped, what XML cannot hold is replaced. */
  private static String escaped(String text) {
    var escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                default -> escaped.appendCodePoint(isXml(c) ? c : REPLACEMENT);
              }
            });
    return escaped.toString();
  }

  private static boolean isXml(int c) {
    return (c >= 0x20 && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE) || c >= 0x10000;
  }
}
