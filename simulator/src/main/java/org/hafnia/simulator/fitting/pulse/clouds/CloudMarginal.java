package org.hafnia.simulator.fitting.pulse.clouds;

import java.util.List;
import org.hafnia.simulator.fitting.pulse.likelihood.Setting;
import org.hafnia.simulator.fitting.pulse.population.Hyper;
import org.hafnia.simulator.fitting.pulse.population.Surface;

/**
 * The likelihood of a population with each device's own parameters integrated out over its {@link
 * Cloud}. A weak normal law about where the search began keeps numbers of which data say nothing
 * from running away.
 */
final class CloudMarginal implements Surface {

  private static final int D = Setting.DEVICE;

  private final List<Cloud> clouds;
  private final double[] origin;
  private final double[] anchor;
  private final double[] looseness;
  private final boolean whole;

  /**
   * @param origin shared numbers at which the clouds were worked out
   * @param anchor coordinates about which the weak law lies
   * @param looseness its deviations; infinite where there is none
   * @param whole whether all reads count, or the first part
   */
  CloudMarginal(
      List<Cloud> clouds, double[] origin, double[] anchor, double[] looseness, boolean whole) {
    this.clouds = clouds;
    this.origin = origin;
    this.anchor = anchor;
    this.looseness = looseness;
    this.whole = whole;
  }

  /** The same for all reads, or for the first part. */
  CloudMarginal of(boolean all) {
    return new CloudMarginal(clouds, origin, anchor, looseness, all);
  }

  @Override
  public Value at(Hyper hyper) {
    var sum = new Sum(hyper);
    for (var cloud : clouds) {
      sum.add(cloud);
    }
    double value = sum.value;
    double[] gradient = sum.gradient();
    for (int j = 0; j < gradient.length; j++) {
      double z = (hyper.x[j] - anchor[j]) / looseness[j];
      value -= 0.5 * z * z;
      gradient[j] -= z / looseness[j];
    }
    return new Value(value, gradient);
  }

  /** Gradient of each device's ln likelihood by the coordinates. */
  double[][] scores(Hyper hyper) {
    return clouds.stream()
        .map(
            cloud -> {
              var sum = new Sum(hyper);
              sum.add(cloud);
              return sum.gradient();
            })
        .toArray(double[][]::new);
  }

  /** Value and gradient over some devices. */
  private final class Sum {

    private final Hyper hyper;
    private final double[] means;
    private final double[] deviations;
    private final double[] moved;
    private final double[] byMean = new double[D];
    private final double[] byDeviation = new double[D];
    private final double[] byShared;
    private double value;

    Sum(Hyper hyper) {
      this.hyper = hyper;
      means = hyper.means();
      deviations = hyper.deviations();
      moved = moved(hyper);
      byShared = new double[moved.length];
    }

    void add(Cloud cloud) {
      double[] shares = cloud.lnShares(means, deviations, moved, whole);
      double[] off = new double[D];
      if (whole && cloud.parabola.known()) {
        closed(cloud, shares.clone(), off);
      }
      value += Cloud.normalise(shares);
      weigh(cloud, shares, 1, off);
      for (int k = 0; k < cloud.gradients.slope.length; k++) {
        byShared[k] += cloud.gradients.slope[k];
        for (int j = 0; j < D; j++) {
          byShared[k] += cloud.gradients.slopeBy[k][j] * off[j];
        }
        for (int l = 0; l < moved.length; l++) {
          byShared[k] += cloud.gradients.bend[k][l] * moved[l];
        }
      }
    }

    /** Adds what the parabola says, less what the points say of it. */
    private void closed(Cloud cloud, double[] shares, double[] off) {
      double[] by = cloud.gradients.changeBy(moved);
      double[][] integral = cloud.parabola.integral(means, deviations, by);
      for (int i = 0; i < shares.length; i++) {
        shares[i] -= cloud.rest[i];
      }
      value += integral[0][0] - Cloud.normalise(shares) + cloud.gradients.change(moved);
      double[] pivot = cloud.parabola.pivot();
      for (int j = 0; j < D; j++) {
        double variance = deviations[j] * deviations[j];
        value += by[j] * cloud.gradients.off(pivot, j);
        byMean[j] += (integral[1][j] - means[j]) / variance;
        byDeviation[j] += integral[2][j] / variance - 1;
        off[j] += cloud.gradients.off(integral[1], j);
      }
      weigh(cloud, shares, -1, off);
    }

    private void weigh(Cloud cloud, double[] shares, int sign, double[] off) {
      for (int i = 0; i < shares.length; i++) {
        double share = sign * shares[i];
        for (int j = 0; j < D; j++) {
          double z = (cloud.points[i][j] - means[j]) / deviations[j];
          byMean[j] += share * z / deviations[j];
          byDeviation[j] += share * (z * z - 1);
          off[j] += share * cloud.gradients.off(cloud.points[i], j);
        }
      }
    }

    double[] gradient() {
      return hyper.gradient(byMean, byDeviation, byShared);
    }
  }

  private double[] moved(Hyper hyper) {
    double[] moved = hyper.shared();
    for (int k = 0; k < moved.length; k++) {
      moved[k] -= origin[k];
    }
    return moved;
  }

  /** ln likelihood of one device. */
  double of(int device, Hyper hyper) {
    return Cloud.normalise(lnShares(device, hyper));
  }

  double[] lnShares(int device, Hyper hyper) {
    return clouds.get(device).lnShares(hyper.means(), hyper.deviations(), moved(hyper), whole);
  }
}
