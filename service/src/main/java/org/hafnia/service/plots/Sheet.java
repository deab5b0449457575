package org.hafnia.service.plots;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The look that all plots share, on XChart; colours of Okabe and Ito, safe for the colour-blind.
 */
final class Sheet {

  /** Pattern of an axis that counts; XChart sets ticks so that no label occurs twice. */
  static final String WHOLE = "#,##0";

  static final Color BLUE = new Color(0x0072B2);
  static final Color VERMILION = new Color(0xD55E00);

  private static final int WIDTH = 600;
  private static final int HEIGHT = 400;
  private static final int PNG_SCALE = 2;
  private static final int LONGEST_TITLE = 64;
  private static final int VEIL = 56;
  private static final Color INK = new Color(0x333333);
  private static final Color GRID = new Color(0xE2E2E2);
  private static final BasicStroke SOLID = new BasicStroke(2);
  private static final BasicStroke DASHED =
      new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {6, 3}, 0);

  private final XYChart chart = new XYChart(WIDTH, HEIGHT);
  private int lines;

  Sheet(String title, String x, String y) {
    chart.setTitle(
        title.length() > LONGEST_TITLE ? title.substring(0, LONGEST_TITLE - 1) + "…" : title);
    chart.setXAxisTitle(x);
    chart.setYAxisTitle(y);
    var style = chart.getStyler();
    style.setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE);
    style.setChartFontColor(INK).setChartTitleBoxVisible(false);
    style.setChartTitleFont(font(Font.BOLD, 14)).setPlotBorderVisible(false);
    style.setLegendFont(font(Font.PLAIN, 12)).setLegendBorderColor(Color.WHITE);
    style.setLegendPosition(LegendPosition.OutsideS);
    style.setLegendLayout(LegendLayout.Horizontal);
    style.setAxisTitleFont(font(Font.PLAIN, 13)).setAxisTickLabelsFont(font(Font.PLAIN, 11));
    style.setPlotGridLinesColor(GRID).setPlotGridLinesStroke(new BasicStroke(1));
    style.setLocale(Locale.ROOT);
  }

  XYStyler style() {
    return chart.getStyler();
  }

  /** A line; the second of two is dashed, so that a print without colours tells them apart. */
  void line(String name, double[] x, double[] y, Color colour) {
    var series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.NONE).setLineColor(colour);
    series.setLineStyle(lines == 0 ? SOLID : DASHED);
    lines++;
    if (x.length == 1) {
      series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(colour);
    }
  }

  /** A translucent area, its outline walked once around; not in the legend. */
  void area(String name, double[] x, double[] y, Color colour) {
    var series = chart.addSeries(name, x, y);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea).setShowInLegend(false);
    series.setFillColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), VEIL));
    series.setMarker(SeriesMarkers.NONE).setLineColor(new Color(0, true));
  }

  byte[] png() {
    var image =
        new BufferedImage(PNG_SCALE * WIDTH, PNG_SCALE * HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.scale(PNG_SCALE, PNG_SCALE);
    chart.paint(graphics, WIDTH, HEIGHT);
    graphics.dispose();
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException impossibleInMemory) {
      throw new UncheckedIOException(impossibleInMemory);
    }
    return out.toByteArray();
  }

  byte[] svg() {
    var graphics = new VectorGraphics2D();
    chart.paint(graphics, WIDTH, HEIGHT);
    var out = new ByteArrayOutputStream();
    try {
      new SVGProcessor()
          .getDocument(graphics.getCommands(), new PageSize(WIDTH, HEIGHT))
          .writeTo(out);
    } catch (IOException impossibleInMemory) {
      throw new UncheckedIOException(impossibleInMemory);
    }
    return out.toByteArray();
  }

  private static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }
}
