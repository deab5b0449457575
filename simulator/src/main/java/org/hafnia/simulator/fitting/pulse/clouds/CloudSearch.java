package org.hafnia.simulator.fitting.pulse.clouds;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.pulse.clouds.CloudTask.Effort;
import org.hafnia.simulator.fitting.pulse.likelihood.Device;
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

  private static final Effort UNSHARED = new Effort(24, 0, false);
  private static final Effort ROUGH = new Effort(24, 6, true);
  private static final Effort FULL = new Effort(24, 4, true);
  private static final Effort AGAIN = new Effort(24, 4, false);
  private static final Effort COMPARED = new Effort(32, 0, false);
  private static final int SCOUTING = 3;

  /** First rounds, in which shared numbers stay. */
  private static final int ALONE = 2;

  private static final int FEWEST_ROUNDS = 4;
  private static final int ROUNDS = 22;

  /** Distance that counts as staying, in standard errors: root mean square over all coordinates. */
  private static final double STILL = 0.25;

  /** Distance of the last step up to which the errors that it adds tell the truth. */
  private static final double SETTLED = 4;

  /** Loss of ln likelihood, nat, from which a step is halved: less may be chance of points. */
  private static final double WORSE = 20;

  /** Distance up to which points of earlier rounds count. */
  private static final double NEAR = 6;

  /** Where steps are that short they get no longer again: far from its points a cloud errs. */
  private static final double SHORT = 1.5;

  /** Distance up to which second derivatives stay. */
  private static final double CLOSE = 2.5;

  /** How loosely rates of exponential steps are held where the search began, times the range. */
  private static final double RATE = 8;

  private final Clouds clouds;
  private final double[] anchor;
  private final double[] looseness;
  private Hyper hyper;
  private Hyper last;
  private double moved = Double.POSITIVE_INFINITY;

  private CloudSearch(Clouds clouds, Hyper hyper, double[] anchor) {
    this.clouds = clouds;
    this.hyper = hyper;
    this.anchor = anchor;
    last = hyper;
    looseness = new double[anchor.length];
    Arrays.fill(looseness, Double.POSITIVE_INFINITY);
    looseness[Hyper.SIZE_SPREAD] = 2;
    looseness[Hyper.UP_DOWN_SPREAD] = 2;
    looseness[Hyper.UPPER] = clouds.range();
    looseness[Hyper.LOWER] = clouds.range();
    looseness[Hyper.UPPER_SPREAD] = 1;
    looseness[Hyper.LOWER_SPREAD] = 1;
    if (hyper.midway()) {
      looseness[Hyper.SHAPE + 2] = RATE / clouds.range();
      looseness[Hyper.SHAPE + 3] = RATE / clouds.range();
    }
  }

  /** What is fitted: traces by equations, with odds that devices start at a bound. */
  public record Task(Setting setting, Start start, List<Device> devices, double reset) {}

  /**
   * A search whose clouds have found their places from the likeliest candidates for each device.
   */
  public static CloudSearch of(Task task, Workers workers, FitListener listener)
      throws FitCancelled {
    var setting = task.setting();
    var start = task.start();
    var devices = task.devices();
    var guess = FirstGuess.of(setting, start, devices);
    listener.progress(0, "looking for each device");
    var placed = new CloudStart(setting, start, guess).place(devices, workers, listener);
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
                  var gradients = new Gradients(placed.shared().length);
                  return new Cloud(new Place(setting, device.own, wide), gradients);
                })
            .toList();
    var all = new Clouds(setting, devices, clouds, placed.shared(), start, task.reset(), workers);
    for (int round = 0; round < SCOUTING; round++) {
      listener.progress((round + 1.0) / (SCOUTING + 1), "looking for each device");
      all.refine(placed, listener);
    }
    return new CloudSearch(all, placed, placed.x.clone());
  }

  /** A search from where this one stands, by another law of step sizes or other odds of a reset. */
  public CloudSearch with(Setting other, double odds) {
    return new CloudSearch(clouds.with(other, odds), new Hyper(other, hyper.x), anchor);
  }

  /** Spread of ln(step size) over devices, without what reads leave open. */
  public double sizeSpread() {
    return Cloud.sizeSpread(clouds.clouds);
  }

  /** The value that this search would have if shared numbers stayed. */
  public double value(FitListener listener) throws FitCancelled {
    if (!clouds.laid()) {
      clouds.evaluate(hyper, COMPARED, false, listener);
    }
    clouds.shape(hyper);
    var surface = surface();
    return surface.at(climb(surface, alone()).from(hyper)).value();
  }

  public Search.Found run(FitListener listener) throws FitCancelled {
    moved = Double.POSITIVE_INFINITY;
    int still = 0;
    int first = clouds.laid() ? ALONE : 0;
    double before = Double.NEGATIVE_INFINITY;
    for (int round = first; round < ROUNDS; round++) {
      listener.progress((double) round / ROUNDS, stage(round));
      clouds.refine(hyper, listener);
      boolean shared = round >= ALONE;
      clouds.evaluate(hyper, effort(round), !(moved < NEAR), listener);
      clouds.shape(hyper);
      var surface = surface();
      double here = surface.at(hyper).value();
      if (here < before - WORSE) {
        hyper = hyper.towards(last, 0.5);
        before -= WORSE;
        continue;
      }
      before = here;
      var next = climb(surface, shared ? free() : alone()).from(hyper);
      double distance = distance(surface, next);
      double most = moved < NEAR ? Math.max(SHORT, moved) : Double.POSITIVE_INFINITY;
      if (distance > most) {
        next = hyper.towards(next, most / distance);
        distance = most;
      }
      moved = shared ? distance : Double.POSITIVE_INFINITY;
      last = hyper;
      still = moved < STILL * Math.sqrt(free().length) ? still + 1 : 0;
      hyper = next;
      if (still > 1 && round >= first + FEWEST_ROUNDS) {
        break;
      }
    }
    return found();
  }

  private String stage(int round) {
    String law = clouds.setting.variant().word();
    return "fitting %s: round %d of at most %d".formatted(law, round + 1, ROUNDS);
  }

  private Effort effort(int round) {
    if (round < ALONE) {
      return UNSHARED;
    }
    return moved < CLOSE ? AGAIN : moved < NEAR ? FULL : ROUGH;
  }

  private Search.Found found() {
    var surface = surface();
    clouds.settle(surface, hyper);
    double value = surface.at(hyper).value();
    double[][] scores = surface.scores(hyper);
    return new Search.Found(
        clouds.setting,
        clouds.devices,
        hyper,
        climb(surface, free()),
        value,
        last,
        moved < SETTLED,
        scores);
  }

  /**
   * ln density of the last fifth of each device's reads, given what comes before: by a population
   * that is fitted to what comes before, but for the numbers that devices share.
   */
  public double[] heldOut() {
    var surface = surface();
    var before = surface.of(false);
    var first = climb(before, alone()).from(hyper);
    return IntStream.range(0, clouds.devices.size())
        .mapToDouble(i -> surface.of(i, first) - before.of(i, first))
        .toArray();
  }

  private int[] free() {
    return Free.of(clouds.setting, clouds.devices, hyper);
  }

  /** The coordinates that devices do not share. */
  private int[] alone() {
    return Arrays.stream(free()).filter(j -> j < Hyper.CYCLE).toArray();
  }

  /** Clouds are trusted near where they were laid only. */
  private Climb climb(Surface surface, int[] free) {
    double[] scale = Free.scale(hyper, clouds.range());
    double[] least = Free.least(hyper, clouds.range());
    double[] most = Free.most(hyper);
    for (int j = 0; j < scale.length; j++) {
      double room = 0.5 * scale[j];
      least[j] = Math.max(least[j], hyper.x[j] - room);
      most[j] = Math.min(most[j], hyper.x[j] + room);
    }
    return new Climb(surface, free, least, most, scale);
  }

  private CloudMarginal surface() {
    return clouds.surface(anchor, looseness);
  }

  /** How far another population is, in standard errors. */
  private double distance(Surface surface, Hyper other) {
    int[] free = free();
    var curvature = climb(surface, free).curvature(hyper);
    double[] scale = Free.scale(hyper, clouds.range());
    double[] off =
        Arrays.stream(free).mapToDouble(j -> (other.x[j] - hyper.x[j]) / scale[j]).toArray();
    double[] bent = curvature.operate(off);
    double sum = IntStream.range(0, off.length).mapToDouble(j -> off[j] * bent[j]).sum();
    return Math.sqrt(Math.abs(sum));
  }
}
