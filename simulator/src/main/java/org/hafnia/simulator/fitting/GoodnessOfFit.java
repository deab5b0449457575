package org.hafnia.simulator.fitting;

import java.util.List;

/**
 * How well a model describes the data; log densities of ln(R / ohm), in nat.
 *
 * @param points that were fitted
 * @param devices that were fitted
 * @param parameters numbers that were estimated for the population
 * @param logLikelihood of all points
 * @param aic 2 k - 2 ln L
 * @param bic k ln n - 2 ln L
 * @param heldOutLogLikelihood mean log density per point that was held out
 * @param kolmogorovSmirnov of the standardised residuals
 * @param andersonDarling of the standardised residuals
 * @param residualAutocorrelation at lags 1, 2, ... of the standardised residuals
 */
public record GoodnessOfFit(
    long points,
    int devices,
    int parameters,
    double logLikelihood,
    double aic,
    double bic,
    double heldOutLogLikelihood,
    Statistic kolmogorovSmirnov,
    Statistic andersonDarling,
    List<Double> residualAutocorrelation) {

  public GoodnessOfFit {
    residualAutocorrelation = List.copyOf(residualAutocorrelation);
  }

  /**
   * A test statistic.
   *
   * @param pValue probability of a greater one if the model were true; NaN where not known
   * @param method how the p-value was found
   */
  public record Statistic(double value, double pValue, String method) {}
}
