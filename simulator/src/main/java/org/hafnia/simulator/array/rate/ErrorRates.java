package org.hafnia.simulator.array.rate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.hafnia.simulator.array.ecc.Code;
import org.hafnia.simulator.array.estimate.Effort;
import org.hafnia.simulator.array.estimate.ImportanceSampling;
import org.hafnia.simulator.array.estimate.Method;
import org.hafnia.simulator.array.estimate.RateCancelled;
import org.hafnia.simulator.array.estimate.RateEstimate;
import org.hafnia.simulator.array.estimate.RateListener;
import org.hafnia.simulator.array.reads.BestReference;
import org.hafnia.simulator.array.reads.Bootstrap;
import org.hafnia.simulator.array.reads.MeasuredReads;
import org.hafnia.simulator.array.sense.Branches;
import org.hafnia.simulator.array.sense.SenseAmplifier;
import org.hafnia.simulator.device.states.StatePair;

/** Answers questions for error rates. */
public final class ErrorRates {

  /** What integration costs, in draws: it evaluates laws about as often. */
  private static final long QUADRATURE = 50_000;

  private ErrorRates() {}

  /**
   * What an answer will cost at most, in reads drawn or counted, each 0.05 to 2 microseconds; known
   * without working anything out.
   */
  public static long expectedDraws(ErrorRateQuestion question, CellStates states) {
    var cases = Cases.of(question.cell(), question.amplifier().branches());
    int events = cases.cases().size();
    long draws = 0;
    for (var method : question.methods()) {
      draws +=
          switch (method) {
            case CLOSED_FORM, QUADRATURE -> events * QUADRATURE;
            case IMPORTANCE_SAMPLING -> ImportanceSampling.expectedDraws(events, question.effort());
            case BOOTSTRAP ->
                states
                    .reads()
                    .map(
                        reads ->
                            events * reads.count()
                                + (long) question.effort().bootstrapDraws() * reads.cells())
                    .orElse(0L);
          };
    }
    return draws;
  }

  /**
   * The answer.
   *
   * @throws IllegalArgumentException where a method needs laws or reads that are not there
   * @throws RateCancelled when the listener asks to stop
   */
  public static ErrorRateAnswer answer(
      ErrorRateQuestion question, CellStates states, RateListener listener) throws RateCancelled {
    var run = new Run(question, listener);
    var warnings = new ArrayList<String>();
    if (states.laws().isPresent()) {
      warnings.addAll(states.laws().get().warnings());
    }
    for (var method : Method.values()) {
      if (question.methods().contains(method)) {
        listener.proceed();
        if (method == Method.BOOTSTRAP) {
          run.count(required(states.reads(), method, "measured reads"));
        } else {
          run.work(required(states.laws(), method, "laws of the states"), method);
        }
      }
    }
    var energy = states.laws().map(StatePair::energyJoule).orElse(OptionalDouble.empty());
    return run.answer(energy, warnings);
  }

  private static <T> T required(Optional<T> part, Method method, String what) {
    return part.orElseThrow(
        () -> new IllegalArgumentException("methods: " + method.word() + " needs " + what));
  }

  /** The rates by formula or integration only, without codes; for curves and sweeps. */
  public static ErrorRateAnswer exact(Cell cell, SenseAmplifier amplifier, StatePair laws) {
    var formula = Set.of(Method.CLOSED_FORM);
    var question = new ErrorRateQuestion(cell, amplifier, formula, List.of(), Effort.usual(0));
    try {
      return answer(question, CellStates.of(laws), RateListener.SILENT);
    } catch (RateCancelled e) {
      throw new IllegalStateException("nobody asked to stop", e);
    }
  }

  /** What has been answered so far. */
  private static final class Run {

    private final ErrorRateQuestion question;
    private final RateListener listener;
    private final Branches branches;
    private final Cases cases;
    private final Map<RateKind, List<RateEstimate>> rates = new EnumMap<>(RateKind.class);
    private double reference = Double.NaN;
    private double readsReference = Double.NaN;

    Run(ErrorRateQuestion question, RateListener listener) {
      this.question = question;
      this.listener = listener;
      branches = question.amplifier().branches();
      cases = Cases.of(question.cell(), branches);
    }

    void work(StatePair laws, Method method) throws RateCancelled {
      var exact = new Exact(question.cell(), branches, laws);
      if (Double.isNaN(reference)) {
        reference = exact.referenceLnOhm();
      }
      if (method == Method.IMPORTANCE_SAMPLING) {
        var events = cases.events(laws, branches, reference);
        add(new ImportanceSampling(question.effort(), listener).of(events, cases.factors()));
      } else if (method == Method.CLOSED_FORM
          || exact.closed()
          || !question.methods().contains(Method.CLOSED_FORM)) {
        add(exact.estimates(cases, reference, method == Method.CLOSED_FORM));
      }
    }

    void count(MeasuredReads reads) throws RateCancelled {
      if (question.cell() instanceof Cell.Single single) {
        readsReference =
            single.thresholdOhm().isPresent()
                ? Math.log(single.thresholdOhm().getAsDouble())
                : BestReference.lnOhm(reads, branches);
      }
      var bootstrap = new Bootstrap(reads, branches, readsReference, question.effort());
      add(bootstrap.of(cases.cases(), cases.factors(), listener));
    }

    private void add(List<RateEstimate> estimates) {
      int i = 0;
      for (var kind : cases.sums().keySet()) {
        rates.computeIfAbsent(kind, none -> new ArrayList<>()).add(estimates.get(i++));
      }
    }

    ErrorRateAnswer answer(OptionalDouble deviceJoule, List<String> warnings) {
      var coded = new ArrayList<CodedRate>();
      for (Code code : question.codes()) {
        for (var bits : rates.getOrDefault(RateKind.BIT_ERROR, List.of())) {
          coded.add(CodedRate.of(code, question.cell(), bits));
        }
      }
      var readJoule =
          question.amplifier() instanceof SenseAmplifier.Pcsa pcsa
              ? OptionalDouble.of(pcsa.readJoule())
              : OptionalDouble.empty();
      var joule =
          deviceJoule.isPresent()
              ? OptionalDouble.of(deviceJoule.getAsDouble() * question.cell().devices())
              : deviceJoule;
      return new ErrorRateAnswer(
          rates, ohm(reference), ohm(readsReference), coded, joule, readJoule, warnings);
    }

    private static OptionalDouble ohm(double lnOhm) {
      return Double.isNaN(lnOhm) ? OptionalDouble.empty() : OptionalDouble.of(Math.exp(lnOhm));
    }
  }
}
