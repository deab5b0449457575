package org.hafnia.simulator.fitting.states.laws;

import java.util.List;
import org.hafnia.simulator.device.states.LognormalLaw;
import org.hafnia.simulator.device.states.StateLaw;
import org.hafnia.simulator.device.states.TailedLaw;
import org.hafnia.simulator.device.states.TailedLaw.Tail;
import org.hafnia.simulator.random.NormalLaw;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.jspecify.annotations.Nullable;

/**
 * Greatest likelihood of a lognormal body with exponential tails, by simplex over (mu, ln sigma,
 * lower from, ln lower decay, upper from, ln upper decay). Each tail holds at least 20 reads and at
 * most a quarter of them, and the body holds its own centre, so that it stays a body.
 */
final class TailsSearch {

  private static final double LEAST_READS = 20;
  private static final double MOST = 0.25;
  private static final double IMPOSSIBLE = 1e9;

  /** Where the surface is flat or breaks off, the simplex stops here with what it has. */
  private static final int ITERATIONS = 4_000;

  /** As many as those can need: each at most shrinks once. */
  private static final int EVALUATIONS = 10 * ITERATIONS;

  /** Largest difference of logarithms between deviations of the same order. */
  private static final double SAME_ORDER = Math.log(10);

  private static final List<List<Double>> STARTS =
      List.of(
          List.of(0.02, 0.02),
          List.of(0.1, 0.1),
          List.of(0.02, 0.15),
          List.of(0.15, 0.02),
          List.of(0.005, 0.05));

  private final Sums reads;

  private TailsSearch(Sums reads) {
    this.reads = reads;
  }

  static StateLaw fit(Sums reads, @Nullable StateLaw near) {
    var search = new TailsSearch(reads);
    if (near instanceof TailedLaw law) {
      // Another start: what is best of two tops in all reads is not so in all draws of cells.
      var here = search.from(point(law));
      var other = search.from(search.start(0.1, 0.1));
      boolean better = other.getValue() < here.getValue() && alike(other, here);
      return law((better ? other : here).getPoint());
    }
    return STARTS.stream()
        .map(tails -> search.from(search.start(tails.getFirst(), tails.getLast())))
        .min((a, b) -> Double.compare(a.getValue(), b.getValue()))
        .filter(best -> best.getValue() < IMPOSSIBLE)
        .map(best -> law(search.from(best.getPoint()).getPoint()))
        .orElseGet(() -> new LognormalLaw(reads.mean(), Math.sqrt(reads.variance())));
  }

  /** Whether deviation and decays are of the same order: few reads may have no best ones. */
  private static boolean alike(PointValuePair one, PointValuePair other) {
    double[] p = one.getPoint();
    double[] q = other.getPoint();
    return Math.abs(p[1] - q[1]) < SAME_ORDER
        && Math.abs(p[3] - q[3]) < SAME_ORDER
        && Math.abs(p[5] - q[5]) < SAME_ORDER;
  }

  /** Mean of -ln f over the reads. */
  private double cost(double[] p) {
    double sigma = Math.exp(p[1]);
    double lowerDecay = Math.exp(p[3]);
    double upperDecay = Math.exp(p[5]);
    double a = (p[2] - p[0]) / sigma;
    double b = (p[4] - p[0]) / sigma;
    if (!(a < 0 && b > 0 && sigma > 1e-9 && a > -30 && b < 30)) {
      return IMPOSSIBLE;
    }
    double left = NormalLaw.logDensity(a) - p[1];
    double right = NormalLaw.logDensity(b) - p[1];
    double lower = Math.exp(left) * lowerDecay;
    double upper = Math.exp(right) * upperDecay;
    double body = NormalLaw.below(b) - NormalLaw.below(a);
    double total = lower + body + upper;
    int i = reads.index(p[2]);
    int j = reads.index(p[4]);
    double below = reads.weight(0, i);
    double above = reads.weight(j, reads.size());
    double fewest = Math.min(LEAST_READS, 0.1 * reads.total());
    if (!(lower / total < MOST && upper / total < MOST && below >= fewest && above >= fewest)) {
      return IMPOSSIBLE;
    }
    double within = reads.weight(i, j);
    double sum =
        below * left
            + reads.distance(0, i, p[2]) / lowerDecay
            + within * (NormalLaw.logDensity(0) - p[1])
            - reads.squares(i, j, p[0]) / (2 * sigma * sigma)
            + above * right
            - reads.distance(j, reads.size(), p[4]) / upperDecay;
    return Math.log(total) - sum / reads.total();
  }

  private double[] start(double lower, double upper) {
    double from = reads.quantile(lower);
    double to = reads.quantile(1 - upper);
    double sigma = Math.max(1e-6, (reads.quantile(0.84) - reads.quantile(0.16)) / 2);
    int i = reads.index(from);
    int j = reads.index(to);
    double down = -reads.distance(0, i, from) / Math.max(1, reads.weight(0, i));
    double up = reads.distance(j, reads.size(), to) / Math.max(1, reads.weight(j, reads.size()));
    return new double[] {
      reads.quantile(0.5),
      Math.log(sigma),
      from,
      Math.log(Math.max(down, 1e-3 * sigma)),
      to,
      Math.log(Math.max(up, 1e-3 * sigma))
    };
  }

  private PointValuePair from(double[] start) {
    double width = Math.exp(start[1]);
    double[] steps = {0.2 * width, 0.1, 0.2 * width, 0.2, 0.2 * width, 0.2};
    return new SimplexOptimizer(new SimpleValueChecker(1e-10, 1e-12, ITERATIONS))
        .optimize(
            new MaxEval(EVALUATIONS),
            new ObjectiveFunction(this::cost),
            GoalType.MINIMIZE,
            new InitialGuess(start),
            new NelderMeadSimplex(steps));
  }

  private static double[] point(TailedLaw law) {
    return new double[] {
      law.mu(),
      Math.log(law.sigma()),
      law.lower().from(),
      Math.log(law.lower().decay()),
      law.upper().from(),
      Math.log(law.upper().decay())
    };
  }

  private static StateLaw law(double[] p) {
    double sigma = Math.exp(p[1]);
    return p[2] < p[4]
        ? new TailedLaw(p[0], sigma, new Tail(p[2], Math.exp(p[3])), new Tail(p[4], Math.exp(p[5])))
        : new LognormalLaw(p[0], sigma);
  }
}
