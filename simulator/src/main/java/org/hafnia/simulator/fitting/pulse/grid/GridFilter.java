package org.hafnia.simulator.fitting.pulse.grid;

import java.util.Arrays;
import org.hafnia.simulator.fitting.pulse.likelihood.Physics;
import org.hafnia.simulator.fitting.pulse.likelihood.Trace;
import org.hafnia.simulator.random.NormalLaw;
import org.jspecify.annotations.Nullable;

/**
 * The likelihood of a trace with noisy reads: the law of the hidden weight is carried along on a
 * {@link Grid}, so that bounds stop it as they stop a device, and each read counts with the density
 * that this law gives it.
 *
 * <p>Before the first pulse a device sits, with the odds of a reset, at the bound that the first
 * pulses lead away from, or else anywhere.
 */
public final class GridFilter {

  private static final double NEGLIGIBLE = 1e-8;

  /** Deviations that a read is off every state from which on only logarithms tell how much. */
  private static final double FAR = 8;

  private static final double LN_SQRT_2_PI = 0.5 * Math.log(2 * Math.PI);

  private final Physics physics;
  private final Physics laid;
  private final double reset;
  private final double[] ln = new double[2];

  private double[] now = new double[0];
  private double[] next = new double[0];
  private double[] bell = new double[0];
  private int from;
  private int to;

  /**
   * @param reset odds that a device starts at a bound, [0, 1)
   */
  public GridFilter(Physics physics, double reset) {
    this(physics, physics, reset);
  }

  /** By one law on nodes that are laid for another. */
  GridFilter(Physics physics, Physics laid, double reset) {
    this.physics = physics;
    this.laid = laid;
    this.reset = reset;
  }

  /** Sees each read's place in the law predicted for it. */
  public interface Listener {
    void read(int read, double probabilityBelow);
  }

  /** ln likelihood of the first {@code part} reads, and of all. */
  public double[] run(Trace trace, double[] own, int part) {
    return run(trace, own, part, null);
  }

  public double[] run(Trace trace, double[] own, int part, @Nullable Listener listener) {
    var grid = new Grid(laid, laid.device(own), trace, reset > 0).with(physics, own);
    Grid.Moves up = trace.has(1) ? grid.moves(1) : null;
    Grid.Moves down = trace.has(-1) ? grid.moves(-1) : null;
    start(grid, trace);
    table(grid.spacing / physics.read());
    double lnRead = Math.log(physics.read()) + LN_SQRT_2_PI;
    ln[1] = 0;
    for (int t = 0; t < trace.length(); t++) {
      Grid.Moves moves = trace.directions()[t] > 0 ? up : down;
      for (int pulse = 0; moves != null && pulse < trace.pulses()[t]; pulse++) {
        move(grid, moves);
      }
      if (listener != null) {
        listener.read(t, below(grid, trace.reads()[t]));
      }
      if (t == part) {
        ln[0] = ln[1];
      }
      ln[1] += observe(grid, trace.reads()[t]) - lnRead;
    }
    if (part >= trace.length()) {
      ln[0] = ln[1];
    }
    return ln.clone();
  }

  private void start(Grid grid, Trace trace) {
    if (now.length < grid.nodes) {
      now = new double[2 * grid.nodes];
      next = new double[2 * grid.nodes];
    }
    from = 0;
    to = grid.nodes;
    // A density over the range of the reads: the same for all devices, wherever their bounds are.
    Arrays.fill(now, 0, to, grid.spacing / Math.max(grid.spacing, trace.most() - trace.least()));
    int first = trace.first();
    boolean known = first > 0 ? grid.lowerBound : grid.upperBound;
    if (known && reset > 0) {
      for (int k = from; k < to; k++) {
        now[k] *= 1 - reset;
      }
      now[first > 0 ? 0 : to - 1] += reset;
    }
  }

  private void move(Grid grid, Grid.Moves moves) {
    int least = moves.first[from];
    int most = moves.last[from];
    for (int k = from + 1; k < to; k++) {
      least = Math.min(least, moves.first[k]);
      most = Math.max(most, moves.last[k]);
    }
    int low = Math.max(0, from + least);
    int high = Math.min(grid.nodes, to + most);
    Arrays.fill(next, low, high, 0);
    for (int o = least; o <= most; o++) {
      carry(moves.share, (o - moves.least) * grid.nodes, o, Math.min(to, grid.nodes - o));
    }
    double[] other = now;
    now = next;
    next = other;
    from = low;
    to = high;
  }

  /** One offset; a loop of its own, for the compiler to make it wide. */
  private void carry(double[] share, int at, int offset, int end) {
    double[] in = now;
    double[] out = next;
    for (int k = Math.max(from, -offset); k < end; k++) {
      out[k + offset] += in[k] * share[at + k];
    }
  }

  /** Densities of a read at that many spacings off, relative to the one at 0. */
  private void table(double h) {
    if (bell.length < now.length) {
      bell = new double[now.length];
    }
    int reach = (int) Math.min(bell.length, 12 / h + 2);
    for (int k = 0; k < reach; k++) {
      bell[k] = Math.exp(-0.5 * k * k * h * h);
    }
    Arrays.fill(bell, reach, bell.length, 0);
  }

  /** Weighs the states by a read and returns the ln of its density. */
  private double observe(Grid grid, double read) {
    double h = grid.spacing / physics.read();
    double u = (read - grid.low) / grid.spacing;
    int centre = (int) Math.max(from, Math.min(to - 1, Math.rint(u)));
    double z = (u - centre) * h;
    if (z * z > FAR * FAR) {
      return observeFar(u, h);
    }
    double tilt = Math.exp(z * h);
    System.arraycopy(now, from, next, from, to - from);
    double sum = now[centre];
    double power = tilt;
    for (int k = centre + 1; k < to; k++) {
      now[k] *= bell[k - centre] * power;
      sum += now[k];
      power *= tilt;
    }
    tilt = 1 / tilt;
    power = tilt;
    for (int k = centre - 1; k >= from; k--) {
      now[k] *= bell[centre - k] * power;
      sum += now[k];
      power *= tilt;
    }
    if (!(sum > 1e-200 && sum < 1e200)) {
      System.arraycopy(next, from, now, from, to - from);
      return observeFar(u, h);
    }
    scale(1 / sum);
    return Math.log(sum) - 0.5 * z * z;
  }

  /** The same for a read that hardly any state makes likely, with logarithms. */
  private double observeFar(double u, double h) {
    double most = Double.NEGATIVE_INFINITY;
    for (int k = from; k < to; k++) {
      double z = (u - k) * h;
      next[k] = Math.log(now[k]) - 0.5 * z * z;
      most = Math.max(most, next[k]);
    }
    double sum = 0;
    for (int k = from; k < to; k++) {
      now[k] = Math.exp(next[k] - most);
      sum += now[k];
    }
    scale(1 / sum);
    return most + Math.log(sum);
  }

  private void scale(double inverse) {
    double negligible = NEGLIGIBLE / inverse;
    while (now[from] < negligible) {
      from++;
    }
    while (now[to - 1] < negligible) {
      to--;
    }
    for (int k = from; k < to; k++) {
      now[k] *= inverse;
    }
  }

  private double below(Grid grid, double read) {
    double sum = 0;
    double all = 0;
    for (int k = from; k < to; k++) {
      sum += now[k] * NormalLaw.below((read - grid.weight(k)) / physics.read());
      all += now[k];
    }
    return Math.max(1e-12, Math.min(1 - 1e-12, sum / all));
  }
}
