package org.hafnia.simulator.fitting.pulse.clouds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.pulse.grid.FilterBatch;
import org.hafnia.simulator.fitting.pulse.grid.FilterBatch.Point;
import org.hafnia.simulator.fitting.pulse.likelihood.Device;
import org.hafnia.simulator.fitting.pulse.likelihood.Physics;
import org.hafnia.simulator.fitting.pulse.likelihood.Setting;
import org.hafnia.simulator.fitting.pulse.likelihood.Trace;
import org.hafnia.simulator.fitting.pulse.likelihood.Workers;
import org.hafnia.simulator.fitting.pulse.population.Hyper;
import org.hafnia.simulator.fitting.pulse.population.Start;
import org.hafnia.simulator.fitting.statistics.Quantiles;

/**
 * Where each device starts when reads are noisy: of step sizes over a factor of 400, and of bounds
 * where its runs of pulses ended or where the population's are supposed, the most likely ones. The
 * population starts at the median and the spread of its devices.
 */
final class CloudStart {

  /** Step sizes from guess / e^3 to guess e^3, in steps of their logarithm. */
  private static final int SIZES = 4;

  private static final double STRIDE = 0.75;

  private final Setting setting;
  private final Start start;
  private final Hyper guess;

  CloudStart(Setting setting, Start start, Hyper guess) {
    this.setting = setting;
    this.start = start;
    this.guess = guess;
  }

  /** Places the devices and returns a population of them. */
  Hyper place(List<Device> devices, Workers workers, FitListener listener) throws FitCancelled {
    workers.share(
        devices.size(),
        (from, to) -> {
          for (int i = from; i < to && !listener.cancelRequested(); i++) {
            double[] own = likeliest(devices.get(i).trace, true);
            System.arraycopy(own, 0, devices.get(i).own, 0, own.length);
          }
        });
    listener.check();
    double[] sizes = of(devices, Setting.SIZE);
    if (!setting.lognormal()) {
      sizes = Arrays.stream(sizes).map(Math::log).toArray();
    }
    double[] x = guess.x.clone();
    double range = start.range();
    x[Hyper.SIZE] = median(sizes) - Math.log(guess.unit());
    x[Hyper.SIZE_SPREAD] = Math.log(clip(spread(sizes), 0.1, 0.35));
    x[Hyper.UPPER] = median(of(devices, Setting.UPPER));
    x[Hyper.LOWER] = median(of(devices, Setting.LOWER));
    double widest = 0.15 * range;
    x[Hyper.UPPER_SPREAD] =
        Math.log(clip(spread(of(devices, Setting.UPPER)), 0.08 * range, widest));
    x[Hyper.LOWER_SPREAD] =
        Math.log(clip(spread(of(devices, Setting.LOWER)), 0.08 * range, widest));
    double typical = Math.exp(guess.x[Hyper.SIZE] - x[Hyper.SIZE]);
    x[Hyper.CYCLE] = Math.log(clip(Math.exp(guess.x[Hyper.CYCLE]) * typical, 0.05, 20));
    return guess.at(x);
  }

  private static double clip(double value, double least, double most) {
    return Math.max(least, Math.min(most, value));
  }

  private static double[] of(List<Device> devices, int which) {
    return devices.stream().mapToDouble(device -> device.own[which]).toArray();
  }

  private static double median(double[] values) {
    return quantile(values, 0.5);
  }

  /** A standard deviation from the middle half. */
  private static double spread(double[] values) {
    return (quantile(values, 0.75) - quantile(values, 0.25)) / 1.349;
  }

  private static double quantile(double[] values, double u) {
    return Quantiles.ofSorted(Arrays.stream(values).sorted().toArray(), u);
  }

  /**
   * The likeliest of the candidates.
   *
   * @param rough whether the noise of a pulse is known better than what share of a step it is
   */
  double[] likeliest(Trace trace, boolean rough) {
    List<Point> candidates = new ArrayList<>();
    double[] uppers = bounds(trace, Setting.UPPER);
    double[] lowers = bounds(trace, Setting.LOWER);
    // Where steps do not vanish at a bound, the mean drift tells them well.
    int sizes = setting.soft() ? SIZES : setting.midway() ? 0 : 1;
    for (int i = -sizes; i <= sizes; i++) {
      double size = guess.size() * guess.unit() * Math.exp(STRIDE * i);
      double[] shared = guess.shared();
      if (rough) {
        shared[0] = Math.log(clip(Math.exp(shared[0] - STRIDE * i), 0.02, 40));
      }
      var physics = new Physics(setting, guess.means(), shared);
      for (int pair = 0; pair < uppers.length * lowers.length; pair++) {
        double[] own = {
          setting.lognormal() ? Math.log(size) : size,
          size * guess.x[Hyper.UP_DOWN],
          uppers[pair % uppers.length],
          lowers[pair / uppers.length]
        };
        candidates.add(new Point(physics, own));
      }
    }
    double[][] ln = new FilterBatch(1).run(trace, candidates, 0);
    int best = 0;
    for (int i = 1; i < ln.length; i++) {
      best = ln[i][1] > ln[best][1] ? i : best;
    }
    return candidates.get(best).own();
  }

  /** Candidates for a bound: where the reads ended, and what is guessed. */
  private double[] bounds(Trace trace, int which) {
    int side = which == Setting.UPPER ? 1 : -1;
    double guessed = guess.x[which == Setting.UPPER ? Hyper.UPPER : Hyper.LOWER];
    double end = end(trace, side);
    double least = setting.soft() ? 0.03 * start.range() * side : end;
    double seen = side * Math.max(side * end, side * least);
    if (trace.first() == -side) {
      double first = side * Math.max(side * trace.reads()[0], side * least);
      return new double[] {setting.soft() ? first : trace.reads()[0]};
    }
    return new double[] {seen, side * Math.max(side * guessed, side * seen + 0.1 * start.range())};
  }

  /** Furthest mean of the reads at the ends of runs of pulses to that side. */
  private static double end(Trace trace, int side) {
    int[] ends =
        IntStream.range(0, trace.length())
            .filter(t -> t == 0 || trace.directions()[t] == side)
            .filter(t -> t + 1 == trace.length() || trace.directions()[t + 1] != side)
            .toArray();
    double furthest = Double.NaN;
    for (int t : ends) {
      int from = t;
      while (from > 0 && trace.directions()[from] == side) {
        from--;
      }
      int first = Math.max(from, t - Math.max(2, (t - from) / 8));
      double mean = Arrays.stream(trace.reads(), first, t + 1).average().orElseThrow();
      furthest = Double.isNaN(furthest) || side * (mean - furthest) > 0 ? mean : furthest;
    }
    return furthest;
  }
}
