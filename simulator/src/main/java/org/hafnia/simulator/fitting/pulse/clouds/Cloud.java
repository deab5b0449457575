package org.hafnia.simulator.fitting.pulse.clouds;

import java.util.Arrays;
import java.util.List;
import org.hafnia.simulator.fitting.pulse.likelihood.Setting;
import org.hafnia.simulator.random.NormalLaw;
import org.hipparchus.random.HaltonSequenceGenerator;

/**
 * What reads say of one device: its ln likelihood at points that are spread like a widened normal
 * law about what the device is likely to be, and how it changes there with the numbers that devices
 * share. Integrals over the device are sums over the points (importance sampling), for any
 * population that is not far from the one the points were made for.
 */
final class Cloud {

  private static final int D = Setting.DEVICE;

  /** How much wider the points lie than the device's law. */
  private static final double WIDER = 1.15;

  private static final double LN_2_PI = Math.log(2 * Math.PI);

  final Place place;
  Gradients gradients = new Gradients(0);

  double[][] points = new double[0][];
  double[] lnProposal = new double[0];

  /** ln likelihood at each point: of all reads, of the first part of them. */
  double[] all = new double[0];

  double[] part = new double[0];

  Cloud(Place place) {
    this.place = place;
  }

  /** Lays new points; devices have different ones, so that errors average out. */
  void spread(int count, int device) {
    points = new double[count][];
    lnProposal = new double[count];
    all = new double[count];
    part = new double[count];
    var sequence = new HaltonSequenceGenerator(D);
    double lnRoot = place.lnRoot() + D * Math.log(WIDER);
    sequence.skipTo(1);
    for (int i = 0; i < count; i++) {
      double[] u = sequence.nextVector();
      double squares = 0;
      for (int j = 0; j < D; j++) {
        double shifted = u[j] + device * Math.sqrt(2 + 3 * j + j * j);
        double z = NormalLaw.quantile(Math.max(1e-6, Math.min(1 - 1e-6, shifted % 1)));
        squares += z * z;
        u[j] = WIDER * z;
      }
      points[i] = place.own(u);
      lnProposal[i] = -0.5 * squares - lnRoot - 0.5 * D * LN_2_PI - place.lnVolume(points[i]);
    }
  }

  /** ln of each point's share in the device's integral over a population's normal laws. */
  double[] lnShares(double[] means, double[] deviations, double[] moved, boolean whole) {
    double[] ln = (whole ? all : part).clone();
    double lnDeviations = 0.5 * D * LN_2_PI;
    for (int j = 0; j < D; j++) {
      lnDeviations += Math.log(deviations[j]);
    }
    double bent = gradients.change(moved);
    double[] by = gradients.changeBy(moved);
    for (int i = 0; i < ln.length; i++) {
      double sum = bent - lnDeviations - lnProposal[i];
      for (int j = 0; j < D; j++) {
        double z = (points[i][j] - means[j]) / deviations[j];
        sum += by[j] * gradients.off(points[i], j) - 0.5 * z * z;
      }
      ln[i] += sum;
    }
    return ln;
  }

  /**
   * Shares that sum to 1, in place of their logarithms; returns ln of the mean of what they were.
   */
  static double normalise(double[] ln) {
    double most = Arrays.stream(ln).max().orElse(0);
    double sum = 0;
    for (int i = 0; i < ln.length; i++) {
      ln[i] = Math.exp(ln[i] - most);
      sum += ln[i];
    }
    for (int i = 0; i < ln.length; i++) {
      ln[i] /= sum;
    }
    return most + Math.log(sum / ln.length);
  }

  /** Mean and variance of each parameter. */
  double[][] moments(double[] shares) {
    double[] mean = new double[D];
    double[] variance = new double[D];
    for (int i = 0; i < shares.length; i++) {
      for (int j = 0; j < D; j++) {
        mean[j] += shares[i] * points[i][j];
      }
    }
    for (int i = 0; i < shares.length; i++) {
      for (int j = 0; j < D; j++) {
        double off = points[i][j] - mean[j];
        variance[j] += shares[i] * off * off;
      }
    }
    return new double[][] {mean, variance};
  }

  /** That many points, each as often as its share (systematic resampling). */
  static int[] chosen(double[] shares, int count) {
    int[] chosen = new int[count];
    double sum = 0;
    int at = 0;
    for (int i = 0; i < shares.length; i++) {
      sum += shares[i];
      while (at < count && (at + 0.5) / count < sum) {
        chosen[at++] = i;
      }
    }
    while (at < count) {
      chosen[at++] = shares.length - 1;
    }
    return chosen;
  }

  /** Spread of ln(step size) over devices, without what reads leave open. */
  static double sizeSpread(List<Cloud> clouds) {
    double[] at = clouds.stream().mapToDouble(cloud -> cloud.place.lnSize()).toArray();
    double open =
        clouds.stream().mapToDouble(cloud -> cloud.place.lnSizeVariance()).average().orElse(0);
    double mean = Arrays.stream(at).average().orElse(0);
    double all = Arrays.stream(at).map(x -> (x - mean) * (x - mean)).average().orElse(0);
    return Math.sqrt(Math.max(0, all - open));
  }

  /** How many points effectively count. */
  static double counting(double[] shares) {
    return 1 / Arrays.stream(shares).map(x -> x * x).sum();
  }
}
