package org.hafnia.service.plots;

/** A picture of a result, drawn anew on each call; safe for any number of threads. */
public sealed interface Plot permits AccuracyPlot, ResistancePlot {

  /** 1200 x 800 pixels: the SVG at twice its size. Needs a font on the machine. */
  byte[] png();

  /** 600 x 400 units, text kept as text, UTF-8. Needs no font here. */
  byte[] svg();
}
