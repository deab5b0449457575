package org.hafnia.service.plots;

/** A picture of a result, drawn anew on each call; safe for any number of threads. */
public sealed interface Plot permits AccuracyPlot, ResistancePlot {

  /** 1200 x 800 pixels: the SVG at twice its size. */
  default byte[] png() {
    return sheet().png();
  }

  /** 600 x 400 units; text is drawn as outlines, so that it looks the same everywhere. */
  default byte[] svg() {
    return sheet().svg();
  }

  /** The chart itself, for this package. */
  Sheet sheet();
}
