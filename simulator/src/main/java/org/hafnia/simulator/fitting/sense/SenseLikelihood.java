package org.hafnia.simulator.fitting.sense;

import java.util.ArrayList;
import java.util.List;
import org.hafnia.simulator.array.sense.Branches;
import org.hafnia.simulator.device.conditions.SenseCurve;
import org.hafnia.simulator.fitting.likelihood.ClusterLikelihood;
import org.hafnia.simulator.random.NormalLaw;
import org.hafnia.simulator.random.RandomStream;

/**
 * Probabilities of what was read, given both resistances, supply and temperature: {@link Branches}
 * of {@link SenseCurve}, a probit in ln((R_BLb + R_T)/(R_BL + R_T)). Reads count as if each had an
 * offset of its own; that reads of an amplifier share theirs is left to the errors, which rest on
 * whole amplifiers.
 */
record SenseLikelihood(SenseRows rows) implements ClusterLikelihood {

  /** A read that went wrong for another reason counts no more than this against a curve. */
  private static final double LAPSE = 1e-9;

  /** The curve at a point of the unbounded scale, within what circuits may have. */
  SenseCurve curve(double[] free) {
    return new SenseCurve(SenseCurve.within(SenseCurve.TERMS.values(free)));
  }

  /** Branches at each setting. */
  Branches[] branches(SenseCurve curve) {
    return rows.settings().stream()
        .map(
            at ->
                new Branches(
                    curve.transistorOhm(at.volt(), at.kelvin()),
                    curve.limit(at.volt(), at.kelvin()),
                    curve.offset()))
        .toArray(Branches[]::new);
  }

  @Override
  public int[] points() {
    int[] points = new int[rows.clusters()];
    for (int c = 0; c < points.length; c++) {
      points[c] = rows.starts()[c + 1] - rows.starts()[c];
    }
    return points;
  }

  @Override
  public double[] clusters(double[] free) {
    var branches = branches(curve(free));
    double[] values = new double[rows.clusters()];
    for (int c = 0; c < values.length; c++) {
      double sum = 0;
      for (int i = rows.starts()[c]; i < rows.starts()[c + 1]; i++) {
        sum += Math.log(Math.max(LAPSE, probability(branches[rows.setting()[i]], i)));
      }
      values[c] = sum;
    }
    return values;
  }

  private double probability(Branches at, int row) {
    double y = at.of(rows.bl()[row]);
    double yb = at.of(rows.blb()[row]);
    return switch (rows.read()[row]) {
      case 1 -> at.plus(y, yb);
      case -1 -> at.minus(y, yb);
      default -> at.zero(y, yb);
    };
  }

  /** Normal scores of the reads of each cluster, drawn evenly within the step of each. */
  List<double[]> residuals(double[] free, long seed) {
    var branches = branches(curve(free));
    var draws = RandomStream.of(seed, "sense-residuals", 0);
    var residuals = new ArrayList<double[]>();
    for (int c = 0; c < rows.clusters(); c++) {
      double[] own = new double[rows.starts()[c + 1] - rows.starts()[c]];
      for (int j = 0; j < own.length; j++) {
        int row = rows.starts()[c] + j;
        var at = branches[rows.setting()[row]];
        double minus = at.minus(at.of(rows.bl()[row]), at.of(rows.blb()[row]));
        double zero = at.zero(at.of(rows.bl()[row]), at.of(rows.blb()[row]));
        double below =
            switch (rows.read()[row]) {
              case 1 -> minus + zero;
              case 0 -> minus;
              default -> 0;
            };
        double u = below + draws.uniform(c, j) * probability(at, row);
        own[j] = NormalLaw.quantile(Math.clamp(u, 1e-12, 1 - 1e-12));
      }
      residuals.add(own);
    }
    return residuals;
  }

  /**
   * How far more reads are +1 than -1 than the curve has it, in its standard deviations over
   * clusters: great where the offset has a mean.
   */
  double leaning(double[] free) {
    var branches = branches(curve(free));
    double sum = 0;
    double squares = 0;
    for (int c = 0; c < rows.clusters(); c++) {
      double own = 0;
      for (int i = rows.starts()[c]; i < rows.starts()[c + 1]; i++) {
        var at = branches[rows.setting()[i]];
        double y = at.of(rows.bl()[i]);
        double yb = at.of(rows.blb()[i]);
        own += rows.read()[i] - at.plus(y, yb) + at.minus(y, yb);
      }
      sum += own;
      squares += own * own;
    }
    return squares == 0 ? 0 : sum / Math.sqrt(squares);
  }
}
