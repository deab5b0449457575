package org.hafnia.service.errorrates.answer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the table of an answer.
 *
 * @param code empty for the array itself
 */
public record RateRow(
    int point,
    @Nullable String condition,
    @Nullable String sweptQuantity,
    @Nullable Double sweptValue,
    String cell,
    String error,
    String method,
    String code,
    double rate,
    double low,
    double high,
    @Nullable Double cellsPerBit,
    @Nullable Double energyPicojoulePerBit,
    @Nullable Double lrsMedianOhm,
    @Nullable Double hrsMedianOhm) {

  static List<RateRow> of(Answer answer) {
    var rows = new ArrayList<RateRow>();
    for (var point : answer.points()) {
      point.rates().forEach(rate -> rows.add(of(point, rate)));
      point.codes().forEach(code -> rows.add(of(point, code)));
    }
    return rows;
  }

  private static RateRow of(PointAnswer point, PointAnswer.MethodRate rate) {
    return new RateRow(
        point.index(),
        point.condition(),
        point.sweptQuantity(),
        point.sweptValue(),
        rate.cell(),
        rate.error(),
        rate.method(),
        "",
        rate.value(),
        rate.low(),
        rate.high(),
        null,
        point.energyPicojoulePerBit(),
        median(point.lrs()),
        median(point.hrs()));
  }

  private static RateRow of(PointAnswer point, PointAnswer.CodeRate code) {
    return new RateRow(
        point.index(),
        point.condition(),
        point.sweptQuantity(),
        point.sweptValue(),
        code.cell(),
        PointWork.BIT_ERROR,
        "",
        code.code(),
        code.errorRate(),
        code.low(),
        code.high(),
        code.cellsPerBit(),
        point.energyPicojoulePerBit(),
        median(point.lrs()),
        median(point.hrs()));
  }

  private static @Nullable Double median(PointAnswer.@Nullable StateSummary state) {
    return state == null ? null : state.medianOhm();
  }
}
