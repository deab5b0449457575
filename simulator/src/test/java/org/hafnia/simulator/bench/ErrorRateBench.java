package org.hafnia.simulator.bench;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hafnia.simulator.array.estimate.Effort;
import org.hafnia.simulator.array.estimate.Method;
import org.hafnia.simulator.array.estimate.RateCancelled;
import org.hafnia.simulator.array.estimate.RateEstimate;
import org.hafnia.simulator.array.estimate.RateListener;
import org.hafnia.simulator.array.rate.Cell;
import org.hafnia.simulator.array.rate.CellStates;
import org.hafnia.simulator.array.rate.ErrorRateQuestion;
import org.hafnia.simulator.array.rate.ErrorRates;
import org.hafnia.simulator.array.rate.RateKind;
import org.hafnia.simulator.array.sense.SenseAmplifier;
import org.hafnia.simulator.array.sense.SenseAmplifier.Ideal;
import org.hafnia.simulator.array.sense.SenseAmplifier.Pcsa;
import org.hafnia.simulator.array.ternary.SupplySweep;
import org.hafnia.simulator.array.ternary.SupplySweep.Scan;
import org.hafnia.simulator.device.states.LognormalLaw;
import org.hafnia.simulator.device.states.MixtureLaw;
import org.hafnia.simulator.device.states.StatePair;
import org.hafnia.simulator.random.NormalLaw;

/** How quick error rates are, and how often the intervals of importance sampling cover. */
final class ErrorRateBench {

  private static final int REPETITIONS = 1000;

  private ErrorRateBench() {}

  public static void main(String[] args) {
    try {
      for (double p : new double[] {1e-2, 1e-5, 1e-9, 1e-12}) {
        coverage(p);
      }
      var lognormal = states(1e-9);
      var bad = new LognormalLaw(10.5, 0.4);
      var mixture = new StatePair(new MixtureLaw(lognormal.low(), bad, 1e-3), lognormal.high());
      speed("lognormal, ideal", lognormal, new Ideal());
      speed("lognormal, pcsa", lognormal, Pcsa.generic(1.2));
      speed("mixture, ideal", mixture, new Ideal());
      speed("mixture, pcsa", mixture, Pcsa.generic(1.2));
      sweep();
    } catch (RateCancelled e) {
      throw new IllegalStateException(e);
    }
  }

  private static StatePair states(double p) {
    double gap = -Math.hypot(0.3, 0.7) * NormalLaw.quantile(p);
    return new StatePair(new LognormalLaw(8, 0.3), new LognormalLaw(8 + gap, 0.7));
  }

  private static void coverage(double p) throws RateCancelled {
    int covered = 0;
    for (int seed = 0; seed < REPETITIONS; seed++) {
      var rate = ask(states(p), new Ideal(), new Effort(seed, 1, 4000, 100, 1));
      covered += rate.low() <= p && p <= rate.high() ? 1 : 0;
    }
    System.out.printf(
        Locale.ROOT,
        "BER %.0e: %.1f %% of %d intervals cover%n",
        p,
        100.0 * covered / REPETITIONS,
        REPETITIONS);
  }

  private static void speed(String what, StatePair states, SenseAmplifier amplifier)
      throws RateCancelled {
    ask(states, amplifier, new Effort(1, 1e-4, 500_000, 100, 1));
    long start = System.nanoTime();
    var rate = ask(states, amplifier, new Effort(2, 1e-4, 1_000_000, 100, 1));
    double second = (System.nanoTime() - start) * 1e-9;
    long draws = rate.cost();
    System.out.printf(
        Locale.ROOT,
        "%s: %.3e, %d draws in %.3f s, effective %.0f%n",
        what,
        rate.value(),
        draws,
        second,
        rate.effectiveSamples());
  }

  private static RateEstimate ask(StatePair states, SenseAmplifier amplifier, Effort effort)
      throws RateCancelled {
    var methods = Set.of(Method.IMPORTANCE_SAMPLING);
    var question =
        new ErrorRateQuestion(new Cell.Differential(), amplifier, methods, List.of(), effort);
    return ErrorRates.answer(question, CellStates.of(states), RateListener.SILENT)
        .best(RateKind.BIT_ERROR);
  }

  private static void sweep() throws RateCancelled {
    var states = new StatePair(new LognormalLaw(8.5, 0.2), new LognormalLaw(11.8, 0.45));
    long start = System.nanoTime();
    var sweep = SupplySweep.of(Pcsa.generic(0.6), states, Scan.usual(1e-2), RateListener.SILENT);
    System.out.printf(
        Locale.ROOT,
        "ternary at %s, best %s, in %.2f s%n",
        sweep.ranges(),
        sweep.best(),
        (System.nanoTime() - start) * 1e-9);
  }
}
