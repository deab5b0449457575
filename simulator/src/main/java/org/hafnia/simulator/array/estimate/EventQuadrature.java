package org.hafnia.simulator.array.estimate;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hafnia.simulator.array.sense.Branches;
import org.hafnia.simulator.array.tails.Quadrature;
import org.hafnia.simulator.array.tails.Quadrature.Integral;
import org.hafnia.simulator.array.tails.Score;
import org.hafnia.simulator.device.states.StateLaw;

/**
 * Probability of an event by integration: over the offset o, over the score of BLb, and for BL by
 * its distribution function. Given o and yb,
 *
 * <pre>
 *   BL reads +1 where y &lt; min(yb - o, limit - o/2);
 *   elsewhere -1 where yb - o/2 &lt; limit, and 0 where not.
 * </pre>
 */
public final class EventQuadrature {

  private static final double INNER = 1e-9;
  private static final double OUTER = 1e-8;

  private final ReadEvent event;
  private final Branches branches;
  private final Optional<Score> score;
  private final Map<Double, Double> seen = new HashMap<>();

  private EventQuadrature(ReadEvent event) {
    this.event = event;
    branches = event.branches();
    score = event.blb().map(Score::new);
  }

  /** Probability of the event, or the expected count where coins are tossed. */
  public static Integral of(ReadEvent event) {
    return new EventQuadrature(event).overOffsets();
  }

  private Integral overOffsets() {
    if (branches.offset() == 0) {
      return overBlb(0);
    }
    long[] evaluations = {0};
    var outer =
        Quadrature.expectation(
            w -> {
              var inner = overBlb(branches.offset() * w);
              evaluations[0] += inner.evaluations();
              return inner.value();
            },
            score.isPresent() ? new double[0] : new double[] {late(event.referenceLnOhm())},
            OUTER);
    return new Integral(outer.value(), outer.error(), evaluations[0]);
  }

  /** The offset, in its deviations, at which a reference begins to be too late. */
  private double late(double lnOhm) {
    return 2 * (branches.of(lnOhm) - branches.limit()) / branches.offset();
  }

  private Integral overBlb(double offset) {
    if (score.isEmpty()) {
      return new Integral(given(offset, branches.of(event.referenceLnOhm())), 0, 1);
    }
    var blb = score.get();
    double late = branches.lnOhm(branches.limit() + 0.5 * offset);
    double[] breaks = {Double.isFinite(late) ? blb.of(late) : Double.NaN};
    return Quadrature.expectation(z -> given(offset, scored(blb, z)), breaks, INNER);
  }

  /** y at a score; the same scores come back for every offset, and quantiles can be slow. */
  private double scored(Score blb, double z) {
    return seen.computeIfAbsent(z, unseen -> branches.of(blb.value(unseen)));
  }

  private double given(double offset, double yb) {
    double x = branches.lnOhm(Math.min(yb - offset, branches.limit() - 0.5 * offset));
    var outcome = event.outcome();
    double otherwise = yb - 0.5 * offset < branches.limit() ? outcome.minus() : outcome.zero();
    return outcome.plus() * below(event.bl(), x) + otherwise * above(event.bl(), x);
  }

  private static double below(StateLaw law, double x) {
    return x == Double.NEGATIVE_INFINITY ? 0 : law.below(x);
  }

  private static double above(StateLaw law, double x) {
    return x == Double.NEGATIVE_INFINITY ? 1 : law.above(x);
  }
}
