package org.hafnia.simulator.fitting.pulse.population;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.pulse.likelihood.Device;
import org.hafnia.simulator.fitting.pulse.likelihood.Score;
import org.hafnia.simulator.fitting.pulse.likelihood.Setting;
import org.hafnia.simulator.fitting.pulse.likelihood.Workers;

/**
 * The best population where reads are exact: the devices' likelihoods are expanded about their
 * present parameters, the marginal likelihood of these expansions is climbed, the devices move to
 * what they are then likely to be, and so on until nothing moves.
 */
public final class Search {

  private static final int ROUNDS = 40;
  private static final int SETTLED = 3;
  private static final double STILL = 5e-3;

  private final Setting setting;
  private final List<Device> devices;
  private final Workers workers;
  private final double range;
  private Hyper hyper;
  private double[] correction;
  private double value = Double.NEGATIVE_INFINITY;

  public Search(Setting setting, List<Device> devices, Hyper start, double range, Workers workers) {
    this.setting = setting;
    this.devices = devices;
    this.range = range;
    this.workers = workers;
    hyper = start;
    correction = new double[start.shared().length];
  }

  /**
   * The result of a search.
   *
   * @param last where it stood a step before; as far as that is, it is uncertain
   * @param settled whether the last step was short
   * @param scores gradient of each device's ln likelihood by the coordinates; none where errors are
   *     those of the curvature alone
   */
  @SuppressWarnings({"checkstyle:ParameterNumber", "ArrayRecordComponent"}) // What a search finds.
  public record Found(
      Setting setting,
      List<Device> devices,
      Hyper hyper,
      Climb climb,
      double value,
      Hyper last,
      boolean settled,
      double[][] scores) {}

  /** Puts all devices at the population's means. */
  public Search spread() {
    for (var device : devices) {
      System.arraycopy(hyper.means(), 0, device.own, 0, Setting.DEVICE);
      for (int which = Setting.UPPER; which <= Setting.LOWER; which++) {
        if (device.reached(which) && !Double.isNaN(device.seen(which))) {
          device.own[which] = device.seen(which);
        }
      }
    }
    return this;
  }

  public Found run(int rounds, FitListener listener) throws FitCancelled {
    double[][] before = positions();
    var last = hyper;
    int corrected = 0;
    for (int round = 0; round < Math.min(rounds, ROUNDS); round++) {
      listener.check();
      double now = backtracked(last, before);
      before = positions();
      last = hyper;
      double moved = advance();
      boolean still = moved < STILL && round >= SETTLED;
      if (still || round == rounds - 3) {
        if (corrected++ > 1) {
          break;
        }
        correct();
        value = Double.NEGATIVE_INFINITY;
      } else {
        value = now;
      }
    }
    expand();
    var marginal = marginal();
    for (var device : devices) {
      double[] variances = marginal.posterior(device, hyper).precision.inverseDiagonal();
      System.arraycopy(variances, 0, device.variances, 0, variances.length);
    }
    int[] free = Free.of(setting, devices, hyper);
    var climb =
        new Climb(
            marginal, free, Free.least(hyper, range), Free.most(hyper), Free.scale(hyper, range));
    return new Found(
        setting, devices, hyper, climb, marginal.at(hyper).value(), hyper, true, new double[0][]);
  }

  /** Expands about the present point; goes halfway back while that is worse than before. */
  private double backtracked(Hyper last, double[][] before) {
    expand();
    double now = marginal().at(hyper).value();
    for (int attempt = 0; attempt < 5 && !(now > value - 0.05); attempt++) {
      double[] x = hyper.x.clone();
      for (int j = 0; j < x.length; j++) {
        x[j] = (x[j] + last.x[j]) / 2;
      }
      hyper = hyper.at(x);
      for (int i = 0; i < before.length; i++) {
        double[] own = devices.get(i).own;
        for (int j = 0; j < own.length; j++) {
          own[j] = (own[j] + before[i][j]) / 2;
        }
      }
      expand();
      now = marginal().at(hyper).value();
    }
    return now;
  }

  private double[][] positions() {
    return devices.stream().map(device -> device.own.clone()).toArray(double[][]::new);
  }

  private void expand() {
    workers.expand(setting, devices, hyper.shared());
  }

  private Marginal marginal() {
    return new Marginal(setting, devices, hyper.shared(), correction);
  }

  /** Climbs and moves the devices; how far the population moved, in its scales. */
  private double advance() {
    var marginal = marginal();
    int[] free = Free.of(setting, devices, hyper);
    double[] scale = Free.scale(hyper, range);
    var next =
        new Climb(marginal, free, Free.least(hyper, range), Free.most(hyper), scale).from(hyper);
    double furthest = 0;
    double[] x = next.x.clone();
    for (int j : free) {
      double move = (next.x[j] - hyper.x[j]) / scale[j];
      furthest = Math.max(furthest, Math.abs(move));
      x[j] = hyper.x[j] + scale[j] * Math.max(-1.5, Math.min(1.5, move));
    }
    next = hyper.at(x);
    double[] means = next.means();
    double[] deviations = next.deviations();
    for (var device : devices) {
      double[] shift = marginal.posterior(device, next).shift;
      for (int j = 0; j < Setting.DEVICE; j++) {
        double room = 2 * deviations[j] + 0.3 * Math.abs(means[j]);
        device.own[j] += Math.max(-room, Math.min(room, shift[j]));
      }
      keepPossible(device.own, means);
    }
    hyper = next;
    return furthest;
  }

  private void keepPossible(double[] own, double[] means) {
    if (!setting.lognormal()) {
      own[Setting.SIZE] = Math.max(own[Setting.SIZE], 0.05 * means[Setting.SIZE]);
    }
    if (setting.soft()) {
      own[Setting.UPPER] = Math.max(own[Setting.UPPER], 0.05 * Math.abs(means[Setting.UPPER]));
      own[Setting.LOWER] = Math.min(own[Setting.LOWER], -0.05 * Math.abs(means[Setting.LOWER]));
    }
  }

  /** How the uncertainty of the devices' parameters changes with the noise that they share. */
  private void correct() {
    expand();
    var base = new ArrayList<Score>();
    devices.forEach(device -> base.add(device.score));
    var marginal = marginal();
    double[] shared = hyper.shared();
    double[] found = new double[shared.length];
    for (int j = 0; j < 1; j++) {
      double[] moved = shared.clone();
      moved[j] += 0.05;
      workers.expand(setting, devices, moved);
      for (int i = 0; i < base.size(); i++) {
        var there = devices.get(i).score;
        devices.get(i).score = base.get(i);
        found[j] -=
            0.5 * trace(marginal.posterior(devices.get(i), hyper), there, base.get(i)) / 0.05;
      }
    }
    correction = found;
  }

  private static double trace(Posterior posterior, Score there, Score here) {
    return IntStream.range(0, Setting.DEVICE)
        .mapToDouble(
            j -> {
              double[] column = posterior.precision.inverseColumn(j);
              double sum = 0;
              for (int k = 0; k < Setting.DEVICE; k++) {
                sum += column[k] * (there.information(k, j) - here.information(k, j));
              }
              return sum;
            })
        .sum();
  }
}
