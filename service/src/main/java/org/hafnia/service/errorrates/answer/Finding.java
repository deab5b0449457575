package org.hafnia.service.errorrates.answer;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.hafnia.service.errorrates.question.Numbers;
import org.hafnia.service.errorrates.question.Question;
import org.hafnia.service.errorrates.question.Question.Search;
import org.hafnia.simulator.array.curve.Cheapest;
import org.hafnia.simulator.array.curve.Cheapest.Condition;
import org.hafnia.simulator.array.curve.ResponseCurve;
import org.jspecify.annotations.Nullable;

/** Finds the cheapest point with few enough errors. */
public final class Finding {

  /** Where the network never loses as much as it may. */
  private static final double NEVER_TOO_MANY = 0.5;

  private final Question question;
  private final Search search;
  private final List<PointAnswer> points;
  private final double limit;

  private Finding(Question question, Search search, List<PointAnswer> points) {
    this.question = question;
    this.search = search;
    this.points = points;
    this.limit = limit(search);
  }

  /** A point that can be chosen, with what it is judged by. */
  private record Candidate(PointAnswer point, double rate, double high) {}

  public static Optional<Found> of(Question question, List<PointAnswer> points) {
    return Optional.ofNullable(question.find())
        .map(search -> new Finding(question, search, points).found());
  }

  /** The error rate to stay below, from the response curve where the network is to judge. */
  static double limit(Search search) {
    var curve = search.responseCurve();
    var loss = search.accuracyLossBelow();
    if (curve == null || loss == null) {
      return Objects.requireNonNullElse(search.errorRateBelow(), 0.0);
    }
    var points =
        curve.stream().map(one -> new ResponseCurve.Point(one.errorRate(), one.accuracy()));
    return new ResponseCurve(points.toList()).largestRate(loss).orElse(NEVER_TOO_MANY);
  }

  private Found found() {
    var candidates = points.stream().flatMap(point -> candidate(point).stream()).toList();
    boolean energies =
        candidates.stream().allMatch(one -> one.point().energyPicojoulePerBit() != null);
    var conditions =
        candidates.stream()
            .map(
                one ->
                    new Condition(
                        one.point().index(),
                        one.high(),
                        energies ? energy(one) : one.point().index()))
            .toList();
    return switch (Cheapest.among(limit, conditions)) {
      case Cheapest.Found found -> found(candidates, at(candidates, found.condition()), energies);
      case Cheapest.NoneFulfils none -> nothing(at(candidates, none.best()));
    };
  }

  private static Candidate at(List<Candidate> candidates, Condition condition) {
    return candidates.stream()
        .filter(one -> one.point().index() == condition.x())
        .findFirst()
        .orElseThrow();
  }

  private Found found(List<Candidate> candidates, Candidate one, boolean energies) {
    var point = one.point();
    String what = energies ? "The least energy" : "Energies being unknown, the first point";
    return new Found(
        true,
        limit,
        point.index(),
        point.condition(),
        point.sweptValue(),
        one.rate(),
        point.energyPicojoulePerBit(),
        sensitivity(candidates, one, energies ? Finding::energy : Finding::swept),
        one.high() > 0 ? Double.valueOf(Math.log(limit / one.high())) : null,
        "%s of %d at which the upper end of the 95 %% interval is below %s."
            .formatted(what, points.size(), Numbers.shown(limit)));
  }

  private Found nothing(Candidate best) {
    String explanation =
        "No point is surely below %s; the least upper end is %s, at point %d."
            .formatted(Numbers.shown(limit), Numbers.shown(best.high()), best.point().index());
    return new Found(false, limit, null, null, null, null, null, null, null, explanation);
  }

  private Optional<Candidate> candidate(PointAnswer point) {
    String code = Objects.requireNonNullElse(search.code(), "none");
    if (!code.equals("none")) {
      return point
          .code(code, question.cell())
          .map(rate -> new Candidate(point, rate.errorRate(), rate.high()));
    }
    String error = question.ternary() ? PointWork.WEIGHT_ERROR : PointWork.BIT_ERROR;
    return point
        .trusted(question.cell(), error)
        .map(rate -> new Candidate(point, rate.value(), rate.high()));
  }

  private static double energy(Candidate one) {
    return Objects.requireNonNullElse(one.point().energyPicojoulePerBit(), Double.NaN);
  }

  private static double swept(Candidate one) {
    return Objects.requireNonNullElse(one.point().sweptValue(), Double.NaN);
  }

  /** Of ln(rate) to ln(cost), from the neighbours in cost. */
  private static @Nullable Double sensitivity(
      List<Candidate> candidates, Candidate one, Function<Candidate, Double> cost) {
    var sorted =
        candidates.stream()
            .filter(c -> cost.apply(c) > 0 && c.rate() > 0)
            .sorted(Comparator.comparingDouble(cost::apply))
            .toList();
    int at = sorted.indexOf(one);
    if (at < 0 || sorted.size() < 2) {
      return null;
    }
    var from = sorted.get(Math.max(0, at - 1));
    var to = sorted.get(Math.min(sorted.size() - 1, at + 1));
    double run = Math.log(cost.apply(to) / cost.apply(from));
    return run > 0 ? Double.valueOf(Math.log(to.rate() / from.rate()) / run) : null;
  }
}
