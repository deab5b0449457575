package org.hafnia.service.plots.sheet;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.hafnia.service.plots.axes.Axis;
import org.hafnia.service.plots.axes.Axis.Ends;
import org.hafnia.service.plots.axes.Scale.Tick;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** An axis of places, with ticks where our scales put them: JFreeChart has no probability axis. */
final class TickedAxis extends NumberAxis {

  private static final long serialVersionUID = 1L;
  private static final double ACROSS = 62;
  private static final double DOWN = 34;
  private static final Color INK = new Color(0x333333);

  private final transient Axis axis;
  private transient List<Tick> shown = List.of();

  TickedAxis(Axis axis, Ends ends) {
    super(Words.drawable(axis.title()));
    this.axis = axis;
    setAutoRange(false);
    setRange(ends.low(), ends.high());
    setLabelFont(new Font(Canvas.FONT, Font.PLAIN, 13));
    setTickLabelFont(new Font(Canvas.FONT, Font.PLAIN, 11));
    setLabelPaint(INK);
    setTickLabelPaint(INK);
    setAxisLinePaint(INK);
    setTickMarkPaint(INK);
  }

  /** What was written on the last drawing. */
  List<String> labels() {
    return shown.stream().map(Tick::label).filter(label -> !label.isEmpty()).toList();
  }

  @Override
  @SuppressWarnings("rawtypes") // As JFreeChart declares it.
  public List refreshTicks(
      Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
    boolean across = RectangleEdge.isTopOrBottom(edge);
    double room = across ? area.getWidth() / ACROSS : area.getHeight() / DOWN;
    var ends = new Ends(getLowerBound(), getUpperBound());
    shown =
        axis.ticks(ends, (int) room).stream()
            .filter(tick -> tick.place() >= ends.low() && tick.place() <= ends.high())
            .toList();
    boolean left = RectangleEdge.LEFT.equals(edge);
    var beside = left ? TextAnchor.CENTER_RIGHT : TextAnchor.CENTER_LEFT;
    var anchor = across ? TextAnchor.TOP_CENTER : beside;
    return shown.stream().map(tick -> tick(tick, anchor)).toList();
  }

  private static NumberTick tick(Tick tick, TextAnchor anchor) {
    var type = tick.label().isEmpty() ? TickType.MINOR : TickType.MAJOR;
    return new NumberTick(type, tick.place(), tick.label(), anchor, anchor, 0);
  }
}
