package org.hafnia.service.plots;

import org.hafnia.service.plots.sheet.Sheet;

/** A picture of a result, drawn anew on each call; safe for any number of threads. */
public interface Plot {

  /** 1200 x 800 pixels: the SVG at twice its size. */
  default byte[] png() {
    return sheet().png();
  }

  /** 600 x 400 units; text is drawn as outlines, so that it looks the same everywhere. */
  default byte[] svg() {
    return sheet().svg();
  }

  /** What is drawn. */
  Sheet sheet();
}
