package org.hafnia.simulator.device.states;

import java.util.Arrays;
import java.util.List;
import org.hafnia.simulator.random.NormalLaw;

/**
 * Measured quantiles with fitted tails. Between its first and its last entry x = ln(R / ohm) is
 * linear in the normal score z, lognormal piece by piece; beyond them the tails are exponential in
 * x, so that the law is known far outside of the data as well as the tails are:
 *
 * <pre>
 *   F(x) = Phi( z_k + (x - x_k)(z_(k+1) - z_k)/(x_(k+1) - x_k) )     x_k <= x <= x_(k+1)
 *   F(x) = Phi(z_1) exp(-(x_1 - x)/lowerDecay)                       x < x_1
 *   1 - F(x) = Phi(-z_n) exp(-(x - x_n)/upperDecay)                  x > x_n
 * </pre>
 */
public final class QuantileTable implements StateLaw {

  private final double[] score;
  private final double[] lnOhm;
  private final double lowerDecay;
  private final double upperDecay;
  private final double lowerMass;
  private final double upperMass;

  /**
   * A law through those points.
   *
   * @param score normal scores, rising, 2 to 10,000
   * @param lnOhm quantiles there, rising
   * @param lowerDecay ln R over which the lower tail falls by e
   * @param upperDecay ln R over which the upper tail falls by e
   */
  public QuantileTable(
      List<Double> score, List<Double> lnOhm, double lowerDecay, double upperDecay) {
    this.score = rising("scores", score);
    this.lnOhm = rising("quantiles", lnOhm);
    if (score.size() != lnOhm.size()) {
      throw new IllegalArgumentException(
          score.size() + " scores do not fit " + lnOhm.size() + " quantiles");
    }
    this.lowerDecay = new TailedLaw.Tail(this.lnOhm[0], lowerDecay).decay();
    this.upperDecay = new TailedLaw.Tail(this.lnOhm[0], upperDecay).decay();
    lowerMass = NormalLaw.below(this.score[0]);
    upperMass = NormalLaw.above(this.score[last()]);
  }

  public List<Double> scores() {
    return Arrays.stream(score).boxed().toList();
  }

  public List<Double> quantiles() {
    return Arrays.stream(lnOhm).boxed().toList();
  }

  public double lowerDecay() {
    return lowerDecay;
  }

  public double upperDecay() {
    return upperDecay;
  }

  @Override
  public double below(double x) {
    if (x < lnOhm[0]) {
      return lowerMass * Math.exp((x - lnOhm[0]) / lowerDecay);
    }
    return x > lnOhm[last()] ? 1 - above(x) : NormalLaw.below(interpolated(x));
  }

  @Override
  public double above(double x) {
    if (x > lnOhm[last()]) {
      return upperMass * Math.exp((lnOhm[last()] - x) / upperDecay);
    }
    return x < lnOhm[0] ? 1 - below(x) : NormalLaw.above(interpolated(x));
  }

  @Override
  public double score(double x) {
    return x < lnOhm[0] || x > lnOhm[last()]
        ? NormalLaw.score(below(x), above(x))
        : interpolated(x);
  }

  @Override
  public double quantile(double u) {
    double z = NormalLaw.quantile(u);
    if (z < score[0]) {
      return lnOhm[0] + lowerDecay * Math.log(u / lowerMass);
    } else if (z > score[last()]) {
      return lnOhm[last()] - upperDecay * Math.log((1 - u) / upperMass);
    }
    int k = piece(score, z);
    double part = (z - score[k]) / (score[k + 1] - score[k]);
    return lnOhm[k] + part * (lnOhm[k + 1] - lnOhm[k]);
  }

  @Override
  public double logDensity(double x) {
    if (x < lnOhm[0]) {
      return Math.log(lowerMass / lowerDecay) + (x - lnOhm[0]) / lowerDecay;
    } else if (x > lnOhm[last()]) {
      return Math.log(upperMass / upperDecay) + (lnOhm[last()] - x) / upperDecay;
    }
    int k = piece(lnOhm, x);
    double slope = (score[k + 1] - score[k]) / (lnOhm[k + 1] - lnOhm[k]);
    return NormalLaw.logDensity(interpolated(x)) + Math.log(slope);
  }

  @Override
  public double mean() {
    double sum = lowerMass * (lnOhm[0] - lowerDecay) + upperMass * (lnOhm[last()] + upperDecay);
    for (int k = 0; k < last(); k++) {
      double slope = (lnOhm[k + 1] - lnOhm[k]) / (score[k + 1] - score[k]);
      double start = lnOhm[k] - slope * score[k];
      sum += start * mass(k) + slope * (height(k) - height(k + 1));
    }
    return sum;
  }

  @Override
  public double deviation() {
    double mean = mean();
    double a = lnOhm[0] - mean;
    double b = lnOhm[last()] - mean;
    double sum =
        lowerMass * (a * a - 2 * a * lowerDecay + 2 * lowerDecay * lowerDecay)
            + upperMass * (b * b + 2 * b * upperDecay + 2 * upperDecay * upperDecay);
    for (int k = 0; k < last(); k++) {
      double slope = (lnOhm[k + 1] - lnOhm[k]) / (score[k + 1] - score[k]);
      double start = lnOhm[k] - mean - slope * score[k];
      double first = height(k) - height(k + 1);
      double second = mass(k) + score[k] * height(k) - score[k + 1] * height(k + 1);
      sum += start * start * mass(k) + 2 * start * slope * first + slope * slope * second;
    }
    return Math.sqrt(sum);
  }

  private double mass(int k) {
    return score[k] > 0
        ? NormalLaw.above(score[k]) - NormalLaw.above(score[k + 1])
        : NormalLaw.below(score[k + 1]) - NormalLaw.below(score[k]);
  }

  private double height(int k) {
    return NormalLaw.density(score[k]);
  }

  private double interpolated(double x) {
    int k = piece(lnOhm, x);
    return score[k] + (x - lnOhm[k]) / (lnOhm[k + 1] - lnOhm[k]) * (score[k + 1] - score[k]);
  }

  private int last() {
    return lnOhm.length - 1;
  }

  /** The k with nodes[k] <= value <= nodes[k + 1]. */
  private static int piece(double[] nodes, double value) {
    int found = Arrays.binarySearch(nodes, value);
    int k = found >= 0 ? found : -found - 2;
    return Math.clamp(k, 0, nodes.length - 2);
  }

  private static double[] rising(String what, List<Double> values) {
    if (values.size() < 2 || values.size() > 10_000) {
      throw new IllegalArgumentException(values.size() + " " + what + "; 2 to 10,000 are needed");
    }
    double[] array = values.stream().mapToDouble(Double::doubleValue).toArray();
    for (int i = 0; i < array.length; i++) {
      if (!Double.isFinite(array[i]) || (i > 0 && !(array[i] > array[i - 1]))) {
        throw new IllegalArgumentException(
            what + " must be finite and rise; number " + (i + 1) + " is " + array[i]);
      }
    }
    return array;
  }
}
