package org.hafnia.simulator.fitting.pulse.clouds;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.pulse.clouds.CloudTask.Effort;
import org.hafnia.simulator.fitting.pulse.grid.FilterBatch;
import org.hafnia.simulator.fitting.pulse.likelihood.Device;
import org.hafnia.simulator.fitting.pulse.likelihood.Physics;
import org.hafnia.simulator.fitting.pulse.likelihood.Setting;
import org.hafnia.simulator.fitting.pulse.likelihood.Workers;
import org.hafnia.simulator.fitting.pulse.population.Free;
import org.hafnia.simulator.fitting.pulse.population.Hyper;
import org.hafnia.simulator.fitting.pulse.population.Start;

/** The clouds of all devices: laid, worked out and moved together, for one law of their reads. */
final class Clouds {

  private static final int D = Setting.DEVICE;

  /** Points that count below which a device is looked for elsewhere. */
  private static final double LOST = 2;

  /** Moves at once of a device that was looked for before and is not in its place yet. */
  private static final int PASSES = 4;

  /** Length of a move, in deviations, below which a device is in its place. */
  private static final double STILL = 0.5;

  final Setting setting;
  final List<Device> devices;
  final double reset;
  final List<Cloud> clouds;
  private final Start start;
  private final Workers workers;

  /** Shared numbers at which likelihoods are worked out. */
  private double[] origin;

  @SuppressWarnings("checkstyle:ParameterNumber") // What reads are looked at by.
  Clouds(
      Setting setting,
      List<Device> devices,
      List<Cloud> clouds,
      double[] origin,
      Start start,
      double reset,
      Workers workers) {
    this.setting = setting;
    this.devices = devices;
    this.clouds = clouds;
    this.origin = origin;
    this.start = start;
    this.reset = reset;
    this.workers = workers;
  }

  /** The same devices by another law; points stay where their likelihood does. */
  Clouds with(Setting other, double odds) {
    var copies = devices.stream().map(device -> new Device(device, device.trace)).toList();
    boolean same = other.additive() == setting.additive() && odds == reset;
    var moved = clouds.stream().map(cloud -> same ? cloud.in(other) : cloud.bare(other)).toList();
    return new Clouds(other, copies, moved, origin, start, odds, workers);
  }

  boolean laid() {
    return clouds.getFirst().points.length > 0;
  }

  double range() {
    return start.range();
  }

  CloudMarginal surface(double[] anchor, double[] looseness) {
    return new CloudMarginal(clouds, origin, anchor, looseness, true);
  }

  /**
   * Moves the clouds to where devices are likely to be in the present population: to where their
   * points say, or where these say too little, to the top of the likelihood.
   */
  void refine(Hyper hyper, FitListener listener) throws FitCancelled {
    double[] means = hyper.means();
    double[] deviations = hyper.deviations();
    double[] moved = off(hyper);
    var physics = new Physics(setting, means, hyper.shared());
    share(
        listener,
        (filter, i) -> {
          var cloud = clouds.get(i);
          double[] shares = cloud.lnShares(means, deviations, moved, true);
          Cloud.normalise(shares);
          double counting = shares.length == 0 ? 0 : Cloud.counting(shares);
          if (counting > Cloud.TELLING) {
            cloud.place.follow(cloud.points, shares);
            return;
          }
          boolean lost = shares.length > 0 && counting < LOST;
          if (lost) {
            cloud.forget();
          }
          var trace = devices.get(i).trace;
          Place.Law law =
              all -> {
                var points = all.stream().map(own -> new FilterBatch.Point(physics, own)).toList();
                double[][] ln = filter.run(trace, points, 0);
                return IntStream.range(0, ln.length)
                    .mapToDouble(
                        n ->
                            ln[n][1]
                                + Place.lnPrior(all.get(n), means, deviations)
                                + cloud.place.lnVolume(all.get(n)))
                    .toArray();
              };
          double off = cloud.place.refine(law, other(i, hyper, lost));
          for (int pass = 1; pass < PASSES && shares.length > 0 && off > STILL; pass++) {
            off = cloud.place.refine(law, other(i, hyper, false));
          }
        });
  }

  private double[] off(Hyper hyper) {
    double[] moved = hyper.shared();
    for (int k = 0; k < moved.length; k++) {
      moved[k] -= origin[k];
    }
    return moved;
  }

  private interface One {
    void run(FilterBatch filter, int device);
  }

  private void share(FitListener listener, One one) throws FitCancelled {
    workers.share(
        clouds.size(),
        (from, to) -> {
          var filter = new FilterBatch(reset);
          for (int i = from; i < to && !listener.cancelRequested(); i++) {
            one.run(filter, i);
          }
        });
    listener.check();
  }

  /** Where else a device may lie: at the population's mean or, where it looks lost, anywhere. */
  private double[] other(int device, Hyper hyper, boolean lost) {
    var trace = devices.get(device).trace;
    if (lost) {
      return new CloudStart(setting, start, hyper).likeliest(trace, false);
    }
    double[] own = hyper.means();
    int side = trace.first() > 0 ? Setting.LOWER : Setting.UPPER;
    own[side] = clouds.get(device).place.own(new double[D])[side];
    return own;
  }

  /**
   * Works new points out.
   *
   * @param far whether shared numbers have moved too far for points of earlier rounds
   */
  void evaluate(Hyper hyper, Effort effort, boolean far, FitListener listener) throws FitCancelled {
    double[] moved = off(hyper);
    boolean still = Arrays.stream(moved).allMatch(x -> x == 0);
    for (var cloud : clouds) {
      if (far && !still) {
        cloud.forget();
      } else if (!still) {
        cloud.follow(moved);
      }
    }
    origin = hyper.shared();
    double[] scale = Free.scale(hyper, range());
    double[] width = new double[origin.length];
    for (int k = 0; k < width.length; k++) {
      width[k] = 0.06 * scale[Hyper.CYCLE + k];
    }
    workers.share(
        clouds.size(),
        (from, to) -> {
          var task = new CloudTask(setting, hyper, reset, effort, width);
          for (int i = from; i < to && !listener.cancelRequested(); i++) {
            task.evaluate(clouds.get(i), devices.get(i).trace, i);
          }
        });
    listener.check();
    Gradients.tame(clouds, far);
  }

  /** Fits a parabola to each device's likelihood at the points that it has. */
  void shape(Hyper hyper) {
    double[] means = hyper.means();
    double[] deviations = hyper.deviations();
    workers.share(
        clouds.size(),
        (from, to) -> clouds.subList(from, to).forEach(cloud -> cloud.shape(means, deviations)));
  }

  /** Leaves the devices at their means. */
  void settle(CloudMarginal surface, Hyper hyper) {
    for (int i = 0; i < clouds.size(); i++) {
      double[] shares = surface.lnShares(i, hyper);
      Cloud.normalise(shares);
      double[][] moments = clouds.get(i).moments(shares);
      System.arraycopy(moments[0], 0, devices.get(i).own, 0, D);
      System.arraycopy(moments[1], 0, devices.get(i).variances, 0, D);
    }
  }
}
