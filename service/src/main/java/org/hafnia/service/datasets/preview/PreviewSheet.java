package org.hafnia.service.datasets.preview;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.random.RandomStream;

/** Draws some of the samples to train on, each with its class, chosen by a seed. */
public final class PreviewSheet {

  private static final int TITLE = 26;
  private static final int MARGIN = 10;
  private static final int MOST_CLASSES = 256;
  private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
  private static final Font HEADING = new Font(Font.SANS_SERIF, Font.BOLD, 13);

  private PreviewSheet() {}

  /** How one sample is drawn: its size, and how many stand in a row. */
  interface Tile {

    int width();

    int height();

    int perRow();

    /** Draws sample i with its label into the rectangle at the origin of the graphics. */
    void draw(Graphics2D graphics, int sample);
  }

  /** So many samples where nobody asks for another number. */
  public static int usual(Samples samples) {
    return isImage(samples) ? 40 : samples.channels() > 1 ? 4 : 18;
  }

  /** A picture in PNG. */
  public static byte[] png(Dataset set, int samples, long seed) {
    var train = set.train();
    int count = Math.min(samples, train.count());
    int[] order = chosen(train, seed);
    var tile = isImage(train) ? new ImageTile(set) : new TraceTile(set);
    int columns = Math.min(tile.perRow(), count);
    int rows = Math.ceilDiv(count, columns);
    var sheet =
        new BufferedImage(
            Math.max(columns * (tile.width() + MARGIN) + MARGIN, 420),
            rows * (tile.height() + MARGIN) + MARGIN + TITLE,
            BufferedImage.TYPE_INT_RGB);
    var graphics = sheet.createGraphics();
    try {
      prepare(graphics, sheet, set, count);
      for (int k = 0; k < count; k++) {
        int row = k / columns;
        int x = MARGIN + k % columns * (tile.width() + MARGIN);
        int y = TITLE + MARGIN + row * (tile.height() + MARGIN);
        var inside = (Graphics2D) graphics.create(x, y, tile.width(), tile.height());
        tile.draw(inside, order[k]);
        inside.dispose();
      }
    } finally {
      graphics.dispose();
    }
    return encoded(sheet);
  }

  /** All samples by chance, but the classes in turn: rare ones are to be seen as well. */
  private static int[] chosen(Samples train, long seed) {
    int[] order = RandomStream.of(seed, "preview", 0).permutation(train.count(), 0);
    int[] seen = new int[MOST_CLASSES];
    long[] ranked = new long[order.length];
    for (int k = 0; k < order.length; k++) {
      int turn = seen[train.label(order[k])]++;
      ranked[k] = (long) turn << Integer.SIZE | k;
    }
    Arrays.sort(ranked);
    return Arrays.stream(ranked).mapToInt(rank -> order[(int) rank]).toArray();
  }

  private static void prepare(Graphics2D graphics, BufferedImage sheet, Dataset set, int count) {
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.BLACK);
    graphics.setFont(HEADING);
    graphics.drawString(
        "%s: %d of %d samples to train on".formatted(set.name(), count, set.train().count()),
        MARGIN,
        TITLE - 6);
    graphics.setFont(TEXT);
  }

  private static boolean isImage(Samples samples) {
    int[] shape = samples.shape();
    return shape.length == 3 || (shape.length == 2 && samples.channels() == 1 && shape[0] > 1);
  }

  private static byte[] encoded(BufferedImage sheet) {
    var png = new ByteArrayOutputStream();
    try {
      ImageIO.write(sheet, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return png.toByteArray();
  }
}
