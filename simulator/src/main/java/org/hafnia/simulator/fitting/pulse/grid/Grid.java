package org.hafnia.simulator.fitting.pulse.grid;

import org.hafnia.simulator.device.pulse.PulseDevice;
import org.hafnia.simulator.fitting.pulse.likelihood.Physics;
import org.hafnia.simulator.fitting.pulse.likelihood.Trace;
import org.hafnia.simulator.random.NormalLaw;

/**
 * The states of one device as equally spaced weights, a bound on the first and the last of them
 * where reads come near it, and how a pulse carries probability from each to others: a normal law
 * at the nodes (exact to 1e-3 of its moments for a spacing up to 1.65 deviations), with what passes
 * a bound put onto it. Moves much smaller than the spacing keep mean and variance only.
 */
final class Grid {

  private static final double SPACING = 1.65;
  private static final double REACH = 4;

  /** Least and greatest spacing, in deviations of a read. */
  private static final double FINEST = 0.04;

  private static final double COARSEST = 0.35;

  /** Deviation, in spacings, from which a law is a law at the nodes. */
  private static final double NARROW = 0.6;

  private static final int MOST = 800;

  /** Spacings per deviation of the widest law at most: more tell nothing, and cost their square. */
  private static final double FINE = 24;

  /** Grids beyond which it does not matter how far a pulse of an impossible device carries. */
  private static final double FAR = 2;

  /** The same for how wide its moves are, in spacings: those of {@link #FINE} are possible. */
  private static final double WIDEST = 96;

  /** Reads deviate this many of their deviations from the state at most. */
  private static final double READS = 4.5;

  final int nodes;
  final double low;
  final double spacing;
  final boolean lowerBound;
  final boolean upperBound;

  private final Physics physics;
  private final PulseDevice device;

  /**
   * A direction's moves: nodes are carried by offsets from {@code least} to {@code most}; the share
   * of node k that goes to node k + o stands at (o - least) nodes + k. Each node has its own range
   * of offsets.
   */
  static final class Moves {
    final int[] first;
    final int[] last;
    int least = Integer.MAX_VALUE;
    int most = Integer.MIN_VALUE;
    double[] share = new double[0];

    Moves(int nodes) {
      first = new int[nodes];
      last = new int[nodes];
    }
  }

  Grid(Physics physics, PulseDevice device, Trace trace, boolean reset) {
    this(physics, device, trace, reset, Double.POSITIVE_INFINITY);
  }

  /** A grid with a spacing of at most that. */
  Grid(Physics physics, PulseDevice device, Trace trace, boolean reset, double most) {
    this.physics = physics;
    this.device = device;
    double room = READS * physics.read();
    double bottom = trace.least() - room;
    double top = trace.most() + room;
    // A device whose bounds lie beyond all reads cannot be: it is kept where its bounds are.
    bottom = Math.min(bottom, device.upper() - room);
    top = Math.max(top, device.lower() + room);
    lowerBound = device.lower() > bottom || (reset && trace.first() > 0);
    upperBound = device.upper() < top || (reset && trace.first() < 0);
    low = lowerBound ? device.lower() : bottom;
    double high = Math.max(upperBound ? device.upper() : top, low + 1e-3 * room);
    double wished = Math.min(most, spacing(trace, low, high));
    nodes = (int) Math.max(3, Math.min(MOST, 1 + Math.ceil((high - low) / wished)));
    spacing = (high - low) / (nodes - 1);
  }

  private Grid(Physics physics, PulseDevice device, Grid like) {
    this.physics = physics;
    this.device = device;
    nodes = like.nodes;
    low = like.low;
    spacing = like.spacing;
    lowerBound = like.lowerBound;
    upperBound = like.upperBound;
  }

  /** The same nodes for other laws: what changes between the two is no difference of grids. */
  Grid with(Physics other, double[] own) {
    return new Grid(other, other.device(own), this);
  }

  private double spacing(Trace trace, double bottom, double top) {
    double least = Double.POSITIVE_INFINITY;
    double widest = 0;
    for (int direction = -1; direction <= 1; direction += 2) {
      if (trace.has(direction)) {
        for (int i = 1; i < 8; i++) {
          double w = bottom + (top - bottom) * i / 8;
          double deviation = physics.deviation(direction, w, device);
          least = Math.min(least, deviation);
          widest = Math.max(widest, deviation);
        }
      }
    }
    double read = physics.read();
    double fine = Math.max(FINEST * read, Math.min(COARSEST * read, SPACING * least));
    return Math.max(fine, widest / FINE);
  }

  double weight(int node) {
    return low + spacing * node;
  }

  Moves moves(int direction) {
    var moves = new Moves(nodes);
    double[][] laws = new double[nodes][];
    for (int k = 0; k < nodes; k++) {
      double w = weight(k);
      double move = physics.move(direction, w, device) / spacing;
      double to = k + Math.max(-FAR * nodes, Math.min(FAR * nodes, move));
      double deviation = Math.min(WIDEST, physics.deviation(direction, w, device) / spacing);
      boolean narrow = deviation < NARROW;
      double from = narrow ? Math.rint(clamped(to)) - 1 : Math.ceil(to - REACH * deviation);
      double last = narrow ? from + 2 : Math.floor(to + REACH * deviation);
      laws[k] = new double[] {to, deviation, from, last};
      moves.first[k] = kept(from) - k;
      moves.last[k] = kept(last) - k;
      moves.least = Math.min(moves.least, moves.first[k]);
      moves.most = Math.max(moves.most, moves.last[k]);
    }
    moves.share = new double[(moves.most - moves.least + 1) * nodes];
    for (int k = 0; k < nodes; k++) {
      spread(moves, k, laws[k]);
      if (lowerBound && laws[k][2] < 0) {
        stop(moves, k, laws[k], 1);
      }
      if (upperBound && laws[k][3] > nodes - 1) {
        stop(moves, k, laws[k], -1);
      }
    }
    return moves;
  }

  private int kept(double node) {
    return (int) Math.max(0, Math.min(nodes - 1, node));
  }

  private double clamped(double to) {
    return Math.max(-1, Math.min(nodes, to));
  }

  /** Puts a normal law's shares onto nodes; beyond the ends onto these. */
  private void spread(Moves moves, int k, double[] law) {
    double to = law[0];
    double deviation = law[1];
    double from = law[2];
    double last = law[3];
    if (deviation < NARROW) {
      narrow(moves, k, law);
      return;
    }
    double z = (from - to) / deviation;
    double step = 1 / deviation;
    double start = Math.exp(-0.5 * z * z);
    double first = Math.exp(-step * (z + 0.5 * step));
    double bend = Math.exp(-step * step);
    double[] sums = new double[5];
    double density = start;
    double ratio = first;
    for (double node = from; node <= last; node++) {
      double off = node - to;
      double square = off * off * density;
      sums[0] += density;
      sums[1] += off * density;
      sums[2] += square;
      sums[3] += off * square;
      sums[4] += off * off * square;
      density *= ratio;
      ratio *= bend;
    }
    double[] matching = matching(sums, deviation * deviation);
    density = start;
    ratio = first;
    for (double node = from; node <= last; node++) {
      double off = node - to;
      double factor = matching[0] + off * (matching[1] + off * matching[2]);
      add(moves, k, node, density * factor);
      density *= ratio;
      ratio *= bend;
    }
  }

  private void narrow(Moves moves, int k, double[] law) {
    double from = law[2];
    double off = clamped(law[0]) - (from + 1);
    double square = Math.max(law[1] * law[1] + off * off, Math.abs(off));
    add(moves, k, from, (square - off) / 2);
    add(moves, k, from + 1, 1 - square);
    add(moves, k, from + 2, (square + off) / 2);
  }

  /**
   * A law at the nodes has neither quite the mean nor the variance of the law between them: a mean
   * off by 1 % of the spacing is 5 % of a small drift. Densities times c0 + c1 x + c2 x^2 have
   * both.
   *
   * @param sums of densities times x^0 to x^4, x the distance from the mean
   */
  private static double[] matching(double[] sums, double variance) {
    double a = sums[0];
    double b = sums[1];
    double c = sums[2];
    double d = sums[3];
    double e = sums[4];
    // Rows (a b c), (b c d), (c d e) times the factors are 1, 0 and the variance.
    double p = c * e - d * d;
    double q = c * d - b * e;
    double r = b * d - c * c;
    double determinant = a * p + b * q + c * r;
    return new double[] {
      (p + variance * r) / determinant,
      (q + variance * (b * c - a * d)) / determinant,
      (r + variance * (a * c - b * b)) / determinant
    };
  }

  /**
   * What a bound stops lies on it, but what comes near it is rounded onto it as well: as much goes
   * back to the next two nodes as makes mean and mean square of the distance from the bound those
   * of a normal law cut off there, or the mean alone where that is not possible.
   *
   * <pre>
   *   E x = s (phi + z Phi),   E x^2 = s^2 ((1 + z^2) Phi + z phi),   z = distance of the mean / s
   * </pre>
   */
  private void stop(Moves moves, int k, double[] law, int inwards) {
    int bound = inwards > 0 ? 0 : nodes - 1;
    double deviation = Math.max(law[1], 1e-3);
    double z = inwards * (law[0] - bound) / deviation;
    double density = NormalLaw.density(z);
    double below = NormalLaw.below(z);
    double mean = deviation * (density + z * below);
    double square = deviation * deviation * ((1 + z * z) * below + z * density);
    for (int o = moves.first[k]; o <= moves.last[k]; o++) {
      double share = moves.share[(o - moves.least) * nodes + k];
      double off = inwards * (k + o - bound);
      mean -= share * off;
      square -= share * off * off;
    }
    double second = (square - mean) / 2;
    double first = mean - 2 * second;
    if (possible(moves, k, bound, -first - second)
        && possible(moves, k, bound + inwards, first)
        && possible(moves, k, bound + 2 * inwards, second)) {
      add(moves, k, bound, -first - second);
      add(moves, k, bound + inwards, first);
      add(moves, k, bound + 2 * inwards, second);
    } else if (possible(moves, k, bound, -mean) && possible(moves, k, bound + inwards, mean)) {
      add(moves, k, bound, -mean);
      add(moves, k, bound + inwards, mean);
    }
  }

  /** Whether a node can be given that much more. */
  private boolean possible(Moves moves, int k, int node, double more) {
    int offset = node - k;
    return node >= 0
        && node < nodes
        && offset >= moves.first[k]
        && offset <= moves.last[k]
        && moves.share[(offset - moves.least) * nodes + k] + more >= 0;
  }

  private void add(Moves moves, int k, double node, double part) {
    moves.share[(kept(node) - k - moves.least) * nodes + k] += part;
  }
}
