package org.hafnia.simulator.fitting.retention;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.hafnia.simulator.device.conditions.RetentionCurve;
import org.hafnia.simulator.device.conditions.ScaleMixture;
import org.hafnia.simulator.device.conditions.Terms;
import org.hafnia.simulator.fitting.likelihood.ClusterLikelihood;
import org.hafnia.simulator.random.NormalLaw;

/**
 * Likelihood of the moves of u between reads: independent given the device's own factor on the
 * scale, over which the likelihood is integrated ({@link ScaleMixture}). Densities are of ln R:
 * those of u times du / d ln R.
 *
 * <pre>
 *   z_j = (move_j - drift dL_j) / (s q sqrt(d(L^2b)_j)),   Q = sum z^2
 *   L = prod 1/(s q sqrt(2 pi d(L^2b))) mean over z of exp(-n tau z - Q/2 exp(-2 tau z))
 * </pre>
 */
record RetentionLikelihood(RetentionRows rows, Terms terms, RetentionCurve.Reference reference)
    implements ClusterLikelihood {

  private static final double LN_2PI = Math.log(2 * Math.PI);
  private static final double LEAST = 1e-12;

  RetentionCurve curve(double[] free) {
    return new RetentionCurve(terms.values(free), reference);
  }

  @Override
  public int[] points() {
    return rows.devices().stream().mapToInt(device -> device.moves().length).toArray();
  }

  /** Growth of L and of L^2b, and ln of the root of the latter, over each step. */
  @SuppressWarnings("ArrayRecordComponent") // Lives for one evaluation.
  private record Steps(double[] progress, double[] root, double[] logRoot) {}

  private Steps steps(RetentionCurve curve) {
    int n = rows.steps().size();
    var steps = new Steps(new double[n], new double[n], new double[n]);
    for (int i = 0; i < n; i++) {
      var step = rows.steps().get(i);
      double from = curve.progress(step.from(), step.kelvin());
      double to = curve.progress(step.to(), step.kelvin());
      double a = curve.growth(from);
      double b = curve.growth(to);
      steps.progress()[i] = to - from;
      steps.root()[i] = Math.sqrt(Math.max(LEAST, b * b - a * a));
      steps.logRoot()[i] = Math.log(steps.root()[i]);
    }
    return steps;
  }

  @Override
  public double[] clusters(double[] free) {
    var curve = curve(free);
    var steps = steps(curve);
    double[] values = new double[rows.devices().size()];
    var mixtures = new HashMap<Integer, ScaleMixture>();
    for (int c = 0; c < values.length; c++) {
      var device = rows.devices().get(c);
      int n = device.moves().length;
      double scale = curve.scale(device.first());
      double drift = curve.mean(device.first(), 1);
      double quadratic = 0;
      double logs = n * Math.log(scale);
      double read = device.first();
      double place = curve.place(read);
      for (int j = 0; j < n; j++) {
        int k = device.steps()[j];
        read += device.moves()[j];
        double moved = curve.place(read) - place;
        place += moved;
        double z = (moved - drift * steps.progress()[k]) / (scale * steps.root()[k]);
        quadratic += z * z;
        logs += steps.logRoot()[k] - Math.log(curve.stretch(read));
      }
      var mixture =
          mixtures.computeIfAbsent(n, moves -> ScaleMixture.ofMoves(curve.mixing(), moves));
      values[c] = mixture.logKernel(n, quadratic) - logs - 0.5 * n * LN_2PI;
    }
    return values;
  }

  /**
   * One-step-ahead residuals of each device, as normal scores: each move under its law given the
   * moves before.
   */
  List<double[]> residuals(double[] free) {
    var curve = curve(free);
    var steps = steps(curve);
    var mixture = ScaleMixture.ofMoves(curve.mixing(), 50);
    var residuals = new ArrayList<double[]>();
    for (var device : rows.devices()) {
      double[] own = new double[device.moves().length];
      double scale = curve.scale(device.first());
      double drift = curve.mean(device.first(), 1);
      double quadratic = 0;
      double read = device.first();
      double place = curve.place(read);
      for (int j = 0; j < own.length; j++) {
        int k = device.steps()[j];
        read += device.moves()[j];
        double moved = curve.place(read) - place;
        place += moved;
        double z = (moved - drift * steps.progress()[k]) / (scale * steps.root()[k]);
        double u = mixture.below(-Math.abs(z), j, quadratic);
        own[j] = Math.copySign(NormalLaw.quantile(Math.max(u, 1e-300)), z);
        quadratic += z * z;
      }
      residuals.add(own);
    }
    return residuals;
  }
}
