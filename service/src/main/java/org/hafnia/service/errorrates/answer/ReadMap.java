package org.hafnia.service.errorrates.answer;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.hafnia.service.errorrates.answer.PointAnswer.StateSummary;
import org.hafnia.service.errorrates.question.Point;
import org.hafnia.service.errorrates.question.Question;
import org.hafnia.simulator.array.sense.SenseAmplifier;
import org.hafnia.simulator.array.ternary.ReadMap.Grid;
import org.jspecify.annotations.Nullable;

/**
 * What is read over the two resistances of a cell.
 *
 * @param supplyVolt of the sense amplifier
 * @param edgesOhm of the cells of the map, the same along both axes
 * @param minusOne probability of -1; rows by R_BLb, columns by R_BL, at the middle of each cell
 * @param plusOne probability of +1; what is left over is read as 0
 */
public record ReadMap(
    @Nullable Double supplyVolt,
    @Nullable Double temperatureCelsius,
    List<Double> edgesOhm,
    List<List<Double>> minusOne,
    List<List<Double>> plusOne) {

  /** Beyond the outer percentiles of the states, by this factor. */
  private static final double MARGIN = 2;

  private static final double LEAST_OHM = 1;
  private static final double MOST_OHM = 1e12;

  /** At a point of the question, over the resistances that its states reach. */
  static ReadMap of(
      Question.ReadMap asked, Point point, PointAnswer answer, SenseAmplifier reading) {
    double from = or(asked.lowOhm(), answer.lrs(), StateSummary::lowOhm, 1 / MARGIN);
    double to = or(asked.highOhm(), answer.hrs(), StateSummary::highOhm, MARGIN);
    double low = Math.clamp(from, LEAST_OHM, MOST_OHM / 2);
    double high = Math.clamp(to, 2 * LEAST_OHM, MOST_OHM);
    if (low >= high) {
      // One end was asked for beyond the other one, which the states have.
      low = asked.highOhm() == null ? low : high / 2;
      high = 2 * low;
    }
    var amplifier = point.amplifier();
    var grid = new Grid(low, high, asked.cells());
    var map = org.hafnia.simulator.array.ternary.ReadMap.of(reading, grid);
    double half = Math.sqrt(map.ohm()[1] / map.ohm()[0]);
    return new ReadMap(
        amplifier.supplyVolt(),
        amplifier.temperatureCelsius(),
        IntStream.rangeClosed(0, map.size())
            .mapToObj(i -> i == 0 ? map.ohm()[0] / half : map.ohm()[i - 1] * half)
            .toList(),
        table(map.size(), map::minus),
        table(map.size(), map::plus));
  }

  private static double or(
      @Nullable Double asked,
      @Nullable StateSummary state,
      ToDoubleFunction<StateSummary> reach,
      double factor) {
    if (asked != null) {
      return asked;
    }
    if (state == null) {
      throw new IllegalStateException("no states to take the range of the map from");
    }
    return factor * reach.applyAsDouble(state);
  }

  /** A value of the map. */
  private interface At {
    double of(int row, int column);
  }

  private static List<List<Double>> table(int size, At at) {
    return IntStream.range(0, size)
        .mapToObj(row -> IntStream.range(0, size).mapToObj(column -> at.of(row, column)).toList())
        .toList();
  }

  /** Mean read value, -1 to 1. */
  public List<List<Double>> mean() {
    return IntStream.range(0, plusOne.size())
        .mapToObj(
            row ->
                IntStream.range(0, plusOne.size())
                    .mapToObj(i -> plusOne.get(row).get(i) - minusOne.get(row).get(i))
                    .toList())
        .toList();
  }
}
