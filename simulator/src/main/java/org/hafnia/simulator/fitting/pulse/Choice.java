package org.hafnia.simulator.fitting.pulse;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hafnia.simulator.device.description.Estimate;

/**
 * Which step law wins: of those whose held-out likelihood is not clearly below the best one's, and
 * whose BIC is not far above the best of these, the one of which most numbers are identified.
 *
 * <pre>
 *   clearly below: mean over devices of the difference &gt; 2 standard errors of that mean
 *   far above: by more than 10
 * </pre>
 */
final class Choice {

  private static final double CLEAR = 2;
  private static final double FAR = 10;

  /** Mean ln density of fitted reads over that of held-out ones, nat. */
  private static final double ASTRAY = 1;

  private final Traces traces;
  private final double confidence;

  Choice(Traces traces, double confidence) {
    this.traces = traces;
    this.confidence = confidence;
  }

  /** The fits, the winner first, the others by their held-out likelihood. */
  List<Fitted> ranked(List<Fitted> fits) {
    var byHeldOut = fits.stream().sorted(Comparator.comparingDouble(this::heldOut)).toList();
    var best = byHeldOut.getLast();
    if (heldOut(best) == Double.NEGATIVE_INFINITY) {
      return byHeldOut.reversed();
    }
    var plausible =
        fits.stream()
            .filter(one -> heldOut(one) > Double.NEGATIVE_INFINITY && !clearlyBelow(one, best))
            .toList();
    double least = plausible.stream().mapToDouble(this::bic).min().orElseThrow();
    var winner =
        plausible.stream()
            .filter(one -> bic(one) <= least + FAR)
            .max(Comparator.comparingDouble(this::identified).thenComparingDouble(one -> -bic(one)))
            .orElse(best);
    return Stream.concat(
            Stream.of(winner), byHeldOut.reversed().stream().filter(one -> !same(one, winner)))
        .toList();
  }

  /** Mean ln density of a held-out read; what is fitted far better than held out went astray. */
  private double heldOut(Fitted fitted) {
    double mean = fitted.heldOutMean();
    boolean sound = fitted.logLikelihood() / (double) reads() < mean + ASTRAY;
    return Double.isFinite(mean) && sound ? mean : Double.NEGATIVE_INFINITY;
  }

  private long reads() {
    return traces.traces().stream().mapToLong(trace -> trace.length() - 1L).sum();
  }

  /** Each law is fitted once. */
  private static boolean same(Fitted one, Fitted other) {
    return one.setting().variant() == other.setting().variant();
  }

  /** Paired over devices. */
  private static boolean clearlyBelow(Fitted one, Fitted best) {
    if (same(one, best)) {
      return false;
    }
    double[] off =
        IntStream.range(0, best.heldOut().length)
            .mapToDouble(i -> best.heldOut()[i] - one.heldOut()[i])
            .toArray();
    int n = off.length;
    double mean = IntStream.range(0, n).mapToDouble(i -> off[i]).average().orElse(0);
    double squares =
        IntStream.range(0, n).mapToDouble(i -> (off[i] - mean) * (off[i] - mean)).sum();
    double error = n > 1 ? Math.sqrt(squares / (n - 1) / n) : Double.POSITIVE_INFINITY;
    return !(mean <= CLEAR * error);
  }

  private double bic(Fitted fitted) {
    return fitted.parameters() * Math.log((double) reads()) - 2 * fitted.logLikelihood();
  }

  /** Share of the numbers that are identified. */
  private double identified(Fitted fitted) {
    var estimates =
        new ModelWriter(fitted, traces, SelfCheck.none(fitted), confidence)
            .model("candidate").parameters().stream()
                .flatMap(parameter -> parameter.estimates().values().stream())
                .toList();
    long known = estimates.stream().filter(Estimate::identified).count();
    return (double) known / Math.max(1, estimates.size());
  }
}
