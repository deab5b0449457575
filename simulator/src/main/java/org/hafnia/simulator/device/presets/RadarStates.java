package org.hafnia.simulator.device.presets;

import java.util.List;
import java.util.Map;
import org.hafnia.simulator.device.StatesModel;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.device.description.MeasuredRange;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelParameter;
import org.hafnia.simulator.device.description.ModelParameter.Quantity;
import org.hafnia.simulator.device.description.ModelParameter.Tag;
import org.hafnia.simulator.device.states.CellState;
import org.hafnia.simulator.device.states.StateParameters;
import org.hafnia.simulator.device.states.TailedLaw;
import org.hafnia.simulator.device.states.TailedLaw.Tail;

/**
 * Presets "hfo2-radar-2021" and "hfo2-radar-2021-tails": LRS and HRS of 256 measured HfO2 1T1R
 * cells over 300 cycles. The first are lognormals with the moments of all cells; they are right for
 * single cells and several times too dark for pairs. The second tells bad cells apart and has the
 * tails of the good ones.
 */
final class RadarStates {

  private static final String SOURCE =
      "RADAR arrays, IEEE TED 2021, 10.1109/TED.2021.3097975: cycling of 256 cells, 300 cycles";
  private static final List<MeasuredRange> RANGE =
      List.of(
          new MeasuredRange("resistance", "ohm", 3744.62, 3733070.226),
          new MeasuredRange("cycles", "1", 1, 300));

  private RadarStates() {}

  static List<StatesModel> models() {
    return List.of(lognormal(), tails());
  }

  private static StatesModel lognormal() {
    return model(
        "hfo2-radar-2021",
        "HfO2 1T1R array, lognormal LRS and HRS",
        List.of(
            low(StatesModel.LRS, CellState.lognormal(8.533, 0.101, 0.173)),
            high(StatesModel.HRS, CellState.lognormal(11.315, 0.905, 0.741)),
            correlation(-0.35)));
  }

  private static StatesModel tails() {
    var low = new TailedLaw(8.472, 0.1198, new Tail(8.330, 0.01746), new Tail(8.735, 0.2697));
    var high = new TailedLaw(12.335, 2.180, new Tail(9.0894, 0.0998), new Tail(12.335, 0.5857));
    return model(
        "hfo2-radar-2021-tails",
        "HfO2 1T1R array, LRS and HRS with tails, bad cells apart",
        List.of(
            low(StatesModel.LRS, new CellState(low, 0.0838, 0.0856)),
            high(StatesModel.HRS, new CellState(high, 1.655, 1.419)),
            correlation(-0.48),
            constant("share of bad cells", StatesModel.BAD_SHARE, 4.0 / 256),
            constant("window up to which a cell is bad", StatesModel.WINDOW, 0.753),
            low(StatesModel.BAD_LRS, CellState.lognormal(8.660, 0.030, 0.145)),
            high(StatesModel.BAD_HRS, CellState.lognormal(9.321, 0.155, 0.584))));
  }

  private static StatesModel model(String name, String title, List<ModelParameter> parameters) {
    return new StatesModel(
        new ModelDescription(name, Family.STATES, title, SOURCE, parameters, RANGE, Map.of()));
  }

  private static ModelParameter low(String symbol, CellState state) {
    return state("low resistance state", symbol, state);
  }

  private static ModelParameter high(String symbol, CellState state) {
    return state("high resistance state", symbol, state);
  }

  private static ModelParameter correlation(double rho) {
    return constant("correlation of a cell's LRS and HRS", StatesModel.CORRELATION, rho);
  }

  private static ModelParameter constant(String name, String symbol, double value) {
    return ModelParameter.constant(name, symbol, new Quantity(value, "1"), SOURCE, Tag.D);
  }

  private static ModelParameter state(String name, String symbol, CellState state) {
    return new ModelParameter(
        name,
        symbol,
        StateParameters.UNIT,
        StateParameters.word(state.law()),
        StateParameters.numbers(state),
        state.law().quantile(1e-9),
        state.law().quantile(1 - 1e-9),
        state.law().mean(),
        SOURCE,
        Tag.D);
  }
}
