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

/** Preset "hfo2-radar-2021": lognormal states of measured HfO2 1T1R arrays. */
final class RadarStates {

  private static final String SOURCE =
      "RADAR arrays, IEEE TED 2021, 10.1109/TED.2021.3097975: cycling of 256 cells, 300 cycles";

  private RadarStates() {}

  static StatesModel lognormal() {
    var low = CellState.lognormal(8.533, 0.101, 0.173);
    var high = CellState.lognormal(11.315, 0.905, 0.741);
    return new StatesModel(
        new ModelDescription(
            "hfo2-radar-2021",
            Family.STATES,
            "HfO2 1T1R array, lognormal LRS and HRS over 300 cycles",
            SOURCE,
            List.of(
                state("low resistance state", StatesModel.LRS, low),
                state("high resistance state", StatesModel.HRS, high),
                ModelParameter.constant(
                    "correlation of a cell's LRS and HRS",
                    StatesModel.CORRELATION,
                    new Quantity(-0.35, "1"),
                    SOURCE,
                    Tag.D)),
            List.of(
                new MeasuredRange("resistance", "ohm", 3744.62, 3733070.226),
                new MeasuredRange("cycles", "1", 1, 300)),
            Map.of()));
  }

  private static ModelParameter state(String name, String symbol, CellState state) {
    return new ModelParameter(
        name,
        symbol,
        "ohm",
        StateParameters.word(state.law()),
        StateParameters.numbers(state),
        Math.exp(state.law().quantile(1e-9)),
        Math.exp(state.law().quantile(1 - 1e-9)),
        Math.exp(state.law().mean()),
        SOURCE,
        Tag.D);
  }
}
