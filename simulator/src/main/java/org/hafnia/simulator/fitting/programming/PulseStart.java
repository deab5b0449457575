package org.hafnia.simulator.fitting.programming;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hafnia.simulator.device.conditions.ProgrammingCurve;
import org.hafnia.simulator.device.conditions.Terms;

/**
 * Where the search for a programming curve starts: of a grid of steps along each factor that
 * varies, the one around which the least squares are left, with the start and end levels by
 * regression.
 */
final class PulseStart {

  private static final int MOST_ROWS = 4000;
  private static final double[] PLACES = {0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9};
  private static final double[] STEEPNESS = {6, 12, 30};

  private final PulseLikelihood likelihood;
  private final Terms terms;
  private final int stride;
  private double least = Double.POSITIVE_INFINITY;
  private double[] best = new double[0];

  PulseStart(PulseLikelihood likelihood) {
    this.likelihood = likelihood;
    terms = likelihood.terms();
    stride = Math.max(1, likelihood.rows().rows() / MOST_ROWS);
  }

  /** Values, on the unbounded scale, from which to climb. */
  double[] free() {
    var rows = likelihood.rows();
    var voltage = Factor.voltage(rows);
    var gate = Factor.gate(rows);
    double lnWidth = Factor.width(rows).varies() ? 1.5 : 0;
    for (double[] v : grid(voltage)) {
      for (double[] g : grid(gate)) {
        if (v[1] != 0 || g[1] != 0) {
          tryOut(v, g, lnWidth);
          tryOut(v, g, 0);
        }
      }
    }
    if (best.length == 0) {
      tryOut(new double[] {0, 0}, new double[] {0, 0}, 1);
    }
    return terms.free(best);
  }

  /** Places and slopes of a step in a factor, as z at the reference and slope. */
  private static List<double[]> grid(Factor factor) {
    if (!factor.varies()) {
      return List.of(new double[] {0, 0});
    }
    var grid = new ArrayList<double[]>();
    double sign = factor.median() < 0 ? -1 : 1;
    for (double place : PLACES) {
      for (double steepness : STEEPNESS) {
        double slope = sign * steepness / factor.span();
        double centre = factor.least() + place * factor.span();
        grid.add(new double[] {slope * (factor.median() - centre), slope});
      }
    }
    grid.add(new double[] {0, 0});
    return grid;
  }

  private void tryOut(double[] voltage, double[] gate, double width) {
    double[] values = new double[terms.size()];
    Arrays.fill(values, 1);
    boolean both = values.length > ProgrammingCurve.SUM.size();
    values[4] = 0;
    values[5] = 0.3;
    values[6] = both ? voltage[0] : voltage[0] + gate[0];
    values[7] = voltage[1];
    values[8] = gate[1];
    values[9] = width;
    if (both) {
      values[10] = gate[0];
      if (voltage[1] == 0 || gate[1] == 0) {
        return;
      }
    }
    var rows = likelihood.rows();
    var curve = new ProgrammingCurve(values, likelihood.reference());
    int n = (rows.rows() + stride - 1) / stride;
    double[] progress = new double[n];
    for (int i = 0; i < n; i++) {
      progress[i] = likelihood.progress(curve, i * stride);
    }
    regress(values, progress);
  }

  /** Completes values by levels and spreads before and after the step, if they fit better. */
  private void regress(double[] values, double[] progress) {
    double[] after = likelihood.rows().after();
    double n = progress.length;
    double sf = 0;
    double sy = 0;
    double sff = 0;
    double sfy = 0;
    for (int i = 0; i < n; i++) {
      double y = after[i * stride];
      sf += progress[i];
      sy += y;
      sff += progress[i] * progress[i];
      sfy += progress[i] * y;
    }
    double spread = sff - sf * sf / n;
    double slope = spread > 1e-6 * n ? (sfy - sf * sy / n) / spread : 0;
    double start = (sy - slope * sf) / n;
    double squares = 0;
    double[] parts = new double[4];
    for (int i = 0; i < n; i++) {
      double residual = after[i * stride] - start - slope * progress[i];
      squares += residual * residual;
      int part = progress[i] < 0.5 ? 0 : 2;
      parts[part] += residual * residual;
      parts[part + 1]++;
    }
    if (squares < least) {
      least = squares;
      values[0] = start;
      values[1] = start + slope;
      values[2] = deviation(parts[0], parts[1], squares / n);
      values[3] = deviation(parts[2], parts[3], squares / n);
      best = values;
    }
  }

  private static double deviation(double squares, double count, double otherwise) {
    return Math.sqrt(Math.max(1e-8, count > 2 ? squares / count : otherwise));
  }
}
