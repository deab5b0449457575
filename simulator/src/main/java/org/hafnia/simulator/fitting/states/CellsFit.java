package org.hafnia.simulator.fitting.states;

import java.util.Arrays;
import java.util.List;
import org.hafnia.simulator.device.states.CellState;
import org.hafnia.simulator.device.states.LognormalLaw;
import org.hafnia.simulator.device.states.StateLaw;
import org.hafnia.simulator.device.states.TailedLaw;
import org.hafnia.simulator.fitting.states.laws.LawFit;
import org.hafnia.simulator.fitting.states.laws.Sample;
import org.hafnia.simulator.fitting.statistics.CutNormal;
import org.jspecify.annotations.Nullable;

/**
 * Fits cells of one class: first the law of all reads of each state, as if they were independent
 * (which leaves the estimate consistent), then how the normal scores under that law vary between
 * and within cells, and how they correlate between a cell's two states.
 */
final class CellsFit {

  /** Correlations nearer to 1 than this are not told from 1. */
  private static final double MOST_CORRELATED = 0.999;

  /** Between cells' scores, of squared deviations: what rounding alone leaves. */
  private static final double NO_VARIANCE = 1e-12;

  private final List<Cell> cells;
  private final Sample low;
  private final Sample high;
  private final LawFit lowFit;
  private final LawFit highFit;
  private final double limit;

  private final double[] windows;

  /**
   * Cells of one class and the word of their law.
   *
   * @param limit of the window that told these cells from bad ones; NaN where nothing did
   */
  CellsFit(List<Cell> cells, String word, double limit) {
    this.cells = cells;
    this.limit = limit;
    windows = cells.stream().mapToDouble(c -> c.mean(Level.HRS) - c.mean(Level.LRS)).toArray();
    low = sample(cells, Level.LRS);
    high = sample(cells, Level.HRS);
    lowFit = LawFit.of(word, low);
    highFit = LawFit.of(word, high);
  }

  /**
   * Cells of one class.
   *
   * @param rho correlation of a cell's scores in the two states
   */
  record Fitted(CellState low, CellState high, double rho) {}

  List<Cell> cells() {
    return cells;
  }

  /** Numbers of the two laws, their parts between cells, and the correlation. */
  int parameters() {
    return lowFit.parameters() + highFit.parameters() + 3;
  }

  /** Reads per state that the law needs at least; the data may have fewer. */
  int fewestReads() {
    return Math.max(lowFit.fewestReads(), highFit.fewestReads());
  }

  boolean hasEnoughReads() {
    return Math.min(low.size(), high.size()) >= fewestReads();
  }

  /** Every cell once. */
  Fitted fit() {
    int[] once = new int[cells.size()];
    Arrays.fill(once, 1);
    return fit(once, null);
  }

  /** Each cell as often as its weight says, starting from another fit. */
  Fitted fit(int[] weights, @Nullable Fitted near) {
    var lowLaw = lowFit.fit(low.sums(weights), near == null ? null : near.low().law());
    var highLaw = highFit.fit(high.sums(weights), near == null ? null : near.high().law());
    var lowScores = new Scores(cells, Level.LRS, lowLaw);
    var highScores = new Scores(cells, Level.HRS, highLaw);
    var cut = cut(lowLaw, weights);
    var lowParts = Parts.of(lowScores, windows, cut, weights);
    var highParts = Parts.of(highScores, windows, cut, weights);
    double covariance =
        lowScores.covariance(highScores, weights)
            + cut.widening() * lowParts.slope() * highParts.slope();
    return new Fitted(
        state(lowLaw, lowParts), state(highLaw, highParts), rho(covariance, lowParts, highParts));
  }

  /**
   * What was lost of the windows' spread by telling bad cells apart, and how far their mean moved.
   * For lognormal laws it is put back, as the cells' means are normal then; other laws describe the
   * good cells as they are.
   */
  private record Cut(double shift, double widening) {}

  private Cut cut(StateLaw law, int[] weights) {
    if (Double.isNaN(limit) || !(law instanceof LognormalLaw) || cells.size() < 3) {
      return new Cut(0, 0);
    }
    double n = Arrays.stream(weights).sum();
    double mean = 0;
    for (int c = 0; c < windows.length; c++) {
      mean += weights[c] * windows[c] / n;
    }
    double variance = 0;
    for (int c = 0; c < windows.length; c++) {
      variance += weights[c] * (windows[c] - mean) * (windows[c] - mean) / (n - 1);
    }
    var whole = CutNormal.above(limit, mean, variance);
    return new Cut(whole.mean() - mean, whole.variance() - variance);
  }

  /**
   * How scores spread.
   *
   * @param shift of their mean, by what was cut off
   * @param slope of cells' mean scores over their windows
   */
  private record Parts(double shift, double cell, double cycle, double slope) {

    static Parts of(Scores scores, double[] windows, Cut cut, int[] weights) {
      double slope = cut.widening() > 0 ? scores.slope(windows, weights) : 0;
      double within = scores.within(weights);
      double between = scores.between(weights) + slope * slope * cut.widening();
      return new Parts(
          slope * cut.shift(),
          // One cell, or one read of each: nothing tells cells from cycles.
          between > NO_VARIANCE ? Math.sqrt(between) : 0,
          Double.isNaN(within) ? 1 : Math.sqrt(Math.max(1e-12, within)),
          slope);
    }
  }

  private static Sample sample(List<Cell> cells, Level level) {
    return new Sample(cells.stream().map(cell -> cell.reads(level)).toList());
  }

  private static CellState state(StateLaw law, Parts parts) {
    double cell = parts.cell();
    double cycle = parts.cycle();
    return switch (law) {
      case LognormalLaw l ->
          CellState.lognormal(
              l.mu() + l.sigma() * parts.shift(), cell * l.sigma(), cycle * l.sigma());
      case TailedLaw l -> split(law, l.sigma(), cell, cycle);
      default -> split(law, law.deviation(), cell, cycle);
    };
  }

  private static CellState split(StateLaw law, double width, double cell, double cycle) {
    double all = Math.hypot(cell, cycle);
    return new CellState(law, width * cell / all, width * cycle / all);
  }

  private static double rho(double covariance, Parts low, Parts high) {
    double most = low.cell() * high.cell();
    return most > 0 ? Math.clamp(covariance / most, -MOST_CORRELATED, MOST_CORRELATED) : 0;
  }
}
