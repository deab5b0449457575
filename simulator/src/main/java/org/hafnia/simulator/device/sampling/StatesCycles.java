package org.hafnia.simulator.device.sampling;

import org.hafnia.simulator.device.StatesModel;
import org.hafnia.simulator.device.StatesModel.Cells;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.random.RandomStream;

/** Cells of a states model, read in HRS and LRS over cycles that are numbered from 1. */
final class StatesCycles {

  /** Cells drawn until one is of the class wanted; then the last one is kept. */
  private static final int TRIES = 1000;

  private final StatesModel model;
  private final Cells good;
  private final RandomStream cells;
  private final RandomStream reads;

  private StatesCycles(StatesModel model, long seed) {
    this.model = model;
    good = model.good();
    cells = RandomStream.of(seed, "states-cells", 0);
    reads = RandomStream.of(seed, "states-reads", 0);
  }

  static void draw(StatesModel model, SampleSpec spec, SampleRows.Target target) {
    var drawing = new StatesCycles(model, spec.seed());
    var rows = new SampleRows(MeasurementKind.CYCLING, target);
    for (int device = 0; device < spec.devices(); device++) {
      drawing.cell(device, spec.points(), rows);
    }
    rows.end();
  }

  private void cell(int device, int cycles, SampleRows rows) {
    var bad = model.bad();
    boolean isBad = bad.isPresent() && cells.uniform(device, 0) < bad.get().share();
    var kind = isBad ? bad.get().cells() : good;
    double rho = isBad ? 0 : model.correlation();
    double window = bad.isPresent() ? bad.get().window() : Double.NEGATIVE_INFINITY;
    double low = 0;
    double high = 0;
    for (int i = 0; i < TRIES; i++) {
      low = cells.normal(device, 1 + 2L * i);
      high = rho * low + Math.sqrt(1 - rho * rho) * cells.normal(device, 2 + 2L * i);
      double own = kind.high().median(high) - kind.low().median(low);
      if (bad.isEmpty() || own <= window == isBad) {
        break;
      }
    }
    for (int cycle = 0; cycle < cycles; cycle++) {
      double reset = kind.high().lnOhm(high, reads.normal(device, 2L * cycle));
      double set = kind.low().lnOhm(low, reads.normal(device, 2L * cycle + 1));
      row(rows, device, cycle + 1, "HRS", reset);
      row(rows, device, cycle + 1, "LRS", set);
    }
  }

  private static void row(SampleRows rows, int device, int cycle, String state, double lnOhm) {
    rows.word("device", "c" + device)
        .number("cycle", cycle)
        .word("state", state)
        .number("resistanceOhm", Math.exp(lnOhm))
        .add();
  }
}
