package org.hafnia.simulator.fitting.states;

import java.util.List;
import org.hafnia.simulator.device.states.BadCellRule;
import org.hafnia.simulator.fitting.FitProblem;

/**
 * Bad cells told from good ones by {@link BadCellRule}.
 *
 * @param good cells
 * @param bad cells
 * @param limit of the window, ln R; NaN where cells have too few reads to be told apart
 */
record BadCells(List<Cell> good, List<Cell> bad, double limit) {

  static final int FEWEST_READS = BadCellRule.FEWEST_READS;

  static BadCells of(List<Cell> cells) throws FitProblem {
    var rule =
        BadCellRule.of(
            cells.stream().map(cell -> cell.reads(Level.LRS)).toList(),
            cells.stream().map(cell -> cell.reads(Level.HRS)).toList());
    var bad =
        cells.stream()
            .filter(cell -> rule.isBad(cell.reads(Level.LRS), cell.reads(Level.HRS)))
            .toList();
    var good = cells.stream().filter(cell -> !bad.contains(cell)).toList();
    if (2 * bad.size() > cells.size()) {
      throw new FitProblem(
          "%d of %d cells are bad: their HRS is above their LRS by less than reads spread"
              .formatted(bad.size(), cells.size()),
          "two states that are told apart in most cells, LRS and HRS not swapped");
    }
    return new BadCells(good, bad, rule.limit());
  }

  /** Whether bad cells could be told from bad cycles. */
  boolean identified() {
    return !Double.isNaN(limit);
  }

  int cells() {
    return good.size() + bad.size();
  }
}
