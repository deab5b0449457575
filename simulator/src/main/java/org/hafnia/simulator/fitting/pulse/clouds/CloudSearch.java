package org.hafnia.simulator.fitting.pulse.clouds;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.pulse.clouds.CloudTask.Effort;
import org.hafnia.simulator.fitting.pulse.likelihood.Device;
import org.hafnia.simulator.fitting.pulse.likelihood.GridFilter;
import org.hafnia.simulator.fitting.pulse.likelihood.Physics;
import org.hafnia.simulator.fitting.pulse.likelihood.Setting;
import org.hafnia.simulator.fitting.pulse.likelihood.Workers;
import org.hafnia.simulator.fitting.pulse.population.Climb;
import org.hafnia.simulator.fitting.pulse.population.FirstGuess;
import org.hafnia.simulator.fitting.pulse.population.Free;
import org.hafnia.simulator.fitting.pulse.population.Hyper;
import org.hafnia.simulator.fitting.pulse.population.Search;
import org.hafnia.simulator.fitting.pulse.population.Start;
import org.hafnia.simulator.fitting.pulse.population.Surface;

/**
 * The best population where reads are noisy: clouds are laid about the devices, the likelihood of
 * populations that these give is climbed, the clouds follow, and so on until the population stays.
 */
public final class CloudSearch {

  private static final int D = Setting.DEVICE;
  private static final Effort FULL = new Effort(40, 6);
  private static final Effort ROUGH = new Effort(24, 3);
  private static final Effort UNSHARED = new Effort(24, 0);
  private static final Effort COMPARED = new Effort(48, 0);
  private static final int SCOUTING = 5;

  /** First rounds, in which shared numbers stay. */
  private static final int ALONE = 2;

  private static final int FEWEST_ROUNDS = 4;
  private static final int ROUNDS = 12;

  /** Distance, in standard errors of all coordinates together, that counts as staying. */
  private static final double STILL = 1.2;

  /** Distance of the last step up to which the errors that it adds tell the truth. */
  private static final double SETTLED = 4;

  /** Distance from which on clouds are made of all points. */
  private static final double NEAR = 6;

  /** Points that count below which a device is looked for elsewhere. */
  private static final double LOST = 2;

  private final Setting setting;
  private final List<Device> devices;
  private final Start start;
  private final double range;
  private final double reset;
  private final Workers workers;
  private final double[] anchor;
  private final double[] looseness;
  private final List<Cloud> clouds;
  private final boolean[] lost;
  private Hyper hyper;
  private Hyper last;

  /** Shared numbers at which the clouds were worked out. */
  private double[] origin = new double[0];

  private double moved = Double.POSITIVE_INFINITY;

  @SuppressWarnings("checkstyle:ParameterNumber") // What a search is made of.
  private CloudSearch(
      Setting setting,
      List<Device> devices,
      List<Cloud> clouds,
      Hyper hyper,
      Start start,
      double reset,
      Workers workers) {
    this.setting = setting;
    this.devices = devices;
    this.clouds = clouds;
    this.hyper = hyper;
    last = hyper;
    this.start = start;
    this.reset = reset;
    this.workers = workers;
    range = start.range();
    lost = new boolean[devices.size()];
    anchor = hyper.x.clone();
    looseness = new double[anchor.length];
    Arrays.fill(looseness, Double.POSITIVE_INFINITY);
    looseness[Hyper.SIZE_SPREAD] = 2;
    looseness[Hyper.UP_DOWN_SPREAD] = 2;
    looseness[Hyper.UPPER] = range;
    looseness[Hyper.LOWER] = range;
    looseness[Hyper.UPPER_SPREAD] = 1;
    looseness[Hyper.LOWER_SPREAD] = 1;
  }

  /**
   * A search whose clouds have found their places from the likeliest candidates for each device.
   *
   * @param reset odds that devices start at the bound that their first pulses lead away from
   */
  public static CloudSearch of(
      Setting setting, Start start, List<Device> devices, double reset, Workers workers) {
    var guess = FirstGuess.of(setting, start, devices);
    var placed = new CloudStart(setting, start, guess).place(devices, workers);
    double[] deviations = placed.deviations();
    var clouds =
        devices.stream()
            .map(
                device -> {
                  double[] wide = deviations.clone();
                  double size = setting.lognormal() ? 1 : device.own[Setting.SIZE];
                  wide[Setting.SIZE] = 0.4 * size;
                  wide[Setting.UPPER] = 0.1 * start.range();
                  wide[Setting.LOWER] = 0.1 * start.range();
                  return new Cloud(new Place(setting, device.own, wide));
                })
            .toList();
    var search = new CloudSearch(setting, devices, clouds, placed, start, reset, workers);
    for (int round = 0; round < SCOUTING; round++) {
      search.refine();
    }
    return search;
  }

  /** A search from where this one stands, by another law of step sizes or other odds of a reset. */
  public CloudSearch with(Setting other, double odds) {
    var copies = devices.stream().map(device -> new Device(device, device.trace)).toList();
    var same = clouds.stream().map(cloud -> new Cloud(new Place(other, cloud.place))).toList();
    var there = new Hyper(other, hyper.x);
    return new CloudSearch(other, copies, same, there, start, odds, workers);
  }

  /** Spread of ln(step size) over devices, without what reads leave open. */
  public double sizeSpread() {
    return Cloud.sizeSpread(clouds);
  }

  /** The value that this search would have if shared numbers stayed. */
  public double value() {
    evaluate(COMPARED);
    var surface = surface();
    return surface.at(climb(surface, alone()).from(hyper)).value();
  }

  public Search.Found run(FitListener listener) throws FitCancelled {
    moved = Double.POSITIVE_INFINITY;
    int still = 0;
    for (int round = 0; round < ROUNDS; round++) {
      listener.check();
      refine();
      boolean shared = round >= ALONE;
      evaluate(shared ? moved < NEAR ? FULL : ROUGH : UNSHARED);
      var surface = surface();
      var next = climb(surface, shared ? free() : alone()).from(hyper);
      moved = distance(surface, next);
      last = hyper;
      still = moved < STILL && shared ? still + 1 : 0;
      look(surface);
      hyper = next;
      if (still > 1 && round >= FEWEST_ROUNDS) {
        break;
      }
    }
    var surface = surface();
    settle(surface);
    double value = surface.at(hyper).value();
    var climb = climb(surface, free());
    return new Search.Found(setting, devices, hyper, climb, value, last, moved < SETTLED);
  }

  /**
   * ln density of the last fifth of each device's reads, given what comes before: by a population
   * that is fitted to what comes before, but for the numbers that devices share.
   */
  public double[] heldOut() {
    var surface = surface();
    var before = surface.of(false);
    var first = climb(before, alone()).from(hyper);
    return IntStream.range(0, devices.size())
        .mapToDouble(i -> surface.of(i, first) - before.of(i, first))
        .toArray();
  }

  private int[] free() {
    return Free.of(setting, devices, hyper);
  }

  /** The coordinates that devices do not share. */
  private int[] alone() {
    return Arrays.stream(free()).filter(j -> j < Hyper.CYCLE).toArray();
  }

  /** Clouds are trusted near where they were laid only. */
  private Climb climb(Surface surface, int[] free) {
    double[] scale = Free.scale(hyper, range);
    double[] least = Free.least(hyper, range);
    double[] most = Free.most(hyper);
    for (int j = 0; j < scale.length; j++) {
      double room = (j < Hyper.SHAPE ? 0.5 : 2) * scale[j];
      least[j] = Math.max(least[j], hyper.x[j] - room);
      most[j] = Math.min(most[j], hyper.x[j] + room);
    }
    return new Climb(surface, free, least, most, scale);
  }

  private CloudMarginal surface() {
    return new CloudMarginal(clouds, origin, anchor, looseness, true);
  }

  /** How far another population is, in standard errors. */
  private double distance(Surface surface, Hyper other) {
    int[] free = free();
    var curvature = climb(surface, free).curvature(hyper);
    double[] scale = Free.scale(hyper, range);
    double[] off =
        Arrays.stream(free).mapToDouble(j -> (other.x[j] - hyper.x[j]) / scale[j]).toArray();
    double[] bent = curvature.operate(off);
    double sum = IntStream.range(0, off.length).mapToDouble(j -> off[j] * bent[j]).sum();
    return Math.sqrt(Math.abs(sum));
  }

  /** Devices of which hardly any point counts are lost. */
  private void look(CloudMarginal surface) {
    for (int i = 0; i < lost.length; i++) {
      double[] shares = surface.lnShares(i, hyper);
      Cloud.normalise(shares);
      lost[i] = Cloud.counting(shares) < LOST;
    }
  }

  /** Moves the clouds to where devices are likely to be in the present population. */
  private void refine() {
    double[] means = hyper.means();
    double[] deviations = hyper.deviations();
    workers.share(
        clouds.size(),
        (from, to) -> {
          var filter = new GridFilter(new Physics(setting, means, hyper.shared()), reset);
          for (int i = from; i < to; i++) {
            var trace = devices.get(i).trace;
            var place = clouds.get(i).place;
            place.refine(
                own ->
                    filter.run(trace, own, 0)[1]
                        + Place.lnPrior(own, means, deviations)
                        + place.lnVolume(own),
                other(i));
          }
        });
  }

  /** Where else a device may lie: at the population's mean or, where it looks lost, anywhere. */
  private double[] other(int device) {
    var trace = devices.get(device).trace;
    if (lost[device]) {
      return new CloudStart(setting, start, hyper).likeliest(trace, false);
    }
    double[] own = hyper.means();
    int side = trace.first() > 0 ? Setting.LOWER : Setting.UPPER;
    own[side] = clouds.get(device).place.own(new double[D])[side];
    return own;
  }

  /** Leaves the devices at their means. */
  private void settle(CloudMarginal surface) {
    for (int i = 0; i < clouds.size(); i++) {
      double[] shares = surface.lnShares(i, hyper);
      Cloud.normalise(shares);
      double[][] moments = clouds.get(i).moments(shares);
      System.arraycopy(moments[0], 0, devices.get(i).own, 0, D);
      System.arraycopy(moments[1], 0, devices.get(i).variances, 0, D);
    }
  }

  private void evaluate(Effort effort) {
    origin = hyper.shared();
    double[] scale = Free.scale(hyper, range);
    double[] width = new double[origin.length];
    for (int k = 0; k < width.length; k++) {
      width[k] = 0.06 * scale[Hyper.CYCLE + k];
    }
    workers.share(
        clouds.size(),
        (from, to) -> {
          var task = new CloudTask(setting, hyper, reset, effort, width);
          for (int i = from; i < to; i++) {
            task.evaluate(clouds.get(i), devices.get(i).trace, i);
          }
        });
    Gradients.tame(clouds);
  }
}
