package org.hafnia.simulator.fitting.likelihood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hafnia.simulator.device.states.LognormalLaw;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.GoodnessOfFit;
import org.hafnia.simulator.fitting.statistics.GoodnessTests;
import org.hafnia.simulator.fitting.statistics.InformationCriteria;
import org.hafnia.simulator.fitting.statistics.Residuals;

/**
 * Collects how well the parts of a model describe their data: likelihoods add up, residuals are
 * judged together.
 */
public final class Goodness {

  private static final String WHY = "law fitted and rows of a device depend: no p-value";

  private final List<double[]> traces = new ArrayList<>();
  private long points;
  private int parameters;
  private double logLikelihood;
  private double heldOut;
  private long heldOutPoints;

  /** Adds a part: its maximum and the standardised residuals of each device in their order. */
  public Goodness add(ClusterLikelihood likelihood, Maximum maximum, List<double[]> residuals) {
    points += likelihood.allPoints();
    parameters += maximum.estimated();
    logLikelihood += maximum.logLikelihood();
    traces.addAll(residuals);
    return this;
  }

  /** Adds what was held out: mean log density per point, and the number of points. */
  public Goodness heldOut(double mean, long count) {
    if (count > 0) {
      heldOut += mean * count;
      heldOutPoints += count;
    }
    return this;
  }

  /** All of it, the residuals being normal if the model is true. */
  public GoodnessOfFit of(int devices) {
    double[] residuals = traces.stream().flatMapToDouble(Arrays::stream).toArray();
    var normal = new LognormalLaw(0, 1);
    var tests =
        GoodnessTests.withoutProbability(
            Arrays.stream(residuals).map(normal::below).toArray(), WHY);
    var criteria = InformationCriteria.of(logLikelihood, parameters, points);
    return new GoodnessOfFit(
        points,
        devices,
        parameters,
        logLikelihood,
        criteria.aic(),
        criteria.bic(),
        heldOutPoints == 0 ? Double.NaN : heldOut / heldOutPoints,
        tests.kolmogorovSmirnov(),
        tests.andersonDarling(),
        Residuals.autocorrelation(traces));
  }

  /** Mean log density per point of every fifth cluster under what the others give; NaN if few. */
  public static double heldOut(Maximiser maximiser, ClusterLikelihood likelihood, Maximum maximum)
      throws FitCancelled {
    var test = likelihood.fifth(true);
    if (test.points().length == 0) {
      return Double.NaN;
    }
    double[] free = maximiser.climb(likelihood.fifth(false), maximum.free(), maximum.identified());
    return test.total(free) / test.allPoints();
  }
}
