package org.hafnia.service.errorrates.question;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hafnia.service.errorrates.question.Question.Amplifier;
import org.hafnia.simulator.array.ecc.Code;
import org.hafnia.simulator.array.estimate.Effort;
import org.hafnia.simulator.array.estimate.Method;
import org.hafnia.simulator.array.rate.Cell;
import org.hafnia.simulator.array.sense.Corner;
import org.hafnia.simulator.array.sense.PcsaDesign;
import org.hafnia.simulator.array.sense.SenseAmplifier;
import org.hafnia.simulator.array.sense.SenseAmplifier.Pcsa;
import org.jspecify.annotations.Nullable;

/** A question in the simulator's words. */
public final class Simulated {

  private static final double SECOND_PER_NANOSECOND = 1e-9;

  private Simulated() {}

  public static Cell cell(Question question) {
    return switch (question.cell()) {
      case Question.PAIR -> new Cell.Differential();
      case Question.TERNARY -> new Cell.Ternary();
      default -> {
        var threshold = question.thresholdOhm();
        yield threshold == null ? Cell.Single.best() : Cell.Single.at(threshold);
      }
    };
  }

  /** One that is not of a device model. */
  public static SenseAmplifier amplifier(Amplifier amplifier) {
    return amplifier(amplifier, null);
  }

  /**
   * The amplifier.
   *
   * @param fitted the design of its device model, where it has one
   */
  public static SenseAmplifier amplifier(Amplifier amplifier, @Nullable PcsaDesign fitted) {
    if (amplifier.type().equals(Defaults.IDEAL)) {
      return new SenseAmplifier.Ideal();
    }
    if (fitted != null) {
      return new Pcsa(
          fitted,
          Objects.requireNonNull(amplifier.supplyVolt()),
          Objects.requireNonNull(amplifier.temperatureCelsius()) + Defaults.ZERO_CELSIUS_KELVIN,
          Corner.TT,
          Pcsa.USUAL_SECOND);
    }
    return new Pcsa(
        PcsaDesign.generic130nm().withOffset(Objects.requireNonNull(amplifier.offset())),
        Objects.requireNonNull(amplifier.supplyVolt()),
        Objects.requireNonNull(amplifier.temperatureCelsius()) + Defaults.ZERO_CELSIUS_KELVIN,
        Corner.of(Objects.requireNonNull(amplifier.corner())).orElseThrow(),
        Objects.requireNonNull(amplifier.sensingTimeNanosecond()) * SECOND_PER_NANOSECOND);
  }

  public static Set<Method> methods(Question question) {
    var methods = EnumSet.noneOf(Method.class);
    question.methods().forEach(word -> methods.add(Method.of(word).orElseThrow()));
    return methods;
  }

  public static List<Code> codes(Question question) {
    return question.against().stream().map(word -> Code.of(word).orElseThrow()).toList();
  }

  public static Effort effort(Question question, int threads) {
    return new Effort(
        question.seed(),
        question.relativeHalfWidth(),
        question.draws(),
        question.bootstrapDraws(),
        threads);
  }
}
