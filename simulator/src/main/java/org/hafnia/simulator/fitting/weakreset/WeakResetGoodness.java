package org.hafnia.simulator.fitting.weakreset;

import java.util.Arrays;
import java.util.List;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.GoodnessOfFit;
import org.hafnia.simulator.fitting.statistics.GoodnessTests;
import org.hafnia.simulator.fitting.statistics.InformationCriteria;
import org.hafnia.simulator.fitting.statistics.Residuals;
import org.hafnia.simulator.fitting.weakreset.population.Level;
import org.hafnia.simulator.fitting.weakreset.trace.StateFilter;
import org.hafnia.simulator.fitting.weakreset.trace.Trace;
import org.hafnia.simulator.random.NormalLaw;

/** How well the fitted model predicts each read from the reads before it. */
final class WeakResetGoodness {

  /**
   * With 100,000 reads the tests see what the filter leaves out: which of the states a read was in
   * is summed up by two numbers, and fitted means smear the uniform law of the pink samples.
   */
  private static final String NO_PROBABILITY =
      "distance of one-step-ahead residuals from the filter's law, which is exact to about 0.01;"
          + " no p-value: residuals of a device depend on each other through its fitted numbers";

  private final Estimation estimation;
  private final double mostAmplitude;

  WeakResetGoodness(Estimation estimation, double mostAmplitude) {
    this.estimation = estimation;
    this.mostAmplitude = mostAmplitude;
  }

  GoodnessOfFit of(Workers workers, Level level, int parameters) throws FitCancelled {
    List<DeviceFit> devices = estimation.devices();
    double[] ln = new double[devices.size()];
    double[] heldOut = new double[devices.size()];
    double[][] residuals = new double[devices.size()][];
    workers.each(
        devices.size(),
        (d, scratch) -> {
          DeviceFit device = devices.get(d);
          residuals[d] = new double[device.trace().reads() - 1];
          ln[d] =
              device.lnMarginal(estimation.shared, level, scratch)
                  + predict(device, residuals[d], scratch);
          heldOut[d] = HeldOut.lnDensity(device.trace(), estimation.shared, mostAmplitude, scratch);
        });
    long points = devices.stream().mapToLong(device -> device.trace().reads()).sum();
    long held = 0;
    for (DeviceFit device : devices) {
      held += device.trace().reads() - HeldOut.kept(device.trace());
    }
    double sum = Arrays.stream(ln).sum();
    var criteria = InformationCriteria.of(sum, parameters, points);
    double[] probabilities =
        Arrays.stream(residuals).flatMapToDouble(Arrays::stream).map(NormalLaw::below).toArray();
    var tests = GoodnessTests.withoutProbability(probabilities, NO_PROBABILITY);
    return new GoodnessOfFit(
        points,
        devices.size(),
        parameters,
        sum,
        criteria.aic(),
        criteria.bic(),
        held == 0 ? Double.NaN : Arrays.stream(heldOut).sum() / held,
        tests.kolmogorovSmirnov(),
        tests.andersonDarling(),
        Residuals.autocorrelation(List.of(residuals)));
  }

  /**
   * Fills the residuals, the normal quantiles of the predicted probabilities; returns what the
   * uniform pink samples change in the filter's ln likelihood.
   */
  private double predict(DeviceFit device, double[] residuals, StateFilter filter) {
    Shared shared = estimation.shared;
    Trace trace = device.trace();
    int index = device.visited() ? device.index() : -1;
    filter.with(shared.rates());
    double[] residual = DeviceFit.residual(trace, device.law(), shared.noise());
    filter.run(trace, residual, shared.noise(), index);
    double change = 0;
    for (int t = 1; t < trace.reads(); t++) {
      double u = filter.below(t, shared.noise(), index);
      residuals[t - 1] = NormalLaw.quantile(Math.clamp(u, 1e-12, 1 - 1e-12));
      double filtered = index < 0 ? filter.lnAt(t) : filter.lnFiltered(t);
      change += filter.lnPredicted(t, shared.noise(), index) - filtered;
    }
    return change;
  }
}
