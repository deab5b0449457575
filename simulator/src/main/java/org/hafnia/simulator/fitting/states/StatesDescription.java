package org.hafnia.simulator.fitting.states;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hafnia.simulator.device.StatesModel;
import org.hafnia.simulator.device.description.Estimate;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.device.description.MeasuredRange;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelParameter;
import org.hafnia.simulator.device.description.ModelParameter.Quantity;
import org.hafnia.simulator.device.description.ModelParameter.Tag;
import org.hafnia.simulator.device.states.CellState;
import org.hafnia.simulator.device.states.StateParameters;
import org.hafnia.simulator.fitting.states.CellsFit.Fitted;
import org.hafnia.simulator.fitting.states.StatesIntervals.Estimates;

/** Writes fitted states as the description of a {@link StatesModel}. */
final class StatesDescription {

  private static final String SOURCE = "fitted to cycling measurements";

  private final List<ModelParameter> parameters = new ArrayList<>();
  private final Map<String, List<Double>> tables = new TreeMap<>();
  private final List<MeasuredRange> range;
  private final double leastOhm;
  private final double mostOhm;

  StatesDescription(List<MeasuredRange> range) {
    this.range = range;
    leastOhm = range.getFirst().low();
    mostOhm = range.getFirst().high();
  }

  /** The good cells. */
  StatesDescription good(Fitted good, Estimates estimates) {
    state("low resistance state", StatesModel.LRS, good.low(), estimates.low());
    state("high resistance state", StatesModel.HRS, good.high(), estimates.high());
    constant(
        "correlation of a cell's LRS and HRS",
        StatesModel.CORRELATION,
        good.rho(),
        estimates.rho());
    return this;
  }

  /** How many cells are bad, and by which limit. */
  StatesDescription share(BadCells cells, Estimate share, Estimate limit) {
    constant(
        "share of bad cells",
        StatesModel.BAD_SHARE,
        (double) cells.bad().size() / cells.cells(),
        share);
    if (cells.identified()) {
      constant("window up to which a cell is bad", StatesModel.WINDOW, cells.limit(), limit);
    }
    return this;
  }

  /** The bad cells. */
  StatesDescription bad(Fitted bad, Estimates estimates) {
    state("LRS of bad cells", StatesModel.BAD_LRS, bad.low(), estimates.low());
    state("HRS of bad cells", StatesModel.BAD_HRS, bad.high(), estimates.high());
    return this;
  }

  ModelDescription named(String name) {
    return new ModelDescription(
        name,
        Family.STATES,
        "LRS and HRS of an array over cycles",
        SOURCE,
        parameters,
        range,
        tables);
  }

  private void state(String name, String symbol, CellState state, Map<String, Estimate> estimates) {
    parameters.add(
        new ModelParameter(
            name,
            symbol,
            StateParameters.UNIT,
            StateParameters.word(state.law()),
            StateParameters.numbers(state),
            Math.log(leastOhm),
            Math.log(mostOhm),
            state.law().mean(),
            SOURCE,
            Tag.D,
            estimates));
    tables.putAll(StateParameters.tables(symbol, state));
  }

  private void constant(String name, String symbol, double value, Estimate estimate) {
    parameters.add(
        ModelParameter.constant(name, symbol, new Quantity(value, "1"), SOURCE, Tag.D)
            .estimated(Map.of("value", estimate)));
  }
}
