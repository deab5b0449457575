package org.hafnia.simulator.fitting.states;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.hafnia.simulator.device.states.StateLaw;
import org.hafnia.simulator.device.states.TailedLaw;

/**
 * Normal scores of the reads of one state under a law, summed up by cell; their variance between
 * and within cells by analysis of variance of unequally many reads per cell.
 */
final class Scores {

  /** A grid this fine interpolates scores to 1e-5, 200 times faster than inverting each. */
  private static final int GRID = 2000;

  private final double[] count;
  private final double[] mean;
  private final double[] square;

  Scores(List<Cell> cells, Level level, StateLaw law) {
    int n = cells.size();
    count = new double[n];
    mean = new double[n];
    square = new double[n];
    var score = scorer(cells, level, law);
    for (int c = 0; c < n; c++) {
      double[] z = Arrays.stream(cells.get(c).reads(level)).map(score).toArray();
      double average = Arrays.stream(z).average().orElse(Double.NaN);
      count[c] = z.length;
      mean[c] = average;
      square[c] = Arrays.stream(z).map(v -> (v - average) * (v - average)).sum();
    }
  }

  /** A quick normal score under that law, for the reads of these cells. */
  static DoubleUnaryOperator scorer(List<Cell> cells, Level level, StateLaw law) {
    if (!(law instanceof TailedLaw)) {
      return law::score;
    }
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (var cell : cells) {
      for (double x : cell.reads(level)) {
        least = Math.min(least, x);
        most = Math.max(most, x);
      }
    }
    double from = least;
    double step = Math.max(1e-12, (most - least) / GRID);
    double[] grid = new double[GRID + 1];
    for (int i = 0; i <= GRID; i++) {
      grid[i] = law.score(from + i * step);
    }
    return x -> {
      double place = Math.clamp((x - from) / step, 0, GRID);
      int i = Math.min((int) place, GRID - 1);
      return grid[i] + (place - i) * (grid[i + 1] - grid[i]);
    };
  }

  double count(int cell) {
    return count[cell];
  }

  double mean(int cell) {
    return mean[cell];
  }

  /** Sum of squares about the cell's mean. */
  double square(int cell) {
    return square[cell];
  }

  /** Variance within cells; NaN where no cell has two reads. */
  double within(int[] weights) {
    double sum = 0;
    double freedom = 0;
    for (int c = 0; c < count.length; c++) {
      sum += weights[c] * square[c];
      freedom += weights[c] * (count[c] - 1);
    }
    return sum / freedom;
  }

  /** Variance between the true means of cells, not below 0; NaN for a single cell. */
  double between(int[] weights) {
    double cells = Arrays.stream(weights).sum();
    double reads = 0;
    double squares = 0;
    for (int c = 0; c < count.length; c++) {
      reads += weights[c] * count[c];
      squares += weights[c] * count[c] * count[c];
    }
    double usual = (reads - squares / reads) / (cells - 1);
    double centre = mean(weights);
    double sum = 0;
    for (int c = 0; c < count.length; c++) {
      sum += weights[c] * count[c] * (mean[c] - centre) * (mean[c] - centre);
    }
    return Math.max(0, (sum / (cells - 1) - within(weights)) / usual);
  }

  /** Covariance of the cells' means with those of the other state. */
  double covariance(Scores other, int[] weights) {
    double cells = Arrays.stream(weights).sum();
    double mine = plain(weights);
    double others = other.plain(weights);
    double sum = 0;
    for (int c = 0; c < count.length; c++) {
      sum += weights[c] * (mean[c] - mine) * (other.mean[c] - others);
    }
    return sum / (cells - 1);
  }

  /** Slope of the cells' means over another number of theirs. */
  double slope(double[] other, int[] weights) {
    double mine = plain(weights);
    double over = 0;
    double under = 0;
    double others = 0;
    for (int c = 0; c < count.length; c++) {
      others += weights[c] * other[c];
    }
    others /= Arrays.stream(weights).sum();
    for (int c = 0; c < count.length; c++) {
      over += weights[c] * (mean[c] - mine) * (other[c] - others);
      under += weights[c] * (other[c] - others) * (other[c] - others);
    }
    return over / under;
  }

  /** Mean over reads. */
  private double mean(int[] weights) {
    double sum = 0;
    double reads = 0;
    for (int c = 0; c < count.length; c++) {
      sum += weights[c] * count[c] * mean[c];
      reads += weights[c] * count[c];
    }
    return sum / reads;
  }

  /** Mean over cells. */
  private double plain(int[] weights) {
    double sum = 0;
    for (int c = 0; c < count.length; c++) {
      sum += weights[c] * mean[c];
    }
    return sum / Arrays.stream(weights).sum();
  }
}
