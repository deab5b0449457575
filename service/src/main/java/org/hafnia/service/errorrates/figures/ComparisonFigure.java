package org.hafnia.service.errorrates.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.hafnia.service.errorrates.answer.Answer;
import org.hafnia.service.errorrates.answer.PointAnswer;
import org.hafnia.service.errorrates.answer.PointAnswer.MethodRate;
import org.hafnia.service.errorrates.answer.PointWork;
import org.hafnia.service.errorrates.question.Question;
import org.hafnia.service.plots.Plot;
import org.hafnia.service.plots.axes.Axis;
import org.hafnia.service.plots.sheet.Ink;
import org.hafnia.service.plots.sheet.Sheet;
import org.hafnia.simulator.array.ecc.Code;
import org.hafnia.simulator.array.ecc.Repetition;
import org.hafnia.simulator.array.estimate.ClosedForm;

/** 2T2R against 1T1R, with what codes make of 1T1R; the points of the question are marked. */
record ComparisonFigure(Answer answer) implements Plot {

  private static final int STEPS = 120;
  private static final double HIGHEST = 0.3;
  private static final double LOWEST = 1e-9;
  private static final double USUAL_LOW = 1e-5;

  /** More curves would hide each other. */
  private static final int MOST_CODES = 5;

  @Override
  public Sheet sheet() {
    var pairs = pairs();
    double least = pairs.stream().mapToDouble(pair -> pair.single().value()).min().orElse(1);
    double[] x = grid(Math.max(LOWEST, Math.min(USUAL_LOW, least / 3)));
    var sheet =
        new Sheet(
            Titles.of("2T2R against 1T1R", answer),
            Axis.logarithmic("Bit error rate of 1T1R (1)"),
            Axis.logarithmic("Residual bit error rate (1)"));
    sheet.line("1T1R", x, values(x, p -> p), Ink.BLACK);
    sheet.line(
        "2T2R, equal lognormal spreads",
        x,
        values(x, ClosedForm::differentialOfEqualSigmas),
        Ink.BLUE);
    int number = 1;
    for (var code : codes()) {
      sheet.line("1T1R, " + name(code), x, values(x, code::dataErrorRate), ink(number++));
    }
    if (!pairs.isEmpty()) {
      points(sheet, pairs);
    }
    return sheet;
  }

  /** Two cells at one point. */
  private record Pair(MethodRate single, MethodRate pair) {}

  private List<Pair> pairs() {
    var pairs = new ArrayList<Pair>();
    for (var point : answer.points()) {
      var single = point.trusted(Question.SINGLE, PointWork.BIT_ERROR);
      var pair = point.trusted(Question.PAIR, PointWork.BIT_ERROR);
      if (single.isPresent() && pair.isPresent()) {
        pairs.add(new Pair(single.get(), pair.get()));
      }
    }
    return pairs;
  }

  private static void points(Sheet sheet, List<Pair> pairs) {
    var all = new ArrayList<Curve.Point>();
    for (var two : pairs) {
      var y = two.pair();
      all.add(new Curve.Point(two.single().value(), y.value(), y.low(), y.high()));
    }
    var curve = new Curve("2T2R, this question", all);
    var seen = curve.seen();
    if (!seen.isEmpty()) {
      double[] x = Curve.of(seen, Curve.Point::at);
      sheet.points(curve.name(), x, Curve.of(seen, Curve.Point::rate), Ink.VERMILION);
    }
    curve.bars(sheet, Ink.VERMILION);
    curve.arrows(sheet, "2T2R, this question, at most", Ink.VERMILION);
  }

  /** As papers write it. */
  private static String name(Code code) {
    return code instanceof Repetition
        ? "%d-fold repetition".formatted(code.codeBits())
        : "SECDED (%d,%d)".formatted(code.codeBits(), code.dataBits());
  }

  private List<Code> codes() {
    return answer.points().getFirst().codes().stream()
        .filter(rate -> rate.cell().equals(Question.SINGLE))
        .map(PointAnswer.CodeRate::code)
        .flatMap(word -> Code.of(word).stream())
        .filter(code -> code.checkBits() > 0)
        .limit(MOST_CODES)
        .toList();
  }

  /** All but those of the array itself. */
  private static Ink ink(int number) {
    return List.of(Ink.GREEN, Ink.PURPLE, Ink.ORANGE, Ink.SKY, Ink.YELLOW).get((number - 1) % 5);
  }

  private static double[] grid(double low) {
    double step = Math.log(HIGHEST / low) / (STEPS - 1);
    return IntStream.range(0, STEPS).mapToDouble(i -> low * Math.exp(i * step)).toArray();
  }

  private static double[] values(double[] x, DoubleUnaryOperator rate) {
    return IntStream.range(0, x.length).mapToDouble(i -> rate.applyAsDouble(x[i])).toArray();
  }
}
