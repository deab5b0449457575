package org.hafnia.simulator.fitting.likelihood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Values of ln(R/ohm) that are normal under each of some conditions, with mean and spread from a
 * curve. Rows of one cluster under one condition enter by their number, sum and squares, so that a
 * curve is evaluated once per condition. What the rows of a device share is left to {@link
 * CellShare}: this is the likelihood of the population's law under each condition, and errors come
 * from the scores of whole clusters.
 */
public final class GroupedNormal implements ClusterLikelihood {

  private static final double HALF_LN_2PI = 0.5 * Math.log(2 * Math.PI);

  private final Rows rows;
  private final Curve curve;
  private final int[] points;
  private final int[] starts;
  private final int[] groupConditions;
  private final double[] counts;
  private final double[] means;
  private final double[] squares;

  /** Mean and ln of the deviation under each condition, written into the arrays. */
  @FunctionalInterface
  public interface Curve {
    void evaluate(double[] free, double[] mean, double[] logDeviation);
  }

  /**
   * Rows in an order in which a cluster's are together.
   *
   * @param cluster of each row, 0, 1, ... rising
   * @param condition of each row
   * @param x ln(R/ohm) of each row
   * @param conditions number of conditions
   */
  @SuppressWarnings("ArrayRecordComponent") // Columns of a fit, never compared.
  public record Rows(int[] cluster, int[] condition, double[] x, int conditions) {}

  public GroupedNormal(Rows rows, Curve curve) {
    this.rows = rows;
    this.curve = curve;
    int clusters = rows.cluster()[rows.cluster().length - 1] + 1;
    points = new int[clusters];
    starts = new int[clusters + 1];
    var groups = new ArrayList<List<Double>>();
    var conditionOf = new ArrayList<Integer>();
    int row = 0;
    for (int c = 0; c < clusters; c++) {
      var byCondition = new LinkedHashMap<Integer, List<Double>>();
      for (; row < rows.x().length && rows.cluster()[row] == c; row++) {
        byCondition
            .computeIfAbsent(rows.condition()[row], condition -> new ArrayList<>())
            .add(rows.x()[row]);
        points[c]++;
      }
      conditionOf.addAll(byCondition.keySet());
      groups.addAll(byCondition.values());
      starts[c + 1] = groups.size();
    }
    groupConditions = conditionOf.stream().mapToInt(i -> i).toArray();
    counts = groups.stream().mapToDouble(List::size).toArray();
    means = groups.stream().mapToDouble(GroupedNormal::mean).toArray();
    squares = groups.stream().mapToDouble(GroupedNormal::squares).toArray();
  }

  private static double mean(List<Double> values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.size();
  }

  private static double squares(List<Double> values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum;
  }

  @Override
  public int[] points() {
    return points;
  }

  @Override
  public double[] clusters(double[] free) {
    double[] mean = new double[rows.conditions()];
    double[] logDeviation = new double[rows.conditions()];
    curve.evaluate(free, mean, logDeviation);
    double[] precision = new double[mean.length];
    Arrays.setAll(precision, i -> Math.exp(-2 * logDeviation[i]));
    double[] values = new double[points.length];
    for (int c = 0; c < values.length; c++) {
      double sum = -points[c] * HALF_LN_2PI;
      for (int g = starts[c]; g < starts[c + 1]; g++) {
        int k = groupConditions[g];
        double off = means[g] - mean[k];
        sum -= counts[g] * logDeviation[k];
        sum -= 0.5 * (squares[g] + counts[g] * off * off) * precision[k];
      }
      values[c] = sum;
    }
    return values;
  }

  /** Standardised residuals of each cluster, in the order of its rows. */
  public List<double[]> residuals(double[] free) {
    double[] mean = new double[rows.conditions()];
    double[] logDeviation = new double[rows.conditions()];
    curve.evaluate(free, mean, logDeviation);
    var residuals = new ArrayList<double[]>();
    int row = 0;
    for (int count : points) {
      double[] own = new double[count];
      for (int i = 0; i < count; i++, row++) {
        int k = rows.condition()[row];
        own[i] = (rows.x()[row] - mean[k]) * Math.exp(-logDeviation[k]);
      }
      residuals.add(own);
    }
    return residuals;
  }
}
