package org.hafnia.service.plots.sheet;

import java.awt.Color;
import java.awt.Paint;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.renderer.PaintScale;

/** Colours for values between two ends; lightness rises or falls steadily, hue does not matter. */
@SuppressWarnings("ImmutableEnumChecker") // What it holds is set once and never handed out.
public enum Palette {
  /** From little to much. */
  SEQUENTIAL(0x00204D, 0x31446B, 0x666970, 0x958F78, 0xCBBA69, 0xFFEA46),
  /** From one sign through zero to the other. */
  DIVERGING(0x0072B2, 0x7FB8D8, 0xF7F7F7, 0xEAAE7F, 0xD55E00);

  private static final Color NONE = new Color(0, true);

  private final List<Color> anchors;

  Palette(int... anchors) {
    this.anchors = Arrays.stream(anchors).mapToObj(Color::new).toList();
  }

  /** The colours over a range of values, for JFreeChart; NaN has none. */
  PaintScale between(double low, double high) {
    return new PaintScale() {
      @Override
      public double getLowerBound() {
        return low;
      }

      @Override
      public double getUpperBound() {
        return high;
      }

      @Override
      public Paint getPaint(double value) {
        return Double.isNaN(value) ? NONE : at((value - low) / (high - low));
      }
    };
  }

  /** The colour at a share of the way, 0 to 1. */
  Color at(double share) {
    double place = Math.clamp(share, 0.0, 1.0) * (anchors.size() - 1);
    int below = Math.min((int) place, anchors.size() - 2);
    double part = place - below;
    var from = anchors.get(below);
    var to = anchors.get(below + 1);
    return new Color(
        mixed(from.getRed(), to.getRed(), part),
        mixed(from.getGreen(), to.getGreen(), part),
        mixed(from.getBlue(), to.getBlue(), part));
  }

  private static int mixed(int from, int to, double part) {
    return (int) Math.round(from + part * (to - from));
  }
}
