package org.hafnia.simulator.fitting.pulse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hafnia.simulator.device.pulse.PulseDevice;
import org.hafnia.simulator.device.pulse.StepLaw;
import org.hafnia.simulator.fitting.pulse.likelihood.Device;
import org.hafnia.simulator.fitting.pulse.likelihood.Setting;
import org.hafnia.simulator.fitting.pulse.likelihood.Trace;
import org.hafnia.simulator.fitting.pulse.population.Free;
import org.hafnia.simulator.fitting.pulse.population.Hyper;
import org.hafnia.simulator.random.RandomStream;

/**
 * Draws devices of a fitted population and gives them the pulses that the measured devices got.
 * Where a bound is part of the population, a device starts as far from its own bound as a measured
 * one did; where it is not, drawn devices have none and start where a measured one did.
 */
final class Redraw {

  private final Setting setting;
  private final List<Device> measured;
  private final double[] means;
  private final double[] deviations;
  private final boolean[] bounded = new boolean[Setting.DEVICE];
  private final StepLaw law;
  private final double cycle;
  private final double read;

  Redraw(Fitted fitted) {
    var hyper = fitted.found().hyper();
    setting = fitted.setting();
    measured = fitted.found().devices();
    means = hyper.means();
    deviations = hyper.deviations();
    int[] free = Free.of(setting, measured, hyper);
    bounded[Setting.UPPER] = setting.soft() || has(free, Hyper.UPPER);
    bounded[Setting.LOWER] = setting.soft() || has(free, Hyper.LOWER);
    law = law(setting, hyper.x);
    double[] shared = hyper.shared();
    cycle = Math.exp(shared[0]);
    read = setting.exact() ? 0 : Math.exp(shared[1]);
  }

  private static boolean has(int[] free, int coordinate) {
    return Arrays.stream(free).anyMatch(j -> j == coordinate);
  }

  private static StepLaw law(Setting setting, double[] x) {
    int at = Hyper.SHAPE;
    return switch (setting.variant()) {
      case CONSTANT -> new StepLaw.Constant();
      case LINEAR -> new StepLaw.Linear(x[at], x[at + 1], 1, -1);
      case SOFT_BOUNDS -> new StepLaw.SoftBounds();
      case EXPONENTIAL ->
          new StepLaw.Exponential(-0.5, 0, 1, x[at + 2], x[at + 3], -x[at], -x[at + 1]);
    };
  }

  /** That many devices; another draw gives others. */
  List<Trace> traces(int count, long seed, int draw) {
    var devices = RandomStream.of(seed, "self-check-devices", draw);
    var pulses = RandomStream.of(seed, "self-check-pulses", draw);
    var reads = RandomStream.of(seed, "self-check-reads", draw);
    var traces = new ArrayList<Trace>();
    for (int i = 0; i < count; i++) {
      var like = measured.get((int) ((long) i * measured.size() / count));
      double[] own = new double[Setting.DEVICE];
      for (int j = 0; j < own.length; j++) {
        own[j] = means[j] + deviations[j] * devices.normal(i, j);
      }
      var device = device(own);
      traces.add(new Trial(device, i, pulses, reads).trace(like.trace, start(like, device)));
    }
    return traces;
  }

  private PulseDevice device(double[] own) {
    double size = setting.lognormal() ? Math.exp(own[Setting.SIZE]) : own[Setting.SIZE];
    double typical = setting.lognormal() ? Math.exp(means[Setting.SIZE]) : means[Setting.SIZE];
    double least = 0.01 * typical;
    double upper = bounded[Setting.UPPER] ? own[Setting.UPPER] : Double.POSITIVE_INFINITY;
    double lower = bounded[Setting.LOWER] ? own[Setting.LOWER] : Double.NEGATIVE_INFINITY;
    if (setting.soft()) {
      upper = Math.max(upper, 0.01 * means[Setting.UPPER]);
      lower = Math.min(lower, 0.01 * means[Setting.LOWER]);
    }
    return new PulseDevice(
        Math.max(least, size + own[Setting.HALF]),
        Math.max(least, size - own[Setting.HALF]),
        Math.max(upper, lower),
        lower);
  }

  /** The weight before the first pulse of a device that is measured like that one. */
  private double start(Device like, PulseDevice device) {
    double shown = like.trace.reads()[0];
    int first = Arrays.stream(like.trace.directions()).filter(d -> d != 0).findFirst().orElse(1);
    int which = first > 0 ? Setting.LOWER : Setting.UPPER;
    if (!bounded[which] || !(setting.soft() || like.reached(which))) {
      return device.bounded(shown);
    }
    double from = first > 0 ? device.lower() : device.upper();
    double gap = shown - like.own[which];
    // A gap that read noise explains is none.
    return device.bounded(Math.abs(gap) < 3 * read ? from : from + gap);
  }

  /** One drawn device under pulses. */
  private final class Trial {

    private final PulseDevice device;
    private final int number;
    private final RandomStream pulses;
    private final RandomStream reads;

    Trial(PulseDevice device, int number, RandomStream pulses, RandomStream reads) {
      this.device = device;
      this.number = number;
      this.pulses = pulses;
      this.reads = reads;
    }

    Trace trace(Trace like, double start) {
      double weight = start;
      double[] shown = new double[like.length()];
      shown[0] = weight + read * reads.normal(number, 0);
      int given = 0;
      for (int t = 1; t < shown.length; t++) {
        for (int pulse = 0; pulse < like.pulses()[t]; pulse++) {
          weight = after(like.directions()[t], weight, pulses.normal(number, given++));
        }
        shown[t] = weight + read * reads.normal(number, t);
      }
      return Trace.of(like.device(), shown, like.pulses(), like.directions());
    }

    private double after(int direction, double weight, double xi) {
      double factor = law.factor(direction, weight, device);
      double noisy = setting.additive() ? factor + cycle * xi : factor * (1 + cycle * xi);
      return device.bounded(weight + direction * device.step(direction) * noisy);
    }
  }
}
