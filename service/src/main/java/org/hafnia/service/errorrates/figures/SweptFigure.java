package org.hafnia.service.errorrates.figures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hafnia.service.errorrates.answer.Answer;
import org.hafnia.service.errorrates.answer.Found;
import org.hafnia.service.errorrates.answer.PointAnswer;
import org.hafnia.service.errorrates.answer.PointWork;
import org.hafnia.service.errorrates.question.Numbers;
import org.hafnia.service.errorrates.question.Question;
import org.hafnia.service.plots.Plot;
import org.hafnia.service.plots.axes.Axis;
import org.hafnia.service.plots.sheet.Ink;
import org.hafnia.service.plots.sheet.Sheet;
import org.jspecify.annotations.Nullable;

/**
 * Error rates against what was swept, or against energy: a curve for each condition, the asked cell
 * and the one beside it, or the three kinds of ternary error.
 */
record SweptFigure(Answer answer, Against against) implements Plot {

  static final Against ENERGY = new Against("Programming energy (pJ per bit)", true, true);

  /**
   * What the errors are shown against.
   *
   * @param title of the axis
   * @param decades whether the axis is logarithmic
   * @param energy that of programming, in place of what was swept
   */
  record Against(String title, boolean decades, boolean energy) {

    /** " V" for an axis "Supply voltage (V)", " pJ" for one of "pJ per bit". */
    String unit() {
      int from = title.lastIndexOf('(');
      return from < 0 ? "" : " " + title.substring(from + 1, title.length() - 1).split(" ", 2)[0];
    }

    @Nullable Double of(PointAnswer point) {
      return energy ? point.energyPicojoulePerBit() : point.sweptValue();
    }
  }

  /** Ternary errors beside the one of all weights. */
  private static final Map<String, String> TERNARY =
      Map.of(
          "sign-reversal",
          "type 1: +1 read as −1 or the reverse",
          "nonzero-as-zero",
          "type 2: ±1 read as 0",
          "zero-as-nonzero",
          "type 3: 0 read as ±1",
          PointWork.WEIGHT_ERROR,
          "any weight");

  /** A curve of the picture. */
  private record Key(String name, @Nullable String condition, String cell, String error) {}

  @Override
  public Sheet sheet() {
    var axis = against.decades() ? Axis.logarithmic(against.title()) : Axis.linear(against.title());
    var sheet = new Sheet(Titles.of("Error rate", answer), axis, rates());
    var byCurve = new LinkedHashMap<Key, List<PointAnswer>>();
    for (var condition : conditions()) {
      var points = points(condition);
      keys(condition).forEach(key -> byCurve.put(key, points));
    }
    var curves =
        byCurve.entrySet().stream().map(entry -> curve(entry.getKey(), entry.getValue())).toList();
    for (int i = 0; i < curves.size(); i++) {
      draw(sheet, curves.get(i), Ink.of(i));
    }
    String limits = "at most";
    for (int i = 0; i < curves.size(); i++) {
      curves.get(i).arrows(sheet, limits, Ink.of(i));
      limits = curves.get(i).limits().isEmpty() ? limits : "";
    }
    answer.found().ifPresent(found -> marked(sheet, found));
    return sheet;
  }

  private Axis rates() {
    var axis =
        Axis.logarithmic(answer.question().ternary() ? "Error rate (1)" : "Bit error rate (1)");
    boolean deep =
        answer.points().stream()
            .flatMap(point -> point.rates().stream())
            .anyMatch(rate -> rate.low() < Curve.FLOOR);
    return deep ? axis.between(Curve.FLOOR, Double.NaN) : axis;
  }

  private List<String> conditions() {
    if (against.energy() && !severalCurves()) {
      return List.of("");
    }
    return answer.points().stream().map(SweptFigure::condition).distinct().toList();
  }

  /** Whether each condition has several points: else conditions are the points of one curve. */
  private boolean severalCurves() {
    Map<String, Long> counts =
        answer.points().stream()
            .collect(Collectors.groupingBy(SweptFigure::condition, Collectors.counting()));
    return counts.values().stream().anyMatch(count -> count > 1);
  }

  private static String condition(PointAnswer point) {
    // A swept pulse makes another condition of each point; they are one curve.
    boolean pulses = point.sweptQuantity() != null && point.sweptQuantity().matches("(re)?set.*");
    return pulses ? "" : Objects.requireNonNullElse(point.condition(), "");
  }

  private List<PointAnswer> points(String condition) {
    boolean all = against.energy() && !severalCurves();
    return answer.points().stream()
        .filter(point -> all || condition(point).equals(condition))
        .filter(point -> against.of(point) != null)
        .sorted((a, b) -> Double.compare(at(a), at(b)))
        .toList();
  }

  private double at(PointAnswer point) {
    return Objects.requireNonNullElse(against.of(point), Double.NaN);
  }

  private List<Key> keys(String condition) {
    String suffix = condition.isEmpty() ? "" : ", " + condition;
    if (answer.question().ternary()) {
      return List.of("sign-reversal", "nonzero-as-zero", "zero-as-nonzero", PointWork.WEIGHT_ERROR)
          .stream()
          .map(error -> key(TERNARY.get(error) + suffix, condition, Question.TERNARY, error))
          .toList();
    }
    return List.of(Question.SINGLE, Question.PAIR).stream()
        .map(cell -> key(cell + suffix, condition, cell, PointWork.BIT_ERROR))
        .toList();
  }

  private static Key key(String name, String condition, String cell, String error) {
    return new Key(name, condition, cell, error);
  }

  private Curve curve(Key key, List<PointAnswer> answers) {
    var points = new ArrayList<Curve.Point>();
    for (var point : answers) {
      point
          .trusted(key.cell(), key.error())
          .ifPresent(r -> points.add(new Curve.Point(at(point), r.value(), r.low(), r.high())));
    }
    return new Curve(key.name(), points);
  }

  /** Energies come back on themselves where a stronger pulse costs less: no line follows them. */
  private void draw(Sheet sheet, Curve curve, Ink ink) {
    if (curve.points().isEmpty()) {
      return;
    }
    if (against.energy()) {
      curve.front(sheet, ink);
    } else {
      curve.line(sheet, ink);
    }
  }

  private void marked(Sheet sheet, Found found) {
    if (found.errorRateBelow() > 0) {
      sheet.horizontal(
          "asked for: below " + Numbers.shown(found.errorRateBelow()), found.errorRateBelow());
    }
    Integer index = found.index();
    Double at = index == null ? null : against.of(answer.points().get(index));
    if (at != null) {
      sheet.vertical("found: " + Numbers.shown(at) + against.unit(), at);
    }
  }
}
