package org.hafnia.simulator.device;

import java.util.Optional;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelProblem;
import org.hafnia.simulator.device.states.CellState;
import org.hafnia.simulator.device.states.MixtureLaw;
import org.hafnia.simulator.device.states.StatePair;
import org.hafnia.simulator.device.states.StateParameters;

/**
 * Resistance of the low and the high state of the cells of an array, read after SET and RESET over
 * many cycles. A cell is good or, with probability "bad", bad. With normal scores a_L, a_H of the
 * cell, correlated by "rho", and e of each read,
 *
 * <pre>
 *   ln R_s = F_s^-1( Phi( (cell_s a_s + cycle_s e) / sqrt(cell_s^2 + cycle_s^2) ) ),   s = LRS, HRS
 * </pre>
 *
 * with laws F and deviations of the cell's class. A cell is bad where its window, the difference of
 * its median ln R in HRS and LRS, is at most "window": by default one standard deviation, cycle to
 * cycle, of the difference of two reads, so that about one in six pairs of reads of a bad cell
 * stands the wrong way round. Units are those of ln(R / ohm) throughout.
 *
 * @param description parameters LRS, HRS (see {@link StateParameters}), rho, and where there are
 *     bad cells bad, window, "bad LRS" and "bad HRS"
 */
public record StatesModel(ModelDescription description) implements DeviceModel {

  public static final String LRS = "LRS";
  public static final String HRS = "HRS";
  public static final String CORRELATION = "rho";
  public static final String BAD_SHARE = "bad";
  public static final String WINDOW = "window";
  public static final String BAD_LRS = "bad LRS";
  public static final String BAD_HRS = "bad HRS";

  public StatesModel {
    if (description.family() != Family.STATES) {
      throw new ModelProblem("family", description.family().word(), Family.STATES.word());
    }
    StateParameters.read(description, LRS);
    StateParameters.read(description, HRS);
    require(description, CORRELATION, -1, 1);
    if (description.find(BAD_SHARE).isPresent()) {
      require(description, BAD_SHARE, 0, 1);
      if (description.constant(BAD_SHARE) > 0) {
        require(description, WINDOW, -100, 100);
        StateParameters.read(description, BAD_LRS);
        StateParameters.read(description, BAD_HRS);
      }
    }
  }

  @Override
  public String name() {
    return description.name();
  }

  /** The cells of one class. */
  public record Cells(CellState low, CellState high) {}

  /** Bad cells and their share of all. */
  public record BadCells(double share, double window, Cells cells) {}

  /** The good cells. */
  public Cells good() {
    return new Cells(
        StateParameters.read(description, LRS), StateParameters.read(description, HRS));
  }

  /** The bad cells, if any. */
  public Optional<BadCells> bad() {
    double share = description.find(BAD_SHARE).isPresent() ? description.constant(BAD_SHARE) : 0;
    return share > 0
        ? Optional.of(
            new BadCells(
                share,
                description.constant(WINDOW),
                new Cells(
                    StateParameters.read(description, BAD_LRS),
                    StateParameters.read(description, BAD_HRS))))
        : Optional.empty();
  }

  /** Correlation of a good cell's scores in LRS and HRS. */
  public double correlation() {
    return description.constant(CORRELATION);
  }

  /** Laws of the reads of good cells. */
  public StatePair states() {
    var good = good();
    return new StatePair(good.low().law(), good.high().law());
  }

  /** Laws of the reads of all cells, the bad ones among them. */
  public StatePair allStates() {
    var good = states();
    return bad()
        .filter(bad -> bad.share() < 1)
        .map(
            bad ->
                new StatePair(
                    new MixtureLaw(good.low(), bad.cells().low().law(), bad.share()),
                    new MixtureLaw(good.high(), bad.cells().high().law(), bad.share())))
        .orElse(good);
  }

  private static void require(
      ModelDescription description, String symbol, double low, double high) {
    double value = description.constant(symbol);
    if (!(value >= low && value <= high) || (symbol.equals(BAD_SHARE) && value == 1)) {
      throw new ModelProblem(symbol, String.valueOf(value), "a number from " + low + " to " + high);
    }
  }
}
