package org.hafnia.simulator.dataset.formats;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.formats.ImageFolders.Size;
import org.jspecify.annotations.Nullable;

/** The pixels of images of one size, as they are added; colour by colour, row by row. */
final class ImagePixels {

  private static final int COLOURS = 3;

  /** The largest image that is decoded, to be made smaller: 64 million pixels. */
  private static final long MOST_PIXELS = 64L << 20;

  private static final long MOST_BYTES = 1L << 30;

  private final int count;
  private final Optional<Size> resize;
  private @Nullable Size size;
  private byte[] colours = new byte[0];
  private boolean grey = true;
  private int filled;

  ImagePixels(int count, Optional<Size> resize) {
    this.count = count;
    this.resize = resize;
  }

  /** Decodes one image; its header is looked at before memory is taken for it. */
  void add(String file, InputStream in) throws IOException {
    var image = resized(decoded(file, in));
    var found = new Size(image.getHeight(), image.getWidth());
    if (size == null) {
      start(file, found);
    } else if (!size.equals(found)) {
      throw new DatasetProblem(
          file,
          "its header",
          text(found),
          "%s as the first image, or a size to bring all to (resize)".formatted(text(size)));
    }
    int plane = found.rows() * found.columns();
    int start = filled * COLOURS * plane;
    int[] row = new int[found.columns()];
    for (int y = 0; y < found.rows(); y++) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      for (int x = 0; x < row.length; x++) {
        put(row[x], start + y * row.length + x, plane);
      }
    }
    filled++;
  }

  Size size() {
    return size == null ? new Size(1, 1) : size;
  }

  boolean isGrey() {
    return grey;
  }

  byte[] colours() {
    return Arrays.copyOf(colours, filled * COLOURS * size().rows() * size().columns());
  }

  /** One plane of each image: all three are equal. */
  byte[] grey() {
    int plane = size().rows() * size().columns();
    byte[] levels = new byte[filled * plane];
    for (int i = 0; i < filled; i++) {
      System.arraycopy(colours, i * COLOURS * plane, levels, i * plane, plane);
    }
    return levels;
  }

  private void start(String file, Size first) {
    long bytes = (long) count * COLOURS * first.rows() * first.columns();
    if (bytes > MOST_BYTES) {
      throw new DatasetProblem(
          file,
          "its header",
          "%d images of %s".formatted(count, text(first)),
          "at most %d bytes of pixels in all".formatted(MOST_BYTES));
    }
    size = first;
    colours = new byte[(int) bytes];
  }

  private void put(int rgb, int at, int plane) {
    byte red = (byte) (rgb >> 16);
    byte green = (byte) (rgb >> 8);
    byte blue = (byte) rgb;
    colours[at] = red;
    colours[at + plane] = green;
    colours[at + 2 * plane] = blue;
    grey &= red == green && green == blue;
  }

  private static BufferedImage decoded(String file, InputStream in) throws IOException {
    try (var stream = ImageIO.createImageInputStream(in)) {
      var readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        throw new DatasetProblem(file, 0, "no image", "PNG, JPEG, GIF or BMP");
      }
      var reader = readers.next();
      try {
        reader.setInput(stream);
        return levels(checked(file, reader).read(0));
      } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
        var problem =
            new DatasetProblem(
                file, 0, "a damaged image (%s)".formatted(e.getMessage()), "a whole one");
        problem.initCause(e);
        throw problem;
      } finally {
        reader.dispose();
      }
    }
  }

  /**
   * Grey levels as they are in the file: Java takes them for linear light and would bend them on
   * the way to RGB.
   */
  private static BufferedImage levels(BufferedImage image) {
    var raster = image.getRaster();
    if (image.getColorModel() instanceof IndexColorModel || raster.getNumBands() > 2) {
      return image;
    }
    int shift = image.getColorModel().getComponentSize(0) - Byte.SIZE;
    var plain = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int sample = raster.getSample(x, y, 0);
        int level = shift >= 0 ? sample >> shift : sample << -shift;
        plain.setRGB(x, y, level << 16 | level << 8 | level);
      }
    }
    return plain;
  }

  private static ImageReader checked(String file, ImageReader reader) throws IOException {
    long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
    if (pixels > MOST_PIXELS) {
      throw new DatasetProblem(
          file, "its header", pixels + " pixels", "at most %d".formatted(MOST_PIXELS));
    }
    return reader;
  }

  private BufferedImage resized(BufferedImage image) {
    if (resize.isEmpty()) {
      return image;
    }
    var wanted = resize.get();
    var target = new BufferedImage(wanted.columns(), wanted.rows(), BufferedImage.TYPE_INT_RGB);
    var graphics = target.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      graphics.drawImage(image, 0, 0, wanted.columns(), wanted.rows(), null);
    } finally {
      graphics.dispose();
    }
    return target;
  }

  private static String text(Size size) {
    return "%d x %d pixels".formatted(size.rows(), size.columns());
  }
}
