package org.hafnia.simulator.device.conditions;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.hafnia.simulator.device.states.StateLaw;
import org.hafnia.simulator.random.NormalLaw;

/**
 * The law of ln(R/ohm) after drift: the first read's law, each value moved by the mean of {@link
 * RetentionCurve} at its resistance and spread by its scale. Summed over up to 4,000 points that
 * are equidistant in the normal score of the first read; both tails to 1e-12 of probability.
 * Quantiles come from a table in normal scores and are good to 0.01 of a normal score.
 */
public final class AgedLaw implements StateLaw {

  private static final double REACH = 8;
  private static final double WIDEST_STEP = 0.1;
  private static final int MOST_POINTS = 4000;
  private static final double TABLE_REACH = 7.5;
  private static final double TABLE_STEP = 0.05;
  private static final double NODES_REACH = 6;
  private static final double NODES_STEP = 0.5;

  private final double[] weights;
  private final double[] centres;
  private final double[] scales;
  private final RetentionCurve curve;
  private final ScaleMixture spread;
  private final double[][] nodes;
  private final List<double[]> table = new ArrayList<>();

  private AgedLaw(StateLaw first, RetentionCurve curve, double progress) {
    this.curve = curve;
    double growth = curve.spread(progress);
    double step = step(first, curve, growth);
    int points = 2 * (int) Math.ceil(REACH / step) + 1;
    weights = new double[points];
    centres = new double[points];
    scales = new double[points];
    for (int i = 0; i < points; i++) {
      double z = (i - points / 2) * step;
      double lnOhm = first.quantile(NormalLaw.below(Math.min(z, REACH)));
      weights[i] = NormalLaw.density(z) * step;
      centres[i] = curve.place(lnOhm) + curve.mean(lnOhm, progress);
      scales[i] = curve.scale(lnOhm) * growth;
    }
    spread = ScaleMixture.of(curve.mixing());
    nodes = nodes(spread);
    tabulate();
  }

  /** The law after L; that of the first read where no time has passed. */
  public static StateLaw of(StateLaw first, RetentionCurve curve, double progress) {
    return progress > 0 ? new AgedLaw(first, curve, progress) : first;
  }

  /** Fine enough that the scale at every point spans the way to the next. */
  private static double step(StateLaw first, RetentionCurve curve, double growth) {
    double narrowest = Double.POSITIVE_INFINITY;
    for (double u : new double[] {1e-3, 0.5, 0.999}) {
      double x = first.quantile(u);
      narrowest = Math.min(narrowest, curve.scale(x) * growth / curve.stretch(x));
    }
    double wanted = 0.5 * narrowest / first.deviation();
    return Math.clamp(wanted, 2 * REACH / MOST_POINTS, WIDEST_STEP);
  }

  @Override
  public double below(double lnOhm) {
    double u = curve.place(lnOhm);
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * tail((centres[i] - u) / scales[i]);
    }
    return Math.min(1, sum);
  }

  @Override
  public double above(double lnOhm) {
    double u = curve.place(lnOhm);
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * tail((u - centres[i]) / scales[i]);
    }
    return Math.min(1, sum);
  }

  private double tail(double z) {
    return z > 60 ? 0 : z < -60 ? 1 : spread.above(z);
  }

  @Override
  public double quantile(double u) {
    if (!(u > 0 && u < 1)) {
      throw new IllegalArgumentException("u = " + u + " is outside the open interval (0, 1)");
    }
    double z = NormalLaw.quantile(u);
    int low = 0;
    int high = table.size() - 1;
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (table.get(middle)[0] > z) {
        high = middle;
      } else {
        low = middle;
      }
    }
    double[] a = table.get(low);
    double[] b = table.get(high);
    return a[1] + (z - a[0]) / (b[0] - a[0]) * (b[1] - a[1]);
  }

  /** Normal scores and their ln R, from the mean outward, about every twentieth of a score. */
  private void tabulate() {
    double start = mean();
    var upward = branch(start, 1);
    var downward = branch(start, -1);
    for (int i = downward.size() - 1; i > 0; i--) {
      table.add(downward.get(i));
    }
    table.addAll(upward);
  }

  private List<double[]> branch(double start, int side) {
    var branch = new ArrayList<double[]>();
    double x = start;
    double score = place(x);
    double step = TABLE_STEP * deviation();
    // Where cells hardly spread, the sum over points is a staircase that no step resolves.
    double finest = step / 256;
    branch.add(new double[] {score, x});
    while (side * score < TABLE_REACH) {
      double next = place(x + side * step);
      double moved = side * (next - score);
      if (moved > 2 * TABLE_STEP && step > finest) {
        step *= 0.5;
      } else {
        x += side * step;
        score = next;
        if (moved > 0) {
          branch.add(new double[] {score, x});
        }
        step *= moved < 0.5 * TABLE_STEP ? 2 : 1;
      }
    }
    return branch;
  }

  /** The score, finite where a tail is too small for a number. */
  private double place(double x) {
    return NormalLaw.score(Math.max(below(x), 1e-300), Math.max(above(x), 1e-300));
  }

  @Override
  public double logDensity(double lnOhm) {
    double u = curve.place(lnOhm);
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      double z = (u - centres[i]) / scales[i];
      sum += weights[i] * spread.density(z) / scales[i];
    }
    return Math.log(sum * curve.stretch(lnOhm));
  }

  @Override
  public double mean() {
    return moment(x -> x);
  }

  @Override
  public double deviation() {
    double mean = mean();
    return Math.sqrt(moment(x -> (x - mean) * (x - mean)));
  }

  /** Mean of a function of ln R: over points of the first read and of the spread about each. */
  private double moment(DoubleUnaryOperator of) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      double mean = 0;
      for (double[] node : nodes) {
        mean += node[1] * of.applyAsDouble(curve.lnOhm(centres[i] + scales[i] * node[0]));
      }
      sum += weights[i] * mean;
    }
    return sum;
  }

  /** Where the spread lies and with which weight, with its own mean and variance. */
  private static double[][] nodes(ScaleMixture spread) {
    int count = 2 * (int) (NODES_REACH / NODES_STEP) + 1;
    double[][] nodes = new double[count][];
    double sum = 0;
    double square = 0;
    for (int i = 0; i < count; i++) {
      double z = (i - count / 2) * NODES_STEP * spread.deviation();
      nodes[i] = new double[] {z, spread.density(z)};
      sum += nodes[i][1];
      square += nodes[i][1] * z * z;
    }
    double factor = spread.deviation() / Math.sqrt(square / sum);
    for (double[] node : nodes) {
      node[0] *= factor;
      node[1] /= sum;
    }
    return nodes;
  }
}
