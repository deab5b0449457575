package org.hafnia.service.datasets.preview;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.Encoding;
import org.hafnia.simulator.dataset.Samples;

/** An image, each pixel as a square, with its class below. */
final class ImageTile implements PreviewSheet.Tile {

  private static final int LEAST_SIDE = 72;
  private static final int LEAST_WIDTH = 94;
  private static final int LABEL = 16;
  private static final int COLOURS = 3;

  private final Dataset set;
  private final Samples samples;
  private final int channels;
  private final int rows;
  private final int columns;
  private final int zoom;

  ImageTile(Dataset set) {
    this.set = set;
    this.samples = set.train();
    int[] shape = samples.shape();
    this.channels = shape.length == COLOURS ? shape[0] : 1;
    this.rows = shape[shape.length - 2];
    this.columns = shape[shape.length - 1];
    this.zoom = Math.max(1, LEAST_SIDE / Math.max(rows, columns));
  }

  @Override
  public int width() {
    return Math.max(columns * zoom, LEAST_WIDTH);
  }

  @Override
  public int height() {
    return rows * zoom + LABEL;
  }

  @Override
  public int perRow() {
    return Math.clamp(1100 / width(), 1, 10);
  }

  @Override
  public void draw(Graphics2D graphics, int sample) {
    var image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
    var range = Range.of(samples, sample);
    int plane = rows * columns;
    for (int p = 0; p < plane; p++) {
      int rgb = 0;
      for (int c = 0; c < COLOURS; c++) {
        int channel = channels == COLOURS ? c : 0;
        rgb = rgb << Byte.SIZE | level(samples.value(sample, channel * plane + p), range);
      }
      int row = p / columns;
      image.setRGB(p % columns, row, rgb);
    }
    graphics.drawImage(image, 0, 0, columns * zoom, rows * zoom, null);
    graphics.setColor(Color.BLACK);
    graphics.drawString(set.className(samples.label(sample)), 0, rows * zoom + LABEL - 4);
  }

  /** Bytes are drawn as they are, other numbers between the least and the largest of the image. */
  private int level(float value, Range range) {
    float share =
        samples.encoding() == Encoding.UNSIGNED_BYTES
            ? value
            : (value - range.least()) / range.width();
    return Math.round(255 * Math.clamp(share, 0f, 1f));
  }
}
