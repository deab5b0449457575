package org.hafnia.simulator.fitting.states;

import java.util.Arrays;
import java.util.List;
import org.hafnia.simulator.device.states.CellState;
import org.hafnia.simulator.device.states.LognormalLaw;
import org.hafnia.simulator.device.states.StateLaw;
import org.hafnia.simulator.device.states.TailedLaw;
import org.hafnia.simulator.fitting.states.laws.LawFit;
import org.hafnia.simulator.fitting.states.laws.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Fits cells of one class: first the law of all reads of each state, as if they were independent
 * (which leaves the estimate consistent), then how the normal scores under that law vary between
 * and within cells, and how they correlate between a cell's two states.
 */
final class CellsFit {

  /** Correlations nearer to 1 than this are not told from 1. */
  private static final double MOST_CORRELATED = 0.999;

  private final List<Cell> cells;
  private final Sample low;
  private final Sample high;
  private final LawFit lowFit;
  private final LawFit highFit;

  CellsFit(List<Cell> cells, String word) {
    this.cells = cells;
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
    return new Fitted(
        state(lowLaw, lowScores, weights),
        state(highLaw, highScores, weights),
        correlation(lowScores, highScores, weights));
  }

  private static Sample sample(List<Cell> cells, Level level) {
    return new Sample(cells.stream().map(cell -> cell.reads(level)).toList());
  }

  private static CellState state(StateLaw law, Scores scores, int[] weights) {
    double within = scores.within(weights);
    double between = scores.between(weights);
    double cycle = Double.isNaN(within) ? 1 : Math.sqrt(Math.max(1e-12, within));
    // One cell, or one read of each: nothing tells cells from cycles.
    double cell = Double.isNaN(between) ? 0 : Math.sqrt(between);
    return switch (law) {
      case LognormalLaw l -> CellState.lognormal(l.mu(), cell * l.sigma(), cycle * l.sigma());
      case TailedLaw l -> split(law, l.sigma(), cell, cycle);
      default -> split(law, law.deviation(), cell, cycle);
    };
  }

  private static CellState split(StateLaw law, double width, double cell, double cycle) {
    double all = Math.hypot(cell, cycle);
    return new CellState(law, width * cell / all, width * cycle / all);
  }

  private static double correlation(Scores low, Scores high, int[] weights) {
    double most = Math.sqrt(low.between(weights) * high.between(weights));
    double r = most > 0 ? low.covariance(high, weights) / most : 0;
    return Math.clamp(r, -MOST_CORRELATED, MOST_CORRELATED);
  }
}
