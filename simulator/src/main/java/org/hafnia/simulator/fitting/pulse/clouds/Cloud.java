package org.hafnia.simulator.fitting.pulse.clouds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hafnia.simulator.fitting.pulse.likelihood.Setting;

/**
 * What reads say of one device: its ln likelihood at points that are spread like widened normal
 * laws about what the device is likely to be, and how it changes there with the numbers that
 * devices share. Integrals over the device are sums over the points (importance sampling from the
 * mixture of the laws of the last batches), for any population that is not far from the one the
 * points were made for.
 */
final class Cloud {

  private static final int D = Setting.DEVICE;

  /** Batches that are kept. */
  private static final int KEPT = 4;

  /** Points that must count for what they say to be believed. */
  static final double TELLING = 12;

  /**
   * How far, in nat, the integral of the parabola may be from its sum over the points: more says
   * that it has its mass where no point is.
   */
  private static final double APART = 0.7;

  private static final double LN_2_PI = Math.log(2 * Math.PI);

  final Place place;
  final Gradients gradients;
  private final List<Batch> batches = new ArrayList<>();
  private int laid;

  double[][] points = new double[0][];
  double[] lnProposal = new double[0];

  /** ln likelihood at each point: of all reads, of the first part of them. */
  double[] all = new double[0];

  double[] part = new double[0];

  /** Through the ln likelihood of all reads, and how far that is off it at each point. */
  Parabola parabola = Parabola.none();

  double[] rest = new double[0];

  Cloud(Place place, Gradients gradients) {
    this.place = place;
    this.gradients = gradients;
  }

  /** The same device without points, for another likelihood. */
  Cloud bare(Setting other) {
    return new Cloud(new Place(other, place), new Gradients(gradients.slope.length));
  }

  /** The same device and points, described by ln(size) instead of size or the other way round. */
  Cloud in(Setting other) {
    var same = new Cloud(new Place(other, place), gradients.bent());
    batches.forEach(batch -> same.batches.add(batch.in(other)));
    same.laid = laid;
    same.gather();
    return same;
  }

  /** Lays new points, which {@link #take} takes up once they are worked out. */
  Batch spread(int count, int device) {
    laid += count;
    return Batch.about(place, count, laid - count, device);
  }

  void take(Batch batch) {
    batches.add(batch);
    if (batches.size() > KEPT) {
      batches.removeFirst();
    }
    gather();
  }

  void forget() {
    batches.clear();
    gradients.forget();
    gather();
  }

  /** Shared numbers have moved: likelihoods and gradients follow. */
  void follow(double[] moved) {
    double bent = gradients.change(moved);
    double[] by = gradients.changeBy(moved);
    for (var batch : batches) {
      for (int i = 0; i < batch.points.length; i++) {
        double change = bent;
        for (int j = 0; j < D; j++) {
          change += by[j] * gradients.off(batch.points[i], j);
        }
        batch.all[i] += change;
        batch.part[i] += change;
      }
    }
    gradients.follow(moved);
    gather();
  }

  /** Fits the parabola, where enough points tell, and tell the same of it as closed form does. */
  void shape(double[] means, double[] deviations) {
    double[] still = new double[gradients.slope.length];
    double[] shares = lnShares(means, deviations, still, true);
    normalise(shares);
    parabola = Parabola.through(points, all, shares, moments(shares));
    for (int i = 0; i < rest.length; i++) {
      rest[i] = all[i] - parabola.at(points[i]);
    }
    if (parabola.known()) {
      double[] like = lnShares(means, deviations, still, true);
      for (int i = 0; i < like.length; i++) {
        like[i] -= rest[i];
      }
      double summed = normalise(like);
      double closed = parabola.integral(means, deviations, new double[D])[0][0];
      boolean covered = Math.abs(closed - summed) < APART;
      if (!(covered && counting(like) > TELLING && counting(shares) > TELLING)) {
        parabola = Parabola.none();
      }
    }
  }

  private void gather() {
    parabola = Parabola.none();
    int count = batches.stream().mapToInt(batch -> batch.points.length).sum();
    points = new double[count][];
    lnProposal = new double[count];
    all = new double[count];
    part = new double[count];
    rest = new double[count];
    int at = 0;
    for (var batch : batches) {
      for (int i = 0; i < batch.points.length; i++) {
        points[at] = batch.points[i];
        all[at] = batch.all[i];
        part[at] = batch.part[i];
        lnProposal[at] = lnMixture(batch.points[i], count);
        at++;
      }
    }
  }

  private double lnMixture(double[] own, int count) {
    double[] ln =
        batches.stream()
            .mapToDouble(
                batch -> batch.lnDensity(own) + Math.log((double) batch.points.length / count))
            .toArray();
    double most = Arrays.stream(ln).max().orElse(0);
    return most + Math.log(Arrays.stream(ln).map(x -> Math.exp(x - most)).sum());
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
