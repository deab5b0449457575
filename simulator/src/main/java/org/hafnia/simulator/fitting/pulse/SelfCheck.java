package org.hafnia.simulator.fitting.pulse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.fitting.pulse.likelihood.Workers;
import org.hafnia.simulator.fitting.pulse.population.Hyper;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.exception.MathRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * A parametric bootstrap: devices drawn from the fitted population are fitted by the same code. How
 * far these fits are off what they were drawn from is the estimator's own bias b, how far they are
 * apart its own spread; no truth is needed for it.
 *
 * <pre>
 *   |b| &gt; 0.1 scale, beyond chance       not identified
 *   spread &gt; 3 standard errors           not identified
 *   |b| beyond chance                    estimate -= b,  error^2 += (error of b)^2 + (0.3 b)^2
 *   spread beyond chance of the error    error = spread
 * </pre>
 *
 * Spreads are those of as many devices as were measured: refits of n of N devices scatter by
 * sqrt(N/n) more.
 */
final class SelfCheck {

  /** A bias, relative, from which a number is not identified. */
  private static final double BIASED = 0.1;

  /** Spread over standard error from which a number is not identified. */
  private static final double SCATTERED = 3;

  /** Errors of the bias beyond which it counts: to flag, and to correct. */
  private static final double TO_FLAG = 2;

  private static final double TO_CORRECT = 2.5;

  /** How well the bias at the estimate stands for that at the truth. */
  private static final double TRANSFER = 0.3;

  /** Most devices of a draw, and draws: where reads are exact, and where they are noisy. */
  private static final int DEVICES_EXACT = 100;

  private static final int DEVICES_NOISY = 40;
  private static final int DRAWS_EXACT = 6;
  private static final int DRAWS_NOISY = 5;
  private static final int FEWEST_DRAWS = 3;

  private final Hyper truth;
  private final List<Hyper> refits;
  private final int drawn;
  private final int measured;

  SelfCheck(Hyper truth, List<Hyper> refits, int drawn, int measured) {
    this.truth = truth;
    this.refits = refits;
    this.drawn = drawn;
    this.measured = measured;
  }

  /** No check: nothing is identified that one could judge. */
  static SelfCheck none(Fitted fitted) {
    return new SelfCheck(fitted.found().hyper(), List.of(), 0, 0);
  }

  static SelfCheck of(Fitted fitted, FitOptions options, FitListener listener) throws FitCancelled {
    int measured = fitted.found().devices().size();
    boolean exact = fitted.setting().exact();
    int usual = exact ? DRAWS_EXACT : DRAWS_NOISY;
    int draws = options.bootstrapDraws() > 0 ? options.bootstrapDraws() : usual;
    int drawn = Math.min(exact ? DEVICES_EXACT : DEVICES_NOISY, measured);
    var redraw = new Redraw(fitted);
    @Nullable Hyper[] refits = new @Nullable Hyper[draws];
    var done = new AtomicInteger();
    new Workers(options.threads())
        .share(
            draws,
            (from, to) -> {
              for (int draw = from; draw < to && !listener.cancelRequested(); draw++) {
                refits[draw] = refit(fitted, redraw, drawn, new Draw(options.seed(), draw));
                listener.progress(
                    0.5 + 0.5 * done.incrementAndGet() / draws, "checking on the model's samples");
              }
            });
    listener.check();
    var kept = new ArrayList<Hyper>();
    for (@Nullable Hyper refit : refits) {
      if (refit != null) {
        kept.add(refit);
      }
    }
    return new SelfCheck(fitted.found().hyper(), kept, drawn, measured);
  }

  private record Draw(long seed, int number) {}

  private static @Nullable Hyper refit(Fitted fitted, Redraw redraw, int count, Draw draw) {
    try {
      return fitted.again(redraw.traces(count, draw.seed(), draw.number())).hyper();
    } catch (MathRuntimeException e) {
      return null;
    }
  }

  /**
   * What the check says of one number.
   *
   * @param lacking why it is not identified; empty where it is
   * @param bias to be taken off the estimate, in the number's unit
   * @param error standard error
   * @param widened by what factor the error grew because refits scatter
   */
  record Verdict(String lacking, double bias, double error, double widened) {}

  /** Judges a number by its stated error; {@code scale} is what its bias is relative to. */
  Verdict judge(ToDoubleFunction<Hyper> of, double error, double scale) {
    double[] off = refits.stream().mapToDouble(of).map(x -> x - of.applyAsDouble(truth)).toArray();
    if (off.length < FEWEST_DRAWS || !Double.isFinite(error)) {
      return new Verdict("", 0, error, 1);
    }
    double bias = Arrays.stream(off).average().orElseThrow();
    double squares = Arrays.stream(off).map(x -> (x - bias) * (x - bias)).sum();
    int freedom = off.length - 1;
    double more = Math.sqrt((double) measured / drawn);
    double spread = Math.sqrt(squares / freedom);
    double ratio = spread / more / error;
    double biasError = Math.max(spread, more * error) / Math.sqrt(off.length);
    if (!(Math.abs(bias) <= BIASED * scale || Math.abs(bias) <= TO_FLAG * biasError)) {
      return lacking("bias %+.0f %%".formatted(100 * bias / scale));
    }
    double chance =
        Math.sqrt(new ChiSquaredDistribution(freedom).inverseCumulativeProbability(0.99) / freedom);
    if (!(ratio <= Math.max(SCATTERED, chance))) {
      return lacking("scatter %.1f times the standard error".formatted(ratio));
    }
    double widened = ratio > chance ? ratio : 1;
    boolean corrected = Math.abs(bias) > TO_CORRECT * biasError;
    double taken = corrected ? bias : 0;
    double total =
        corrected
            ? Math.hypot(Math.hypot(widened * error, biasError), TRANSFER * bias)
            : widened * error;
    return new Verdict("", taken, total, widened);
  }

  private static Verdict lacking(String how) {
    return new Verdict(
        "not recovered from the model's own samples: " + how, 0, Double.NaN, Double.NaN);
  }

  /** What was done, for people. */
  String words() {
    return "%d fits to %d devices each that were drawn from the fitted model"
        .formatted(refits.size(), drawn);
  }
}
