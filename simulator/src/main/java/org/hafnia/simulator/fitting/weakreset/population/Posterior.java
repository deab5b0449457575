package org.hafnia.simulator.fitting.weakreset.population;

import org.hafnia.simulator.fitting.weakreset.trace.MeanLaw;

/** What a trace and the population together say about one device. */
public final class Posterior {

  private final Cloud cloud;
  private final double[] weight;
  private final double lnLikelihood;
  private final int best;

  Posterior(Cloud cloud, Laws laws, double lastPulse) {
    this.cloud = cloud;
    weight = new double[cloud.size()];
    Laws.Evaluation at = laws.evaluation(lastPulse);
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < weight.length; i++) {
      weight[i] = cloud.lnWeight[i] + at.ln(cloud.slope[i], cloud.lnKnee[i], cloud.late[i]);
      most = Math.max(most, weight[i]);
    }
    double sum = 0;
    int top = 0;
    for (int i = 0; i < weight.length; i++) {
      top = weight[i] > weight[top] ? i : top;
    }
    for (int i = 0; i < weight.length; i++) {
      weight[i] = Math.exp(weight[i] - most);
      sum += weight[i];
    }
    for (int i = 0; i < weight.length; i++) {
      weight[i] /= sum;
    }
    best = top;
    lnLikelihood = most + Math.log(sum);
  }

  public static Posterior of(Cloud cloud, Laws laws, double lastPulse) {
    return new Posterior(cloud, laws, lastPulse);
  }

  /** ln of the likelihood of the trace under the laws, up to a constant of the trace. */
  public double lnLikelihood() {
    return lnLikelihood;
  }

  double weight(int i) {
    return weight[i];
  }

  /** The point of greatest weight times law, a mean law that the data and the population bear. */
  public MeanLaw best() {
    return cloud.law(best);
  }

  /** Numbers of a device to be averaged. */
  public enum Quantity {
    BASE,
    SLOPE,
    LN_KNEE,
    LATE_SLOPE
  }

  /** Probability that the knee lies within the trace. */
  public double bends() {
    double sum = 0;
    for (int i = 0; i < weight.length; i++) {
      sum += cloud.lnKnee[i] < Double.POSITIVE_INFINITY ? weight[i] : 0;
    }
    return sum;
  }

  /** Mean and standard deviation; of the knee and the slope after it where the trace bends. */
  public double[] moments(Quantity of) {
    boolean late = of == Quantity.LN_KNEE || of == Quantity.LATE_SLOPE;
    double mass = 0;
    double mean = 0;
    for (int i = 0; i < weight.length; i++) {
      if (!late || cloud.lnKnee[i] < Double.POSITIVE_INFINITY) {
        mass += weight[i];
        mean += weight[i] * value(of, i);
      }
    }
    mean = mass > 0 ? mean / mass : Double.NaN;
    double sum = of == Quantity.BASE ? mass * cloud.baseVariance : 0;
    for (int i = 0; i < weight.length; i++) {
      if (!late || cloud.lnKnee[i] < Double.POSITIVE_INFINITY) {
        double d = value(of, i) - mean;
        sum += weight[i] * d * d;
      }
    }
    return new double[] {mean, mass > 0 ? Math.sqrt(sum / mass) : Double.NaN};
  }

  private double value(Quantity of, int i) {
    return switch (of) {
      case BASE -> cloud.base[i];
      case SLOPE -> cloud.slope[i];
      case LN_KNEE -> cloud.lnKnee[i];
      case LATE_SLOPE -> cloud.late[i];
    };
  }

  /** So many mean laws that stand for the posterior, equally weighted: its quantiles in order. */
  public MeanLaw[] sample(int count) {
    MeanLaw[] laws = new MeanLaw[count];
    double below = 0;
    int i = -1;
    for (int k = 0; k < count; k++) {
      while (below < (k + 0.5) / count && i < weight.length - 1) {
        below += weight[++i];
      }
      laws[k] = cloud.law(i);
    }
    return laws;
  }
}
