package org.hafnia.service.plots;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.hafnia.service.plots.sheet.Ink;
import org.w3c.dom.Document;

/** Looks at pictures. */
public final class Pictures {

  public static final int WHITE = 0xFFFFFFFF;

  private Pictures() {}

  public static BufferedImage image(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  public static long inked(BufferedImage image) {
    return count(image, WHITE, false);
  }

  public static long pixels(BufferedImage image, Ink ink) {
    return count(image, ink.colour().getRGB(), true);
  }

  private static long count(BufferedImage image, int colour, boolean equal) {
    return IntStream.range(0, image.getHeight())
        .mapToLong(
            y ->
                IntStream.range(0, image.getWidth())
                    .filter(x -> (image.getRGB(x, y) == colour) == equal)
                    .count())
        .sum();
  }

  /** Without the DTD that the DOCTYPE names: no test needs the internet. */
  public static Document parse(byte[] svg) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg));
  }
}
