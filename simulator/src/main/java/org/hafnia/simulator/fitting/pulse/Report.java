package org.hafnia.simulator.fitting.pulse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.hafnia.simulator.device.description.Estimate;
import org.hafnia.simulator.device.description.ModelParameter;
import org.hafnia.simulator.device.description.ModelParameter.Quantity;
import org.hafnia.simulator.device.description.ModelParameter.Tag;
import org.hafnia.simulator.fitting.pulse.population.Hyper;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;

/**
 * Writes the numbers of a population as parameters with standard errors and intervals: from the
 * curvature of the marginal likelihood, on a logarithmic scale where a number is positive, with
 * Student's law for as many degrees of freedom as there are devices but one.
 */
final class Report {

  private static final String METHOD = "curvature of the marginal likelihood over devices";

  /** Relative standard error from which a positive number counts as not identified. */
  static final double LOOSE = 0.35;

  private final Fitted fitted;
  private final int[] free;
  private final double[] scale;
  private final RealMatrix covariance;
  private final double confidence;
  private final double quantile;
  private final List<ModelParameter> parameters = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  Report(Fitted fitted, double confidence) {
    this.fitted = fitted;
    this.confidence = confidence;
    free = fitted.free();
    scale = fitted.scales();
    covariance = inverse(fitted.found().climb().curvature(fitted.found().hyper()));
    int freedom = Math.max(1, fitted.found().devices().size() - 1);
    quantile = new TDistribution(freedom).inverseCumulativeProbability(0.5 + confidence / 2);
  }

  List<ModelParameter> parameters() {
    return parameters;
  }

  List<String> warnings() {
    return warnings;
  }

  /** A number of the population: what it is called, and how it follows from the coordinates. */
  record Figure(String name, String symbol, String unit, ToDoubleFunction<Hyper> of) {}

  /** A positive number. */
  void positive(Figure number, String lacking) {
    double value = number.of.applyAsDouble(fitted.found().hyper());
    double error = error(hyper -> Math.log(number.of.applyAsDouble(hyper)));
    boolean identified = lacking.isEmpty() && error <= LOOSE;
    put(
        number,
        value,
        identified
            ? new Estimate(
                value * error,
                value * Math.exp(-quantile * error),
                value * Math.exp(quantile * error),
                confidence,
                true,
                METHOD + ", logarithmic")
            : missing(number.symbol, lacking, error));
  }

  /** A number of any sign that is identified if its standard error is not above {@code loose}. */
  void any(Figure number, double loose, String lacking) {
    double value = number.of.applyAsDouble(fitted.found().hyper());
    double error = error(number.of);
    boolean identified = lacking.isEmpty() && error <= loose;
    put(
        number,
        value,
        identified
            ? new Estimate(
                error, value - quantile * error, value + quantile * error, confidence, true, METHOD)
            : missing(number.symbol, lacking, error));
  }

  /** A number that was not looked for. */
  void assumed(Figure number, String lacking) {
    double value = number.of.applyAsDouble(fitted.found().hyper());
    put(number, value, missing(number.symbol, lacking, Double.NaN));
  }

  /** A choice or a scale, without an error. */
  void fixed(String name, String symbol, String unit, double value) {
    parameters.add(
        ModelParameter.constant(name, symbol, new Quantity(value, unit), "this fit", Tag.D));
  }

  void law(String word) {
    parameters.add(
        new ModelParameter("step law", "step", "1", word, Map.of(), 0, 0, 0, "this fit", Tag.D));
  }

  private Estimate missing(String symbol, String lacking, double error) {
    String why = lacking.isEmpty() ? "standard error too great, %.2g".formatted(error) : lacking;
    warnings.add("%s is not identified by these data: %s.".formatted(symbol, why));
    return Estimate.notIdentified(why);
  }

  private void put(Figure number, double value, Estimate estimate) {
    parameters.add(
        ModelParameter.constant(
                number.name, number.symbol, new Quantity(value, number.unit), "this fit", Tag.D)
            .estimated(Map.of("value", estimate)));
  }

  /** Standard error of a function of the coordinates. */
  double error(ToDoubleFunction<Hyper> of) {
    var hyper = fitted.found().hyper();
    double[] by = new double[free.length];
    for (int j = 0; j < free.length; j++) {
      double width = 1e-5 * scale[free[j]];
      double[] up = hyper.x.clone();
      double[] down = hyper.x.clone();
      up[free[j]] += width;
      down[free[j]] -= width;
      double rise = of.applyAsDouble(hyper.at(up)) - of.applyAsDouble(hyper.at(down));
      by[j] = rise / 2e-5;
    }
    double sum = 0;
    for (int j = 0; j < by.length; j++) {
      for (int k = 0; k < by.length; k++) {
        sum += by[j] * covariance.getEntry(j, k) * by[k];
      }
    }
    return sum > 0 ? Math.sqrt(sum) : Double.POSITIVE_INFINITY;
  }

  /** The inverse; directions that the likelihood does not bend in are left wide open. */
  private static RealMatrix inverse(RealMatrix curvature) {
    int n = curvature.getRowDimension();
    double[][] sum = new double[n][n];
    if (n == 0) {
      return new Array2DRowRealMatrix(new double[][] {{0}});
    }
    var split = new EigenDecompositionSymmetric(curvature);
    for (int i = 0; i < n; i++) {
      double value = Math.max(split.getEigenvalue(i), 1e-3);
      double[] v = split.getEigenvector(i).toArray();
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          sum[j][k] += v[j] * v[k] / value;
        }
      }
    }
    return new Array2DRowRealMatrix(sum, false);
  }
}
