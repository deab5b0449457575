package org.hafnia.service.measurements.plots;

import java.util.Arrays;

/**
 * Counts values in cells over x and y, so that medians and bands come from any number of rows.
 *
 * @param low of the first bin, or its logarithm
 * @param high of the last bin, or its logarithm
 */
record Bins(double low, double high, int count, boolean logarithmic) {

  /** Half the width of all bins together where all values are one, as a share of it. */
  private static final double ALONE = 0.05;

  static Bins of(double low, double high, int count, boolean logarithmic) {
    double from = logarithmic ? Math.log(low) : low;
    double to = logarithmic ? Math.log(high) : high;
    double alone = logarithmic || from == 0 ? ALONE : ALONE * Math.abs(from);
    double pad = to > from ? 0 : alone;
    return new Bins(from - pad, to + pad, count, logarithmic);
  }

  /** One bin for each whole number where there are few of them. */
  static Bins whole(double low, double high, int most) {
    double numbers = high - low + 1;
    return numbers <= most
        ? new Bins(low - 0.5, high + 0.5, (int) numbers, false)
        : of(low, high, most, false);
  }

  int bin(double value) {
    double place = ((logarithmic ? Math.log(value) : value) - low) / (high - low);
    return (int) Math.clamp(Math.floor(place * count), 0, count - 1.0);
  }

  double centre(int bin) {
    return at(bin + 0.5);
  }

  double edge(int bin) {
    return at(bin);
  }

  private double at(double bin) {
    double place = low + (high - low) * bin / count;
    return logarithmic ? Math.exp(place) : place;
  }

  double[] edges() {
    double[] edges = new double[count + 1];
    for (int i = 0; i <= count; i++) {
      edges[i] = edge(i);
    }
    return edges;
  }

  /** The value below which a share of the counts of all bins lies. */
  double quantile(long[] counts, double share) {
    double rank = share * Arrays.stream(counts).sum();
    double below = 0;
    for (int bin = 0; bin < count; bin++) {
      if (counts[bin] > 0 && below + counts[bin] >= rank) {
        return at(bin + (rank - below) / counts[bin]);
      }
      below += counts[bin];
    }
    return edge(count);
  }
}
