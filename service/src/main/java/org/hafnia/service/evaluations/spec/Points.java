package org.hafnia.service.evaluations.spec;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.hafnia.service.errorrates.question.Over;
import org.hafnia.service.errorrates.question.Point;
import org.hafnia.service.errorrates.sources.Origin;
import org.hafnia.service.evaluations.spec.EvaluationSpec.Errors;
import org.hafnia.service.evaluations.spec.EvaluationSpec.Sweep;
import org.hafnia.service.evaluations.spec.EvaluationSpec.Types;
import org.hafnia.service.trainings.hardware.SweptCells;
import org.hafnia.simulator.array.sense.SenseAmplifier.Pcsa;
import org.hafnia.simulator.array.weights.ProgrammedPairs;
import org.hafnia.simulator.array.weights.WeightErrors;
import org.hafnia.simulator.inference.montecarlo.ErrorPoint;
import org.hafnia.simulator.inference.montecarlo.ErrorSource;
import org.springframework.stereotype.Component;

/** Makes the points of an evaluation of its errors; finds the device models that they name. */
@Component
public final class Points {

  private static final int MOST_DECIMALS = 8;

  private final SweptCells cells;

  Points(SweptCells cells) {
    this.cells = cells;
  }

  /**
   * The points.
   *
   * @param origin of the cells; absent where no cells are named
   * @param supplyVolt of the sense amplifier; empty where there is none, or several
   * @param warnings what a reader of the result must know
   */
  public record Planned(
      List<PlannedPoint> points,
      Optional<Origin> origin,
      OptionalDouble supplyVolt,
      List<String> warnings) {}

  /** The points of a spec that keeps the rules; the problem says what there is not. */
  public Planned of(EvaluationSpec spec, boolean ternary) {
    var errors = spec.errors();
    var rates = errors.bitErrorRates();
    if (rates != null) {
      var points =
          IntStream.range(0, rates.size())
              .mapToObj(
                  i ->
                      new PlannedPoint(
                          i, PlannedPoint.RATE, rates.get(i), rate(rates.get(i), spec)))
              .toList();
      return plain(points, rateWarnings(rates));
    }
    var types = errors.ternaryErrors();
    if (types != null) {
      return plain(
          IntStream.range(0, types.size())
              .mapToObj(i -> new PlannedPoint(i, null, null, types(types.get(i), i)))
              .toList(),
          List.of());
    }
    return devices(errors, ternary);
  }

  private static Planned plain(List<PlannedPoint> points, List<String> warnings) {
    return new Planned(points, Optional.empty(), OptionalDouble.empty(), warnings);
  }

  private static ErrorPoint rate(double rate, EvaluationSpec spec) {
    return new ErrorPoint(
        "error rate " + shown(rate),
        rate,
        new ErrorSource.BitErrors(spec.weights() ? rate : 0),
        spec.activations() ? rate : 0);
  }

  /** All digits, so that no two points have one name. */
  private static String shown(double value) {
    var digits = BigDecimal.valueOf(value).stripTrailingZeros();
    boolean tiny = digits.scale() > MOST_DECIMALS;
    return tiny ? digits.toString() : digits.toPlainString();
  }

  private static List<String> rateWarnings(List<Double> rates) {
    return rates.stream().anyMatch(rate -> rate > ErrorRules.HALF)
        ? List.of(
            "Beyond an error rate of 0.5 more weights are turned than kept: a memory that is read"
                + " so would be read better the other way round.")
        : List.of();
  }

  private static ErrorPoint types(Types types, int index) {
    String name =
        "types %s / %s / %s"
            .formatted(
                shown(types.signReversal()),
                shown(types.nonzeroAsZero()),
                shown(types.zeroAsNonzero()));
    return new ErrorPoint(
        name,
        index,
        new ErrorSource.TernaryErrors(
            new WeightErrors.Types(
                types.signReversal(), types.nonzeroAsZero(), types.zeroAsNonzero())));
  }

  private Planned devices(Errors errors, boolean ternary) {
    var asked = ErrorRules.cells(errors, ternary);
    var found = cells.find(asked);
    var sweep = errors.sweep();
    var planned =
        sweep != null && ErrorRules.stuck(sweep)
            ? stuck(sweep, found.points().getFirst().pairs())
            : found.points().stream().map(Points::device).toList();
    var warnings = new LinkedHashSet<String>();
    found.points().forEach(at -> warnings.addAll(at.warnings()));
    var amplifier = found.points().getFirst().pairs().amplifier();
    return new Planned(
        planned,
        Optional.of(found.origin()),
        amplifier instanceof Pcsa pcsa && !planned.getFirst().swept(Over.SUPPLY.word())
            ? OptionalDouble.of(pcsa.supplyVolt())
            : OptionalDouble.empty(),
        List.copyOf(warnings));
  }

  private static PlannedPoint device(SweptCells.At at) {
    Point point = at.point();
    var over = point.over();
    var value = point.value();
    String name = over == null ? "device" : over.title();
    String condition = point.conditionShown();
    if (value != null) {
      name = Objects.requireNonNull(over).word() + " " + shown(value);
    } else if (!condition.isEmpty()) {
      name = condition;
    }
    return new PlannedPoint(
        point.index(),
        over == null ? null : over.word(),
        value,
        new ErrorPoint(
            name, value == null ? point.index() : value, new ErrorSource.Devices(at.pairs())));
  }

  private static List<PlannedPoint> stuck(Sweep sweep, ProgrammedPairs pairs) {
    var values = Objects.requireNonNull(sweep.values());
    boolean low = sweep.over().equals("stuckLow");
    var points = new ArrayList<PlannedPoint>();
    for (int i = 0; i < values.size(); i++) {
      double share = values.get(i);
      var some =
          new ProgrammedPairs(
              pairs.states(),
              pairs.amplifier(),
              low ? share : pairs.stuckLow(),
              low ? pairs.stuckHigh() : share);
      String name = sweep.over() + " " + shown(share);
      points.add(
          new PlannedPoint(
              i, sweep.over(), share, new ErrorPoint(name, share, new ErrorSource.Devices(some))));
    }
    return points;
  }
}
