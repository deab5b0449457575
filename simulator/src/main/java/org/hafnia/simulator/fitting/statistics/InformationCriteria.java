package org.hafnia.simulator.fitting.statistics;

/**
 * Akaike's and Schwarz's criteria; smaller is better.
 *
 * @param aic 2 k - 2 ln L
 * @param bic k ln n - 2 ln L
 */
public record InformationCriteria(double aic, double bic) {

  /**
   * Of a fit.
   *
   * @param logLikelihood ln L, in nat
   * @param parameters k, numbers that were estimated
   * @param points n
   */
  public static InformationCriteria of(double logLikelihood, int parameters, long points) {
    return new InformationCriteria(
        2.0 * parameters - 2 * logLikelihood,
        parameters * Math.log((double) points) - 2 * logLikelihood);
  }
}
