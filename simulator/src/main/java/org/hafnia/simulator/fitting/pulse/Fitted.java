package org.hafnia.simulator.fitting.pulse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.pulse.clouds.CloudSearch;
import org.hafnia.simulator.fitting.pulse.grid.GridFilter;
import org.hafnia.simulator.fitting.pulse.likelihood.Device;
import org.hafnia.simulator.fitting.pulse.likelihood.Physics;
import org.hafnia.simulator.fitting.pulse.likelihood.Setting;
import org.hafnia.simulator.fitting.pulse.likelihood.Trace;
import org.hafnia.simulator.fitting.pulse.likelihood.TraceFilter;
import org.hafnia.simulator.fitting.pulse.likelihood.Variant;
import org.hafnia.simulator.fitting.pulse.likelihood.Workers;
import org.hafnia.simulator.fitting.pulse.population.FirstGuess;
import org.hafnia.simulator.fitting.pulse.population.Free;
import org.hafnia.simulator.fitting.pulse.population.Hyper;
import org.hafnia.simulator.fitting.pulse.population.Search;
import org.hafnia.simulator.fitting.pulse.population.Start;
import org.hafnia.simulator.random.NormalLaw;
import org.hafnia.simulator.random.RandomStream;

/**
 * One variant fitted to all traces.
 *
 * @param found population and devices
 * @param start what the reads look like before any fit
 * @param reset odds that devices start at a bound, as far as the fit supposes any
 * @param heldOut ln density of each device's held-out reads, of weights
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares fits.
record Fitted(Search.Found found, Start start, double reset, double[] heldOut) {

  private static final int ROUNDS = 30;

  /** Share of the spread of devices that reads must not leave open. */
  private static final double RESOLVED = 0.5;

  private static final double RESOLVED_NOISY = 0.5;

  /** Spread of a bound, relative, up to which a search may have stuck. */
  private static final double COLLAPSED = 0.1;

  /** Rounds from the result of a similar setting. */
  private static final int AGAIN = 8;

  /** Devices below which the shape of the law of step sizes cannot be told. */
  private static final int FEWEST_FOR_SHAPE = 8;

  /**
   * Gain of ln likelihood, nat, from which a lognormal law of step sizes is taken: chance alone
   * would often prefer it for narrow spreads, and dw_min then means the median.
   */
  private static final double CLEAR = 2;

  /** Spread of ln(step size) from which on devices are first fitted with a lognormal law. */
  private static final double WIDE = 0.38;

  Setting setting() {
    return found.setting();
  }

  double range() {
    return start.range();
  }

  /** Likelihood of the reads given each device's most likely parameters, population included. */
  double logLikelihood() {
    return found.value();
  }

  /** Mean ln density per held-out read. */
  double heldOutMean() {
    long reads = found.devices().stream().mapToLong(one -> one.trace.length() / 5).sum();
    return reads == 0 ? Double.NaN : Arrays.stream(heldOut).sum() / reads;
  }

  static Fitted of(Variant variant, List<Trace> traces, Workers workers, FitListener listener)
      throws FitCancelled {
    var devices = new ArrayList<Device>();
    traces.forEach(trace -> devices.add(Edges.seen(new Device(trace))));
    var start = new Start(devices, variant == Variant.SOFT_BOUNDS);
    var setting = start.setting(variant, additive(variant, start));
    if (!setting.exact()) {
      devices.forEach(Edges::forget);
      return noisy(setting, start, devices, workers, listener);
    }
    var guess = FirstGuess.of(setting, start, devices);
    var best =
        new Search(setting, devices, guess, start.range(), workers).spread().run(ROUNDS, listener);
    if (variant == Variant.LINEAR || variant == Variant.SOFT_BOUNDS) {
      // From scratch: asymmetry and slope, once wrong, stay so far from the bounds.
      var other = setting.withAdditive(!setting.additive());
      var copies = new ArrayList<Device>();
      traces.forEach(trace -> copies.add(Edges.seen(new Device(trace))));
      var found =
          new Search(other, copies, FirstGuess.of(other, start, copies), start.range(), workers)
              .spread()
              .run(ROUNDS, listener);
      best = found.value() > best.value() ? found : best;
    }
    if (traces.size() >= FEWEST_FOR_SHAPE) {
      best = better(best, best.setting().additive(), true, start, workers, listener);
    }
    return new Fitted(best, start, 0, heldOut(best, start.range(), workers, listener));
  }

  /** Whether noise is first supposed not to shrink with the step. */
  private static boolean additive(Variant variant, Start start) {
    return variant == Variant.CONSTANT
        || variant == Variant.LINEAR
        || (variant == Variant.SOFT_BOUNDS && !start.exact());
  }

  /** Reads are noisy: devices are told to start at a bound unless that is unlikely. */
  private static Fitted noisy(
      Setting normal, Start start, List<Device> devices, Workers workers, FitListener listener)
      throws FitCancelled {
    var setting = normal.withLognormal(true);
    var task = new CloudSearch.Task(setting, start, devices, 1);
    var search = CloudSearch.of(task, workers, listener.part(0, 0.25));
    boolean few = devices.size() < FEWEST_FOR_SHAPE;
    if (few || search.sizeSpread() < WIDE) {
      setting = normal;
      search = search.with(setting, 1);
    }
    var found = search.run(listener.part(0.25, 0.7));
    double reset = 1;
    var anywhere = search.with(setting, 0);
    if (anywhere.value(listener) > found.value()) {
      reset = 0;
      search = anywhere;
      found = search.run(listener.part(0.7, 0.8));
    }
    for (var other : few ? List.<Setting>of() : others(setting)) {
      var candidate = search.with(other, reset);
      if (candidate.value(listener) > found.value() + CLEAR) {
        search = candidate;
        found = search.run(listener.part(0.8, 0.95));
      }
    }
    return new Fitted(found, start, reset, search.heldOut());
  }

  /** The other law of step sizes, and noise that shrinks with the step or does not. */
  private static List<Setting> others(Setting setting) {
    var sizes = setting.withLognormal(!setting.lognormal());
    boolean both = setting.variant() == Variant.LINEAR || setting.variant() == Variant.SOFT_BOUNDS;
    return both ? List.of(sizes, setting.withAdditive(!setting.additive())) : List.of(sizes);
  }

  /** Other traces fitted from scratch with the same equations; the caller looks for cancelling. */
  Search.Found again(List<Trace> traces) {
    var devices = new ArrayList<Device>();
    traces.forEach(trace -> devices.add(Edges.seen(new Device(trace))));
    var other = new Start(devices, setting().soft());
    var guess = FirstGuess.of(setting(), other, devices);
    try {
      return new Search(setting(), devices, guess, other.range(), new Workers(1))
          .spread()
          .run(ROUNDS, FitListener.NONE);
    } catch (FitCancelled e) {
      throw new IllegalStateException("nobody can cancel this", e);
    }
  }

  @SuppressWarnings("checkstyle:ParameterNumber") // What a search is made of.
  private static Search.Found better(
      Search.Found best,
      boolean additive,
      boolean lognormal,
      Start start,
      Workers workers,
      FitListener listener)
      throws FitCancelled {
    var from = best.setting();
    var setting = from.withAdditive(additive).withLognormal(lognormal);
    var devices = new ArrayList<Device>();
    for (var device : best.devices()) {
      var copy = new Device(device);
      if (lognormal && !from.lognormal()) {
        copy.own[Setting.SIZE] = Math.log(Math.max(1e-9, copy.own[Setting.SIZE]));
      }
      devices.add(copy);
    }
    var hyper = new Hyper(setting, best.hyper().x);
    var other = new Search(setting, devices, hyper, start.range(), workers).run(AGAIN, listener);
    double asked = lognormal != from.lognormal() ? CLEAR : 0;
    return other.value() > best.value() + asked ? other : best;
  }

  /** The last fifth of each trace, one read ahead, from a fit to what comes before. */
  private static double[] heldOut(
      Search.Found best, double range, Workers workers, FitListener listener) throws FitCancelled {
    var devices = new ArrayList<Device>();
    for (var device : best.devices()) {
      int kept = Math.max(2, device.trace.length() - device.trace.length() / 5);
      var shorter = new Device(device.trace.first(kept));
      System.arraycopy(device.own, 0, shorter.own, 0, Setting.DEVICE);
      Edges.keep(device, shorter);
      devices.add(shorter);
    }
    var first =
        new Search(best.setting(), devices, best.hyper(), range, workers).run(AGAIN, listener);
    var filter = new TraceFilter(best.setting());
    double[] shared = first.hyper().shared();
    double[] densities = new double[devices.size()];
    for (int i = 0; i < devices.size(); i++) {
      var part = devices.get(i);
      var whole = new Device(part, best.devices().get(i).trace);
      densities[i] =
          filter.run(whole, shared).logLikelihood - filter.run(part, shared).logLikelihood;
    }
    return densities;
  }

  /** Numbers that were estimated for the population. */
  int parameters() {
    return free().length;
  }

  /** Coordinates that data can move. */
  int[] free() {
    return Free.of(setting(), found.devices(), found.hyper());
  }

  /** What a coordinate's step of 1 means. */
  double[] scales() {
    return Free.scale(found.hyper(), range());
  }

  /**
   * Standardised innovations of each device, NaN where a read does not count; a read at a bound
   * counts as a random one of those beyond it.
   */
  List<double[]> residuals(long seed) {
    double[] shared = found.hyper().shared();
    var all = new ArrayList<double[]>();
    if (!setting().exact()) {
      var filter = new GridFilter(new Physics(setting(), found.hyper().means(), shared), reset);
      for (var device : found.devices()) {
        double[] z = new double[device.trace.length()];
        filter.run(device.trace, device.own, 0, (read, u) -> z[read] = NormalLaw.quantile(u));
        z[0] = Double.NaN;
        all.add(z);
      }
      return all;
    }
    var filter = new TraceFilter(setting());
    for (var device : found.devices()) {
      double[] z = new double[device.trace.length()];
      Arrays.fill(z, Double.NaN);
      filter.run(
          device, shared, device.own, new Collector(z, RandomStream.of(seed, "ties", all.size())));
      all.add(z);
    }
    return all;
  }

  /** Whether reads resolve a bound of a device, on average, beyond what the population says. */
  boolean resolved(int parameter) {
    if (setting().soft() && !setting().exact()) {
      // Curved drift of all devices together shows a bound that no device shows, unless their
      // spread collapsed: then the search hardly moved the mean.
      double mean = found.hyper().means()[parameter];
      return found.hyper().deviations()[parameter] > COLLAPSED * Math.abs(mean);
    }
    return open(parameter) < (setting().exact() ? RESOLVED : RESOLVED_NOISY);
  }

  /** Share of a parameter's variance between devices that reads of a device leave open. */
  double open(int parameter) {
    double prior = found.hyper().deviations()[parameter];
    double mean =
        found.devices().stream()
            .mapToDouble(device -> device.variances[parameter])
            .average()
            .orElse(Double.NaN);
    return mean / (prior * prior);
  }

  @SuppressWarnings("ArrayRecordComponent") // Filled at once.
  private record Collector(double[] z, RandomStream ties) implements TraceFilter.Listener {

    @Override
    public void innovation(int read, double error, double variance) {
      z[read] = error / Math.sqrt(variance);
    }

    @Override
    public void atBound(int read, int side, double probability) {
      z[read] = -side * NormalLaw.quantile(probability * ties.uniform(read, 0));
    }
  }
}
