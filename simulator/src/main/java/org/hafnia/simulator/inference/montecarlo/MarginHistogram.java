package org.hafnia.simulator.inference.montecarlo;

import java.util.List;

/**
 * How clearly images were classified: the logit of the true class less the largest other one, in
 * units of the logits; above 0 for those classified rightly. All points of an evaluation have the
 * same bins.
 *
 * @param low lower edge of the first bin; what lies below is counted there
 * @param width of a bin
 * @param counts images times draws of each bin; what lies above the last is counted there
 */
public record MarginHistogram(double low, double width, List<Long> counts) {

  public MarginHistogram {
    counts = List.copyOf(counts);
  }
}
