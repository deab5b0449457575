package org.hafnia.simulator.fitting.pulse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.hafnia.simulator.device.description.Estimate;
import org.hafnia.simulator.device.description.ModelParameter;
import org.hafnia.simulator.device.description.ModelParameter.Quantity;
import org.hafnia.simulator.device.description.ModelParameter.Tag;
import org.hafnia.simulator.fitting.pulse.population.Hyper;
import org.hafnia.simulator.fitting.statistics.InverseInterval;
import org.hafnia.simulator.fitting.statistics.Sandwich;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;

/**
 * Writes the numbers of a population as parameters with standard errors and intervals: from the
 * curvature of the marginal likelihood, on a logarithmic scale where a number is positive, with
 * Student's law for as many degrees of freedom as there are devices but one; then corrected, or
 * given up, by what fits to the model's own samples say.
 */
final class Report {

  private static final String METHOD = "curvature of the marginal likelihood over devices";

  /** Relative standard error from which a positive number counts as not identified. */
  static final double LOOSE = 0.35;

  /** The same for spreads: near none, they look better known than they are. */
  private static final double LOOSE_SPREAD = 0.25;

  /** Share of a spread left open by noisy reads from which it is not identified. */
  private static final double UNSEEN = 0.4;

  private final Fitted fitted;
  private final SelfCheck check;
  private final int[] free;
  private final double[] scale;
  private final RealMatrix covariance;
  private final double confidence;
  private final double quantile;
  private final List<ModelParameter> parameters = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<String> changes = new ArrayList<>();

  Report(Fitted fitted, SelfCheck check, double confidence) {
    this.fitted = fitted;
    this.check = check;
    this.confidence = confidence;
    free = fitted.free();
    scale = fitted.scales();
    var curvature = fitted.found().climb().curvature(fitted.found().hyper());
    double[][] scores = scores();
    var information =
        fitted.setting().exact()
            ? Sandwich.steadied(curvature, scores)
            : Sandwich.information(curvature, scores);
    covariance = robust(inverse(information), scores);
    int freedom = Math.max(1, fitted.found().devices().size() - 1);
    quantile = new TDistribution(freedom).inverseCumulativeProbability(0.5 + confidence / 2);
  }

  List<ModelParameter> parameters() {
    return parameters;
  }

  List<String> warnings() {
    var all = new ArrayList<>(warnings);
    if (fitted.reset() > 0) {
      all.add(
          "Devices are taken to start at the bound that their first pulses lead away from, as after"
              + " a full reset: that is likelier than a start anywhere.");
    }
    if (!changes.isEmpty()) {
      all.add("Self-check by %s: %s.".formatted(check.words(), String.join("; ", changes)));
    }
    return all;
  }

  /** A number of the population: what it is called, and how it follows from the coordinates. */
  record Figure(String name, String symbol, String unit, ToDoubleFunction<Hyper> of) {}

  /** A positive number. */
  void positive(Figure number, String lacking) {
    positive(number, lacking, LOOSE);
  }

  private void positive(Figure number, String lacking, double loose) {
    ToDoubleFunction<Hyper> logarithm = hyper -> Math.log(number.of.applyAsDouble(hyper));
    double stated = lacking.isEmpty() ? error(logarithm) : Double.NaN;
    var verdict = verdict(number, logarithm, new Stated(lacking, stated, loose, 1));
    double error = verdict.error();
    double value = number.of.applyAsDouble(fitted.found().hyper()) * Math.exp(-verdict.bias());
    put(
        number,
        value,
        verdict.lacking().isEmpty()
            ? new Estimate(
                value * error,
                value * Math.exp(-quantile * error),
                value * Math.exp(quantile * error),
                confidence,
                true,
                method(verdict) + ", logarithmic")
            : missing(number.symbol, verdict.lacking()));
  }

  /** What stands in the way of a spread where reads are noisy. */
  String unseen(int parameter) {
    boolean seen = fitted.setting().exact() || fitted.open(parameter) < UNSEEN;
    return seen ? "" : "the reads of single devices hardly show it";
  }

  /** A spread between devices. */
  void spread(Figure number, String lacking) {
    positive(number, lacking, LOOSE_SPREAD);
  }

  /** A number of any sign that is identified if its standard error is not above {@code loose}. */
  void any(Figure number, double loose, String lacking) {
    double found = number.of.applyAsDouble(fitted.found().hyper());
    double stated = lacking.isEmpty() ? error(number.of) : Double.NaN;
    double scale = Math.max(Math.abs(found), loose);
    var verdict = verdict(number, number.of, new Stated(lacking, stated, loose, scale));
    double error = verdict.error();
    double value = found - verdict.bias();
    put(
        number,
        value,
        verdict.lacking().isEmpty()
            ? new Estimate(
                error,
                value - quantile * error,
                value + quantile * error,
                confidence,
                true,
                method(verdict))
            : missing(number.symbol, verdict.lacking()));
  }

  /**
   * A bound that steps approach and single devices hardly show. What their reads tell is the mean
   * of its inverse, by which steps grow smaller: the interval is symmetric for that.
   *
   * @param open how far the bound's mean moves with the spread between devices, which is not told;
   *     part of the error
   */
  void inverse(Figure number, double loose, double open) {
    double found = number.of.applyAsDouble(fitted.found().hyper());
    var stated = new Stated("", Math.hypot(error(number.of), open), loose, Math.abs(found));
    var verdict = verdict(number, number.of, stated);
    double error = verdict.error();
    String lacking = verdict.lacking();
    if (lacking.isEmpty() && !(quantile * error < Math.abs(found))) {
      lacking = tooGreat(error);
    }
    if (!lacking.isEmpty()) {
      put(number, found, missing(number.symbol, lacking));
      return;
    }
    var interval = InverseInterval.around(found, quantile * error);
    put(
        number,
        found,
        new Estimate(
            error,
            interval.low(),
            interval.high(),
            confidence,
            true,
            method(verdict) + ", of the inverse; the spread between devices left open"));
  }

  /** What the likelihood says: what lacks, the error, the most it may be, what a bias is to. */
  private record Stated(String lacking, double error, double loose, double scale) {}

  private SelfCheck.Verdict verdict(Figure number, ToDoubleFunction<Hyper> of, Stated stated) {
    if (!fitted.found().settled()) {
      return new SelfCheck.Verdict("the search did not settle", 0, Double.NaN, 1);
    }
    if (!stated.lacking.isEmpty() || !(stated.error <= stated.loose)) {
      String why = stated.lacking.isEmpty() ? tooGreat(stated.error) : stated.lacking;
      return new SelfCheck.Verdict(why, 0, Double.NaN, 1);
    }
    var verdict = check.judge(of, stated.error, stated.scale);
    if (verdict.lacking().isEmpty() && !(verdict.error() <= stated.loose)) {
      return new SelfCheck.Verdict(tooGreat(verdict.error()), 0, Double.NaN, 1);
    }
    if (!verdict.lacking().isEmpty()) {
      changes.add(number.symbol + " not recovered");
    }
    if (verdict.bias() != 0) {
      double percent = -100 * verdict.bias() / stated.scale;
      changes.add("%s corrected by %+.1f %%".formatted(number.symbol, percent));
    }
    if (verdict.widened() > 1) {
      changes.add("error of %s taken %.1f times".formatted(number.symbol, verdict.widened()));
    }
    return verdict;
  }

  private static String tooGreat(double error) {
    return "standard error too great, %.2g".formatted(error);
  }

  private static String method(SelfCheck.Verdict verdict) {
    return verdict.bias() == 0 && verdict.widened() == 1
        ? METHOD
        : METHOD + ", corrected by a parametric bootstrap";
  }

  /** A number that was not looked for. */
  void assumed(Figure number, String lacking) {
    double value = number.of.applyAsDouble(fitted.found().hyper());
    put(number, value, missing(number.symbol, lacking));
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

  private Estimate missing(String symbol, String why) {
    warnings.add("%s is not identified by these data: %s.".formatted(symbol, why));
    return Estimate.notIdentified(why);
  }

  private void put(Figure number, double value, Estimate estimate) {
    parameters.add(
        ModelParameter.constant(
                number.name, number.symbol, new Quantity(value, number.unit), "this fit", Tag.D)
            .estimated(Map.of("value", estimate)));
  }

  /** Standard error of a function of the coordinates; the last step of the search counts as one. */
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
    double step = of.applyAsDouble(hyper) - of.applyAsDouble(fitted.found().last());
    return sum > 0 ? Math.hypot(Math.sqrt(sum), step) : Double.POSITIVE_INFINITY;
  }

  private double[][] scores() {
    return Arrays.stream(fitted.found().scores())
        .map(all -> Arrays.stream(free).mapToDouble(j -> all[j] * scale[j]).toArray())
        .toArray(double[][]::new);
  }

  /** Errors widened to what the scores of the devices say, where these are known. */
  private static RealMatrix robust(RealMatrix inverse, double[][] scores) {
    return scores.length == 0
        ? inverse
        : new Array2DRowRealMatrix(Sandwich.covariance(inverse.getData(), scores), false);
  }

  /** The inverse; directions that the likelihood does not bend in are left wide open. */
  private static RealMatrix inverse(RealMatrix curvature) {
    int n = curvature.getRowDimension();
    double[][] sum = new double[n][n];
    if (n == 0 || !Double.isFinite(curvature.getFrobeniusNorm())) {
      return new Array2DRowRealMatrix(new double[Math.max(1, n)][Math.max(1, n)]);
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
