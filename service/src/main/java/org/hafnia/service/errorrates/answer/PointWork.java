package org.hafnia.service.errorrates.answer;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.hafnia.service.errorrates.answer.PointAnswer.CodeRate;
import org.hafnia.service.errorrates.answer.PointAnswer.MethodRate;
import org.hafnia.service.errorrates.answer.PointAnswer.StateSummary;
import org.hafnia.service.errorrates.question.Point;
import org.hafnia.service.errorrates.question.Question;
import org.hafnia.service.errorrates.question.Simulated;
import org.hafnia.simulator.array.estimate.Effort;
import org.hafnia.simulator.array.estimate.Method;
import org.hafnia.simulator.array.estimate.RateCancelled;
import org.hafnia.simulator.array.estimate.RateEstimate;
import org.hafnia.simulator.array.estimate.RateListener;
import org.hafnia.simulator.array.rate.Cell;
import org.hafnia.simulator.array.rate.CellStates;
import org.hafnia.simulator.array.rate.CodedRate;
import org.hafnia.simulator.array.rate.ErrorRateAnswer;
import org.hafnia.simulator.array.rate.ErrorRateQuestion;
import org.hafnia.simulator.array.rate.ErrorRates;
import org.hafnia.simulator.array.rate.RateKind;
import org.hafnia.simulator.array.sense.PcsaDesign;
import org.hafnia.simulator.array.sense.SenseAmplifier;
import org.hafnia.simulator.device.states.StateLaw;
import org.hafnia.simulator.device.states.StatePair;
import org.jspecify.annotations.Nullable;

/** Works out the points of a question, each cell beside the one it is compared with. */
public final class PointWork {

  public static final String BIT_ERROR = RateKind.BIT_ERROR.word();

  /** Any wrong ternary weight, at equal numbers of -1, 0 and +1. */
  public static final String WEIGHT_ERROR = "weight-error";

  private static final double PICOJOULE = 1e12;
  private static final double FEMTOJOULE = 1e15;
  private static final double TAIL = 0.01;

  private final Question question;
  private final @Nullable PcsaDesign fitted;
  private final Effort effort;
  private final Cell cell;

  /**
   * The work of a question.
   *
   * @param fitted design of the amplifiers, where they are of a device model
   */
  public PointWork(Question question, @Nullable PcsaDesign fitted, int threads) {
    this.question = question;
    this.fitted = fitted;
    this.effort = Simulated.effort(question, threads);
    this.cell = Simulated.cell(question);
  }

  /** What is looked at beside the points costs at most, in reads. */
  public long expectedReads() {
    return SupplyWindow.expectedReads(question);
  }

  /** What a point costs at most, in reads; known without working anything out. */
  public long expectedReads(Point point, CellStates states) {
    long reads = ErrorRates.expectedDraws(asked(point, states), states);
    var beside = beside(point, states);
    return reads + beside.map(other -> ErrorRates.expectedDraws(other, states)).orElse(0L);
  }

  /** Methods of the question that these states cannot be answered by. */
  public List<String> inapplicable(CellStates states) {
    var notes = new ArrayList<String>();
    for (var method : Simulated.methods(question)) {
      if (method == Method.BOOTSTRAP && states.reads().isEmpty()) {
        notes.add("Not answered by bootstrap: it counts the reads of a measurement set.");
      }
    }
    return notes;
  }

  public boolean answerable(CellStates states) {
    return !methods(states).isEmpty();
  }

  public PointAnswer answer(Point point, CellStates states, RateListener listener)
      throws RateCancelled {
    var answer = ErrorRates.answer(asked(point, states), states, listener);
    var rates = new ArrayList<>(rates(question.cell(), answer));
    var codes = new ArrayList<>(codes(question.cell(), cell, answer));
    Double threshold = threshold(answer);
    var beside = beside(point, states);
    if (beside.isPresent()) {
      var other = beside.get();
      var compared = ErrorRates.answer(other, states, listener);
      String word = other.cell() instanceof Cell.Single ? Question.SINGLE : Question.PAIR;
      rates.addAll(rates(word, compared));
      codes.addAll(codes(word, other.cell(), compared));
      threshold = threshold == null ? threshold(compared) : threshold;
    }
    var over = point.over();
    return new PointAnswer(
        point.index(),
        point.conditionShown().isEmpty() ? null : point.conditionShown(),
        over == null ? null : over.word(),
        point.value(),
        scaled(answer.programmingJoule(), PICOJOULE),
        scaled(answer.readJoule(), FEMTOJOULE),
        states.laws().map(StatePair::low).map(PointWork::summary).orElse(null),
        states.laws().map(StatePair::high).map(PointWork::summary).orElse(null),
        threshold,
        rates,
        codes,
        warnings(answer));
  }

  private static List<String> warnings(ErrorRateAnswer answer) {
    return answer.warnings().stream().distinct().toList();
  }

  private ErrorRateQuestion asked(Point point, CellStates states) {
    return new ErrorRateQuestion(cell, amplifier(point), methods(states), List.of(), effort);
  }

  /** The other binary cell under the same conditions, by the quickest method. */
  private Optional<ErrorRateQuestion> beside(Point point, CellStates states) {
    Cell other =
        switch (cell) {
          case Cell.Single single -> new Cell.Differential();
          case Cell.Differential pair -> Cell.Single.best();
          case Cell.Ternary ternary -> null;
        };
    if (other == null) {
      return Optional.empty();
    }
    var method = states.reads().isPresent() ? Method.BOOTSTRAP : Method.CLOSED_FORM;
    return Optional.of(
        new ErrorRateQuestion(other, amplifier(point), Set.of(method), List.of(), effort));
  }

  /** What reads the cells of a point. */
  SenseAmplifier amplifier(Point point) {
    return Simulated.amplifier(point.amplifier(), fitted);
  }

  private Set<Method> methods(CellStates states) {
    var methods = EnumSet.copyOf(Simulated.methods(question));
    if (states.reads().isEmpty()) {
      methods.remove(Method.BOOTSTRAP);
    }
    if (states.laws().isEmpty()) {
      methods.retainAll(EnumSet.of(Method.BOOTSTRAP));
    }
    return methods;
  }

  private static List<MethodRate> rates(String cell, ErrorRateAnswer answer) {
    var rates = new ArrayList<MethodRate>();
    answer
        .rates()
        .forEach((kind, all) -> all.forEach(one -> rates.add(rate(cell, kind.word(), one))));
    var reversed = answer.rates().getOrDefault(RateKind.SIGN_REVERSAL, List.of());
    var lost = answer.rates().getOrDefault(RateKind.NONZERO_AS_ZERO, List.of());
    var made = answer.rates().getOrDefault(RateKind.ZERO_AS_NONZERO, List.of());
    for (int i = 0; i < reversed.size(); i++) {
      rates.add(weight(cell, reversed.get(i), lost.get(i), made.get(i)));
    }
    return rates;
  }

  private static MethodRate rate(String cell, String error, RateEstimate one) {
    return new MethodRate(
        cell,
        error,
        one.method().word(),
        one.value(),
        one.low(),
        one.high(),
        one.cost(),
        one.effectiveSamples(),
        one.note().isEmpty() ? null : one.note());
  }

  /** Two of three weights are not 0. The ends of the interval add up: it is rather too wide. */
  private static MethodRate weight(
      String cell, RateEstimate reversed, RateEstimate lost, RateEstimate made) {
    return new MethodRate(
        cell,
        WEIGHT_ERROR,
        made.method().word(),
        (2 * (reversed.value() + lost.value()) + made.value()) / 3,
        (2 * (reversed.low() + lost.low()) + made.low()) / 3,
        Math.min(1, (2 * (reversed.high() + lost.high()) + made.high()) / 3),
        reversed.cost() + lost.cost() + made.cost(),
        Math.min(
            Math.min(reversed.effectiveSamples(), lost.effectiveSamples()),
            made.effectiveSamples()),
        null);
  }

  private List<CodeRate> codes(String word, Cell on, ErrorRateAnswer answer) {
    var bits = answer.rates().getOrDefault(RateKind.BIT_ERROR, List.of());
    var trusted =
        bits.stream()
            .filter(rate -> rate.method() == Method.BOOTSTRAP)
            .findFirst()
            .or(() -> bits.stream().findFirst());
    return trusted.stream()
        .flatMap(
            rate ->
                Simulated.codes(question).stream()
                    .map(code -> code(word, CodedRate.of(code, on, rate))))
        .toList();
  }

  private static CodeRate code(String cell, CodedRate coded) {
    return new CodeRate(
        coded.code().word(),
        cell,
        coded.value(),
        coded.low(),
        coded.high(),
        coded.blockFailure(),
        coded.devicesPerDataBit(),
        coded.cost().checkBits(),
        coded.cost().encoderXor(),
        coded.cost().decoderXor());
  }

  private static @Nullable Double threshold(ErrorRateAnswer answer) {
    var ohm =
        answer.readsThresholdOhm().isPresent() ? answer.readsThresholdOhm() : answer.thresholdOhm();
    return ohm.isPresent() ? ohm.getAsDouble() : null;
  }

  private static @Nullable Double scaled(OptionalDouble value, double factor) {
    return value.isPresent() ? factor * value.getAsDouble() : null;
  }

  private static StateSummary summary(StateLaw law) {
    return new StateSummary(
        Math.exp(law.quantile(0.5)),
        Math.exp(law.quantile(TAIL)),
        Math.exp(law.quantile(1 - TAIL)),
        law.deviation());
  }
}
