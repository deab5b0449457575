package org.hafnia.simulator.device.states;

import org.hafnia.simulator.random.NormalLaw;

/**
 * One state of an array's cells: the law of all reads, and how much of their spread lies between
 * cells. With normal scores a of the cell and e of the cycle,
 *
 * <pre>
 *   ln R = F^-1( Phi( (cell a + cycle e) / sqrt(cell^2 + cycle^2) ) )
 * </pre>
 *
 * so that every read follows the law F; for a lognormal law this is ln R = mu + cell a + cycle e.
 *
 * @param law F, of the reads of all cells and cycles
 * @param cell cell-to-cell deviation of ln R, not negative
 * @param cycle cycle-to-cycle deviation of ln R, not negative; one of the two is positive
 */
public record CellState(StateLaw law, double cell, double cycle) {

  public CellState {
    if (!(cell >= 0 && cycle >= 0 && cell + cycle > 0 && cell + cycle < 1e6)) {
      throw new IllegalArgumentException(
          "cell = " + cell + " and cycle = " + cycle + " are no deviations of ln R");
    }
  }

  /** Lognormal reads. */
  public static CellState lognormal(double mu, double cell, double cycle) {
    return new CellState(new LognormalLaw(mu, Math.hypot(cell, cycle)), cell, cycle);
  }

  /** Share of the variance of the scores that lies between cells, 0 to 1. */
  public double share() {
    return cell * cell / (cell * cell + cycle * cycle);
  }

  /** ln(R / ohm) of a read. */
  public double lnOhm(double cellScore, double cycleScore) {
    double z = (cell * cellScore + cycle * cycleScore) / Math.hypot(cell, cycle);
    if (law instanceof LognormalLaw lognormal) {
      return lognormal.mu() + lognormal.sigma() * z;
    }
    // Beyond 8 deviations 1 - u is 0.
    return law.quantile(Math.clamp(NormalLaw.below(z), Double.MIN_NORMAL, 1 - 0x1p-53));
  }

  /** Median of ln(R / ohm) over the cycles of a cell. */
  public double median(double cellScore) {
    return lnOhm(cellScore, 0);
  }
}
