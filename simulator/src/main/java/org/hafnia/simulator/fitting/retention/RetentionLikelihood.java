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
 * Likelihood of the reads of u after the first, given the device's own factor on the scale, over
 * which it is integrated ({@link ScaleMixture}). What wanders is told from the noise of each read
 * by a Kalman filter of one state w; densities are of ln R: those of u times du / d ln R.
 *
 * <pre>
 *   y_j = (u_j - u_0 - drift L_j) / (s q),   P += d(L^2b)_j,   F_j = P + r^2
 *   z_j = (y_j - w) / sqrt(F_j),   w += P/F_j (y_j - w),   P = P r^2/F_j,   Q = sum z^2
 *   L = prod 1/(s q sqrt(2 pi F_j)) mean over z of exp(-n tau z - Q/2 exp(-2 tau z))
 * </pre>
 *
 * <p>Without noise of reads w is y, and the moves between reads are independent.
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

  /** Growth of L and of L^2b over each step. */
  @SuppressWarnings("ArrayRecordComponent") // Lives for one evaluation.
  private record Steps(double[] progress, double[] variance) {}

  private Steps steps(RetentionCurve curve) {
    int n = rows.steps().size();
    var steps = new Steps(new double[n], new double[n]);
    for (int i = 0; i < n; i++) {
      var step = rows.steps().get(i);
      double from = curve.progress(step.from(), step.kelvin());
      double to = curve.progress(step.to(), step.kelvin());
      double a = curve.growth(from);
      double b = curve.growth(to);
      steps.progress()[i] = to - from;
      steps.variance()[i] = Math.max(LEAST, b * b - a * a);
    }
    return steps;
  }

  /** One read after the other of a device: each standardised, given those before. */
  private static final class Filter {

    private final RetentionCurve curve;
    private final Steps steps;
    private final RetentionRows.Device device;
    private final double drift;
    private final double noise;
    private final double lnScale;
    private final double scale;
    private double read;
    private final double start;
    private double progress;
    private double state;
    private double variance;
    private double lnDensity;

    Filter(RetentionCurve curve, Steps steps, RetentionRows.Device device) {
      this.curve = curve;
      this.steps = steps;
      this.device = device;
      drift = curve.mean(device.first(), 1);
      noise = curve.readNoise() * curve.readNoise();
      scale = curve.scale(device.first());
      lnScale = Math.log(scale);
      read = device.first();
      start = curve.place(read);
    }

    double next(int j) {
      int k = device.steps()[j];
      read += device.moves()[j];
      progress += steps.progress()[k];
      variance += steps.variance()[k];
      double off = (curve.place(read) - start - drift * progress) / scale - state;
      double whole = variance + noise;
      state += variance / whole * off;
      variance *= noise / whole;
      lnDensity += Math.log(curve.stretch(read)) - lnScale - 0.5 * Math.log(whole);
      return off / Math.sqrt(whole);
    }
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
      var filter = new Filter(curve, steps, device);
      double quadratic = 0;
      for (int j = 0; j < n; j++) {
        double z = filter.next(j);
        quadratic += z * z;
      }
      var mixture =
          mixtures.computeIfAbsent(n, moves -> ScaleMixture.ofMoves(curve.mixing(), moves));
      values[c] = mixture.logKernel(n, quadratic) + filter.lnDensity - 0.5 * n * LN_2PI;
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
      var filter = new Filter(curve, steps, device);
      double quadratic = 0;
      for (int j = 0; j < own.length; j++) {
        double z = filter.next(j);
        double u = mixture.below(-Math.abs(z), j, quadratic);
        own[j] = Math.copySign(NormalLaw.quantile(Math.max(u, 1e-300)), z);
        quadratic += z * z;
      }
      residuals.add(own);
    }
    return residuals;
  }
}
