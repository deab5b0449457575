package org.hafnia.service.datasets.preview;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.List;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.dataset.signals.LeadInversion;
import org.hafnia.simulator.dataset.signals.Montage;

/**
 * The channels of a sample over time, one below the other, on one scale, with their names where
 * they are known; of many channels every second, third, ... only.
 */
final class TraceTile implements PreviewSheet.Tile {

  private static final int MOST_TRACES = 16;
  private static final int LABEL = 18;
  private static final int NAME = 34;
  private static final Color TRACE = new Color(0x1f, 0x4e, 0x79);
  private static final Color LINE = new Color(0xdd, 0xdd, 0xdd);

  private final Dataset set;
  private final Samples samples;
  private final int channels;
  private final int length;
  private final int step;

  TraceTile(Dataset set) {
    this.set = set;
    this.samples = set.train();
    int[] shape = samples.shape();
    this.channels = shape.length == 1 ? 1 : shape[0];
    this.length = samples.features() / channels;
    this.step = Math.ceilDiv(channels, MOST_TRACES);
  }

  private boolean alone() {
    return channels == 1;
  }

  private int trace() {
    return alone() ? 84 : 30;
  }

  private int traces() {
    return Math.ceilDiv(channels, step);
  }

  @Override
  public int width() {
    return alone() ? 220 : 560;
  }

  @Override
  public int height() {
    return LABEL + traces() * trace();
  }

  @Override
  public int perRow() {
    return alone() ? 6 : 2;
  }

  @Override
  public void draw(Graphics2D graphics, int sample) {
    graphics.setColor(Color.BLACK);
    var group = samples.group(sample).map(id -> "   (" + id + ")").orElse("");
    graphics.drawString(set.className(samples.label(sample)) + group, 0, LABEL - 6);
    float widest = 0;
    for (int c = 0; c < channels; c += step) {
      widest = Math.max(widest, range(sample, c).width());
    }
    for (int k = 0; k < traces(); k++) {
      draw(graphics, sample, k * step, LABEL + k * trace(), widest);
    }
    graphics.setColor(LINE);
    graphics.drawRect(0, LABEL - 2, width() - 1, height() - LABEL + 1);
  }

  private void draw(Graphics2D graphics, int sample, int channel, int top, float widest) {
    int left = alone() ? 2 : NAME;
    var range = range(sample, channel);
    double middle = alone() ? (range.least() + range.largest()) / 2.0 : median(sample, channel);
    var path = new Path2D.Double();
    for (int t = 0; t < length; t++) {
      double x = left + (double) t / Math.max(1, length - 1) * (width() - left - 3);
      double value = samples.value(sample, channel * length + t) - middle;
      // One scale for all channels; overlapping the neighbours a little keeps small ones visible.
      double y = top + trace() / 2.0 - value / widest * trace() * (alone() ? 0.9 : 1.3);
      if (t == 0) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    graphics.setColor(Color.DARK_GRAY);
    graphics.drawString(name(channel), 3, top + trace() / 2 + 4);
    graphics.setColor(TRACE);
    graphics.setStroke(new BasicStroke(0.9f));
    graphics.draw(path);
  }

  /** Where most of a trace runs: so its name stands beside it, whatever its peaks. */
  private double median(int sample, int channel) {
    double[] sorted = new double[length];
    for (int t = 0; t < length; t++) {
      sorted[t] = samples.value(sample, channel * length + t);
    }
    Arrays.sort(sorted);
    return sorted[length / 2];
  }

  private Range range(int sample, int channel) {
    return Range.of(samples, sample, channel * length, (channel + 1) * length);
  }

  private String name(int channel) {
    List<String> names =
        switch (channels) {
          case LeadInversion.LEADS -> LeadInversion.LEAD_NAMES;
          case 64 -> Montage.NAMES;
          default -> List.of();
        };
    if (alone()) {
      return "";
    }
    return names.isEmpty() ? String.valueOf(channel + 1) : names.get(channel);
  }
}
