package org.hafnia.simulator.fitting.states;

import java.util.List;
import org.hafnia.simulator.device.states.CellState;
import org.hafnia.simulator.fitting.states.CellsFit.Fitted;

/**
 * Likelihood of all reads of cells together. A read with score z has the density f(x) of its law;
 * the scores of a cell's n reads are jointly normal with variance 1 and covariance t, the share of
 * variance between cells, and the means of the two states have covariance rho sqrt(t_L t_H):
 *
 * <pre>
 *   ln L_cell = sum ( ln f(x) - ln phi(z) ) + ln N(z;  0, (1 - t) I + t 1 1^T)
 * </pre>
 */
final class JointLikelihood {

  private static final double LN_2PI = Math.log(2 * Math.PI);

  /** Shares nearer to 1 would say that no read ever differs. */
  private static final double LEAST_WITHIN = 1e-9;

  private final Fitted fitted;

  JointLikelihood(Fitted fitted) {
    this.fitted = fitted;
  }

  /** ln L of those cells, in nat. */
  double of(List<Cell> cells) {
    var low = new Scores(cells, Level.LRS, fitted.low().law());
    var high = new Scores(cells, Level.HRS, fitted.high().law());
    double sum = 0;
    for (int c = 0; c < cells.size(); c++) {
      var cell = cells.get(c);
      sum += marginal(cell, Level.LRS, fitted.low()) + marginal(cell, Level.HRS, fitted.high());
      sum += plain(low, c) + plain(high, c);
      sum += within(fitted.low(), low, c) + within(fitted.high(), high, c) + means(low, high, c);
    }
    return sum;
  }

  private static double marginal(Cell cell, Level level, CellState state) {
    double sum = 0;
    for (double x : cell.reads(level)) {
      sum += state.law().logDensity(x);
    }
    return sum;
  }

  /** - sum ln phi(z). */
  private static double plain(Scores scores, int c) {
    double n = scores.count(c);
    double squares = scores.square(c) + n * scores.mean(c) * scores.mean(c);
    return 0.5 * (n * LN_2PI + squares);
  }

  /** Of the n - 1 directions that leave the mean alone. */
  private static double within(CellState state, Scores scores, int c) {
    double v = within(state);
    double n = scores.count(c);
    return -0.5 * ((n - 1) * (LN_2PI + Math.log(v)) + scores.square(c) / v + Math.log(n));
  }

  /** Of the two means. */
  private double means(Scores low, Scores high, int c) {
    double a = fitted.low().share() + within(fitted.low()) / low.count(c);
    double b = fitted.high().share() + within(fitted.high()) / high.count(c);
    double ab = fitted.rho() * Math.sqrt(fitted.low().share() * fitted.high().share());
    double determinant = a * b - ab * ab;
    double x = low.mean(c);
    double y = high.mean(c);
    double form = (b * x * x - 2 * ab * x * y + a * y * y) / determinant;
    return -LN_2PI - 0.5 * (Math.log(determinant) + form);
  }

  private static double within(CellState state) {
    return Math.max(LEAST_WITHIN, 1 - state.share());
  }
}
