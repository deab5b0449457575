package org.hafnia.simulator.fitting.weakreset;

import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.fitting.weakreset.population.Box;
import org.hafnia.simulator.fitting.weakreset.population.Laws;
import org.hafnia.simulator.fitting.weakreset.trace.Rates;
import org.hafnia.simulator.fitting.weakreset.trace.ReadNoise;

/** What all devices have in common, as known so far. */
record Shared(ReadNoise noise, Rates rates, Laws laws) {

  private static final double LEAST_ALPHA = 1e-4;

  /** What a fitted model says; reads are so many pulses apart. */
  static Shared of(WeakResetModel model, int spacing) {
    double alpha = Math.max(LEAST_ALPHA, model.pinkCoupling());
    double white = model.whiteNoise();
    ModelDescription description = model.description();
    Box box =
        new Box(
            model.slope().min(),
            model.slope().max(),
            model.knee().min(),
            model.knee().max(),
            model.lateSlope().min(),
            model.lateSlope().max());
    return new Shared(
        new ReadNoise(spacing, alpha * alpha / 12, white * white),
        new Rates(model.telegraph().up(), model.telegraph().down()),
        new Laws(
            description.parameter("m1").value("scale"),
            description.parameter("t*").value("median"),
            description.parameter("t*").value("shape"),
            description.parameter("m2").value("scale"),
            box));
  }
}
