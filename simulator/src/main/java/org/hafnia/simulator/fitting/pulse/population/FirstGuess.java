package org.hafnia.simulator.fitting.pulse.population;

import java.util.List;
import org.hafnia.simulator.fitting.pulse.likelihood.Device;
import org.hafnia.simulator.fitting.pulse.likelihood.Setting;
import org.hafnia.simulator.fitting.pulse.likelihood.Variant;

/** The hyperparameters to start from, by variant. */
public final class FirstGuess {

  private final Setting setting;
  private final Start start;
  private final double[] x;
  private double up;
  private double down;

  private FirstGuess(Setting setting, Start start) {
    this.setting = setting;
    this.start = start;
    x = new double[Hyper.SHAPE + setting.variant().shapes()];
  }

  public static Hyper of(Setting setting, Start start, List<Device> devices) {
    return new FirstGuess(setting, start).hyper(devices);
  }

  private Hyper hyper(List<Device> devices) {
    double range = start.range();
    x[Hyper.UPPER] = start.high + 0.1 * range;
    x[Hyper.LOWER] = start.low - 0.1 * range;
    x[Hyper.UPPER_SPREAD] = Math.log(0.15 * range);
    x[Hyper.LOWER_SPREAD] = Math.log(0.15 * range);
    for (int d = 0; d < 2; d++) {
      switch (setting.variant()) {
        case CONSTANT -> step(d, start.line(d, w -> 0)[0]);
        case LINEAR -> linear(d);
        case SOFT_BOUNDS -> soft(d);
        case EXPONENTIAL -> {
          if (setting.midway()) {
            midway(d);
          } else {
            exponential(d);
          }
        }
      }
    }
    one(devices);
    double mean = (up + down) / 2;
    x[Hyper.SIZE] = Math.log(mean);
    x[Hyper.UP_DOWN] = (up - down) / (up + down);
    x[Hyper.SIZE_SPREAD] = Math.log(0.3);
    x[Hyper.UP_DOWN_SPREAD] = Math.log(0.15);
    if (devices.size() < Free.FEWEST_DEVICES) {
      x[Hyper.SIZE_SPREAD] = Math.log(Free.NO_SPREAD);
      x[Hyper.UP_DOWN_SPREAD] = Math.log(Free.NO_SPREAD);
    }
    if (devices.stream().noneMatch(device -> device.trace.has(-1))
        || devices.stream().noneMatch(device -> device.trace.has(1))) {
      // Half the difference of up and down cannot be told from the size then.
      x[Hyper.UP_DOWN_SPREAD] = Math.log(Free.NO_SPREAD);
    }
    x[Hyper.CYCLE] = Math.log(start.stepDeviation() / typical(mean));
    x[Hyper.WRITE] = Math.log(start.readDeviation());
    return new Hyper(setting, x);
  }

  /** Where pulses went one way only, the other way is assumed to be like it. */
  private void one(List<Device> devices) {
    if (devices.stream().noneMatch(device -> device.trace.has(-1))) {
      down = up;
    }
    if (devices.stream().noneMatch(device -> device.trace.has(1))) {
      up = down;
    }
  }

  /** The usual size of a move, where noise goes with the move. */
  private double typical(double mean) {
    if (setting.additive() || setting.variant() != Variant.EXPONENTIAL || setting.midway()) {
      return mean;
    }
    double middle = (start.low + start.high) / 2;
    double factor = 1 + x[Hyper.SHAPE] * Math.exp(-x[Hyper.SHAPE + 2] * middle);
    return mean * Math.max(0.3, factor);
  }

  private void step(int d, double size) {
    double positive = Math.max(size, 1e-4 * start.range());
    if (d == 0) {
      up = positive;
    } else {
      down = positive;
    }
  }

  private void linear(int d) {
    double[] line = start.line(d, w -> w);
    step(d, line[0]);
    double k = line[1] / (d == 0 ? up : down);
    double most = 1 / start.range();
    x[Hyper.SHAPE + d] = Math.max(-most, Math.min(most, d == 0 ? -k : k));
  }

  private void soft(int d) {
    double[] line = start.line(d, w -> w);
    step(d, line[0]);
    double size = d == 0 ? up : down;
    double edge = d == 0 ? start.high : -start.low;
    double slope = d == 0 ? -line[1] : line[1];
    double bound = slope > 0 ? size / slope : 3 * edge;
    x[d == 0 ? Hyper.UPPER : Hyper.LOWER] =
        (d == 0 ? 1 : -1) * Math.max(0.6 * edge, Math.min(bound, 3 * edge));
  }

  /** The step in the middle of the reads, and how it changes there. */
  private void midway(int d) {
    double middle = setting.middle();
    int way = d == 0 ? 1 : -1;
    double best = Double.POSITIVE_INFINITY;
    for (int i = -5; i <= 5; i++) {
      double rate = i / start.range();
      java.util.function.DoubleUnaryOperator p =
          i == 0 ? w -> w : w -> Math.exp(-way * rate * (w - middle));
      double[] line = start.line(d, p);
      double misfit = start.misfit(d, line, p);
      double size = line[0] + line[1] * p.applyAsDouble(middle);
      if (misfit < best && size > 0) {
        best = misfit;
        step(d, size);
        double steepness = (i == 0 ? -way * line[1] : rate * line[1]) / size;
        double most = 2 / start.range();
        x[Hyper.SHAPE + d] = Math.max(-most, Math.min(most, steepness));
        x[Hyper.SHAPE + 2 + d] = rate;
      }
    }
    if (Double.isInfinite(best)) {
      step(d, start.line(d, w -> 0)[0]);
    }
  }

  private void exponential(int d) {
    double best = Double.POSITIVE_INFINITY;
    for (int i = -8; i <= 8; i++) {
      double rate = i / start.range();
      java.util.function.DoubleUnaryOperator p = w -> Math.exp((d == 0 ? -1 : 1) * rate * w);
      double[] line = i == 0 ? start.line(d, w -> 0) : start.line(d, p);
      double misfit = start.misfit(d, line, i == 0 ? w -> 0 : p);
      if (misfit < best && line[0] > 0) {
        best = misfit;
        step(d, line[0]);
        x[Hyper.SHAPE + d] = i == 0 ? 0.1 : line[1] / line[0];
        x[Hyper.SHAPE + 2 + d] = i == 0 ? 1 / start.range() : rate;
      }
    }
    if (Double.isInfinite(best)) {
      step(d, start.line(d, w -> 0)[0]);
      x[Hyper.SHAPE + d] = 0.1;
      x[Hyper.SHAPE + 2 + d] = 1 / start.range();
    }
  }
}
