package org.hafnia.service.plots.sheet;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.hafnia.service.plots.axes.Axis;
import org.hafnia.service.plots.axes.Axis.Ends;
import org.hafnia.service.plots.sheet.Sheet.Lie;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.annotations.XYPolygonAnnotation;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.DefaultIntervalXYDataset;
import org.jfree.data.xy.DefaultXYDataset;

/** Lays a sheet out with JFreeChart. */
final class Drawing {

  private static final Color INK = new Color(0x333333);
  private static final Color GRID = new Color(0xE2E2E2);
  private static final Color MINOR = new Color(0xF1F1F1);

  /** Behind images, whose palettes pass through white. */
  private static final Color BLANK = new Color(0xC8C8C8);

  /** Characters of a title from which it is written smaller. */
  private static final int LONG_TITLE = 60;

  /** Share of the height that the arrow of a limit needs. */
  private static final double ROOM_OF_ARROW = 0.045;

  /** Points nearer than this share of an axis are drawn once. */
  private static final double FINEST = 1.0 / 300;

  private final XYPlot plot = new XYPlot();
  private final LegendItemCollection legend = new LegendItemCollection();
  private final Ends across;
  private final Ends up;
  private int layers;

  /** The ends of both axes, in places. */
  record Ranges(Ends across, Ends up) {}

  Drawing(Axis x, Axis y, Ranges ranges) {
    across = ranges.across();
    up = ranges.up();
    plot.setDomainAxis(new TickedAxis(x, across));
    plot.setRangeAxis(new TickedAxis(y, up));
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinePaint(GRID);
    plot.setRangeGridlinePaint(GRID);
    plot.setDomainGridlineStroke(new BasicStroke(1));
    plot.setRangeGridlineStroke(new BasicStroke(1));
    plot.setDomainMinorGridlinesVisible(true);
    plot.setRangeMinorGridlinesVisible(true);
    plot.setDomainMinorGridlinePaint(MINOR);
    plot.setRangeMinorGridlinePaint(MINOR);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    // Areas hang on it: behind all series.
    plot.setRenderer(layers++, new XYLineAndShapeRenderer());
  }

  void add(Series series) {
    switch (series.style()) {
      case LINE, MARKED, POINTS, OPEN, DOTS, TRACE -> points(series);
      case LIMITS -> limits(series);
      case AREA -> area(series);
      case ERROR_BARS -> errorBars(series);
    }
  }

  private void points(Series series) {
    var pen = Pen.of(series);
    var renderer = new XYLineAndShapeRenderer(pen.line(), pen.marked());
    renderer.setDrawSeriesLineAsPath(true);
    renderer.setSeriesPaint(0, pen.colour());
    renderer.setSeriesStroke(0, pen.stroke());
    renderer.setSeriesShape(0, pen.marker());
    renderer.setSeriesOutlineStroke(0, Ink.thin());
    renderer.setUseFillPaint(true);
    renderer.setSeriesFillPaint(0, pen.fill());
    renderer.setDrawOutlines(pen.outlined());
    var set = new DefaultXYDataset();
    set.addSeries(series.name(), pen.line() ? numbers(series.x(), series.y()) : thinned(series));
    plot.setDataset(layers, set);
    plot.setRenderer(layers++, renderer);
    explain(series, pen.alone(series));
  }

  /** What lies below the axis is at most as high as its end. */
  private void limits(Series series) {
    double least = up.low() + ROOM_OF_ARROW * (up.high() - up.low());
    double[] shown = series.y().stream().mapToDouble(top -> top >= least ? top : least).toArray();
    var pen = Pen.of(series);
    var renderer = new XYLineAndShapeRenderer(false, true);
    renderer.setSeriesPaint(0, pen.colour());
    renderer.setSeriesShape(0, pen.marker());
    renderer.setDefaultShapesFilled(false);
    renderer.setSeriesOutlineStroke(0, pen.stroke());
    var set = new DefaultXYDataset();
    set.addSeries(series.name(), new double[][] {numbers(series.x()), shown});
    plot.setDataset(layers, set);
    plot.setRenderer(layers++, renderer);
    explain(series, pen.alone(series));
  }

  private double[][] thinned(Series series) {
    var places = new LinkedHashSet<List<Long>>();
    var x = new ArrayList<Double>();
    var y = new ArrayList<Double>();
    for (int i = 0; i < series.x().size(); i++) {
      long column = Math.round(across.share(series.x().get(i)) / FINEST);
      long row = Math.round(up.share(series.y().get(i)) / FINEST);
      if (places.add(List.of(column, row))) {
        x.add(series.x().get(i));
        y.add(series.y().get(i));
      }
    }
    return numbers(x, y);
  }

  private void area(Series series) {
    double[][] outline = numbers(series.x(), series.y());
    double[] around =
        IntStream.range(0, outline[0].length)
            .filter(i -> Double.isFinite(outline[0][i]) && Double.isFinite(outline[1][i]))
            .mapToObj(i -> new double[] {outline[0][i], outline[1][i]})
            .flatMapToDouble(Arrays::stream)
            .toArray();
    if (around.length >= 6) {
      var polygon = new XYPolygonAnnotation(around, null, null, series.ink().veil());
      plot.getRenderer(0).addAnnotation(polygon, Layer.BACKGROUND);
    }
    if (!series.name().isEmpty()) {
      var swatch = new Rectangle2D.Double(-9, -5, 18, 10);
      var item = new LegendItem(Words.drawable(series.name()), series.ink().veil());
      item.setShape(swatch);
      legend.add(item);
    }
  }

  private void errorBars(Series series) {
    double[] x = numbers(series.x());
    double[] low = numbers(series.low());
    double[] high = numbers(series.high());
    // What has no place on the axis, zero on a logarithmic one, reaches down to its end.
    for (int i = 0; i < low.length; i++) {
      low[i] = Double.isNaN(low[i]) ? up.low() : low[i];
    }
    var renderer = new XYErrorRenderer();
    renderer.setDefaultShapesVisible(false);
    renderer.setDrawXError(false);
    renderer.setErrorPaint(series.ink().colour());
    renderer.setErrorStroke(Ink.thin());
    var set = new DefaultIntervalXYDataset();
    set.addSeries("", new double[][] {x, x, x, high, low, high});
    plot.setDataset(layers, set);
    plot.setRenderer(layers++, renderer);
  }

  /** A line across everything at one place, with a label on it. */
  void rule(String label, double place, Lie lie) {
    var marker = new ValueMarker(place, INK, Ink.thin());
    marker.setAlpha(1);
    marker.setLabel(Words.drawable(label));
    marker.setLabelFont(new Font(Canvas.FONT, Font.PLAIN, 11));
    marker.setLabelPaint(INK);
    marker.setLabelBackgroundColor(new Color(255, 255, 255, 200));
    boolean low = lie == Lie.FROM_BELOW;
    marker.setLabelAnchor(low ? RectangleAnchor.BOTTOM_RIGHT : RectangleAnchor.TOP_RIGHT);
    marker.setLabelTextAnchor(
        switch (lie) {
          case ACROSS -> TextAnchor.BOTTOM_RIGHT;
          case UPRIGHT -> TextAnchor.TOP_LEFT;
          case FROM_BELOW -> TextAnchor.BOTTOM_LEFT;
        });
    if (lie == Lie.ACROSS) {
      plot.addRangeMarker(marker);
    } else {
      plot.addDomainMarker(marker);
    }
  }

  void image(Image image) {
    var renderer = new XYBlockRenderer();
    renderer.setPaintScale(image.colours().scale());
    renderer.setBlockWidth(image.width());
    renderer.setBlockHeight(image.height());
    plot.setDataset(layers, image.cells());
    plot.setRenderer(layers++, renderer);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinesVisible(false);
    plot.setDomainMinorGridlinesVisible(false);
    plot.setRangeMinorGridlinesVisible(false);
    plot.setBackgroundPaint(BLANK);
  }

  private void explain(Series series, Pen pen) {
    if (series.name().isEmpty()) {
      return;
    }
    legend.add(
        new LegendItem(
            Words.drawable(series.name()),
            null,
            null,
            null,
            pen.marked(),
            pen.marker(),
            pen.filled(),
            pen.fill(),
            pen.outlined(),
            pen.colour(),
            Ink.thin(),
            pen.line(),
            new Line2D.Double(-13, 0, 13, 0),
            pen.stroke(),
            pen.colour()));
  }

  XYPlot plot() {
    return plot;
  }

  JFreeChart chart(String title, List<Image> images) {
    plot.setFixedLegendItems(legend);
    var font = new Font(Canvas.FONT, Font.BOLD, title.length() > LONG_TITLE ? 12 : 14);
    var chart = new JFreeChart(Words.drawable(title), font, plot, legend.getItemCount() > 0);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(4, 4, 4, 14));
    chart.getTitle().setPaint(INK);
    chart.getTitle().setMaximumLinesToDisplay(3);
    if (chart.getLegend() != null) {
      chart.getLegend().setItemFont(new Font(Canvas.FONT, Font.PLAIN, 12));
      chart.getLegend().setItemPaint(INK);
      chart.getLegend().setFrame(BlockBorder.NONE);
    }
    images.forEach(image -> chart.addSubtitle(bar(image.colours())));
    return chart;
  }

  private static PaintScaleLegend bar(Sheet.Colours colours) {
    var axis =
        new TickedAxis(Axis.linear(colours.label()), new Ends(colours.low(), colours.high()));
    var bar = new PaintScaleLegend(colours.scale(), axis);
    bar.setPosition(RectangleEdge.RIGHT);
    bar.setMargin(new RectangleInsets(30, 8, 40, 4));
    bar.setAxisLocation(AxisLocation.BOTTOM_OR_RIGHT);
    bar.setStripWidth(14);
    bar.setSubdivisionCount(128);
    bar.setBackgroundPaint(Color.WHITE);
    return bar;
  }

  private static double[] numbers(List<Double> places) {
    return places.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double[][] numbers(List<Double> x, List<Double> y) {
    return new double[][] {numbers(x), numbers(y)};
  }
}
