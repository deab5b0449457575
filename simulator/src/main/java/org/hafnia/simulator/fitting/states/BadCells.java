package org.hafnia.simulator.fitting.states;

import java.util.List;
import org.hafnia.simulator.fitting.FitProblem;
import org.hafnia.simulator.fitting.statistics.Quantiles;

/**
 * Bad cells told from good ones by a rule without resistances in it. A cell's window is its median
 * ln R in HRS less that in LRS; it is bad where the window is at most
 *
 * <pre>
 *   limit = sqrt( median over cells of var_LRS + median over cells of var_HRS )
 * </pre>
 *
 * with the variances of ln R from cycle to cycle: where a read of HRS does not stand even one
 * standard deviation of a difference of two reads above a read of LRS. Medians over cells, so that
 * bad cells hardly move the limit.
 *
 * @param good cells
 * @param bad cells
 * @param limit of the window, ln R; NaN where cells have too few reads to be told apart
 */
record BadCells(List<Cell> good, List<Cell> bad, double limit) {

  /** Reads per state below which a bad cell looks like a bad cycle. */
  static final int FEWEST_READS = 5;

  static BadCells of(List<Cell> cells) throws FitProblem {
    var told = cells.stream().filter(cell -> cell.fewest() >= FEWEST_READS).toList();
    if (told.isEmpty()) {
      return new BadCells(cells, List.of(), Double.NaN);
    }
    double limit = Math.sqrt(variance(told, Level.LRS) + variance(told, Level.HRS));
    var bad = told.stream().filter(cell -> cell.window() <= limit).toList();
    var good = cells.stream().filter(cell -> !bad.contains(cell)).toList();
    if (2 * bad.size() > cells.size()) {
      throw new FitProblem(
          "%d of %d cells are bad: their HRS is above their LRS by less than reads spread"
              .formatted(bad.size(), cells.size()),
          "two states that are told apart in most cells; are LRS and HRS swapped?");
    }
    return new BadCells(good, bad, limit);
  }

  /** Whether bad cells could be told from bad cycles. */
  boolean identified() {
    return !Double.isNaN(limit);
  }

  int cells() {
    return good.size() + bad.size();
  }

  private static double variance(List<Cell> cells, Level level) {
    return Quantiles.median(cells.stream().mapToDouble(cell -> cell.variance(level)).toArray());
  }
}
