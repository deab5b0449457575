package org.hafnia.simulator.fitting.states;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hafnia.simulator.device.states.CellState;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.fitting.states.CellsFit.Fitted;
import org.hafnia.simulator.fitting.statistics.GoodnessTests;
import org.hafnia.simulator.fitting.statistics.ParallelDraws;
import org.hafnia.simulator.fitting.statistics.Residuals;
import org.hafnia.simulator.random.RandomStream;

/**
 * Whether the reads could come from the fitted law. Reads of a cell depend on each other, so the
 * distribution of the test statistics comes from drawn arrays of equally many cells and reads,
 * refitted like the data. For that, at most 20 reads of each of at most 400 cells are taken.
 */
final class StatesGoodness {

  private static final int MOST_READS = 20;
  private static final int MOST_CELLS = 400;
  private static final int DRAWS = 99;

  private StatesGoodness() {}

  static GoodnessTests tests(
      List<Cell> cells, String variant, FitOptions options, FitListener listener)
      throws FitCancelled {
    var some = some(cells);
    var fit = new CellsFit(some, variant, Double.NaN);
    var fitted = fit.fit();
    int[] once = new int[some.size()];
    Arrays.fill(once, 1);
    var replicas =
        ParallelDraws.of(
            DRAWS,
            options.threads(),
            listener,
            draw -> {
              var drawn = drawn(some, fitted, RandomStream.of(options.seed(), "goodness", draw));
              return probabilities(
                  drawn, new CellsFit(drawn, variant, Double.NaN).fit(once, fitted));
            });
    return GoodnessTests.byBootstrap(probabilities(some, fitted), DRAWS, replicas::get);
  }

  /** Autocorrelation from cycle to cycle of the scores, each cell's own mean taken off. */
  static List<Double> autocorrelation(List<Cell> cells, Fitted fitted) {
    var traces = new ArrayList<double[]>();
    for (var level : Level.values()) {
      var law = level == Level.LRS ? fitted.low().law() : fitted.high().law();
      DoubleUnaryOperator score = Scores.scorer(cells, level, law);
      for (var cell : cells) {
        double[] z = Arrays.stream(cell.reads(level)).map(score).toArray();
        double mean = Arrays.stream(z).average().orElse(0);
        traces.add(Arrays.stream(z).map(v -> v - mean).toArray());
      }
    }
    return Residuals.autocorrelation(traces);
  }

  private static List<Cell> some(List<Cell> cells) {
    int n = Math.min(MOST_CELLS, cells.size());
    return IntStream.range(0, n)
        .mapToObj(i -> cells.get((int) ((long) i * cells.size() / n)).thinned(MOST_READS))
        .toList();
  }

  private static double[] probabilities(List<Cell> cells, Fitted fitted) {
    return cells.stream()
        .flatMapToDouble(
            cell ->
                DoubleStream.concat(
                    Arrays.stream(cell.reads(Level.LRS)).map(fitted.low().law()::below),
                    Arrays.stream(cell.reads(Level.HRS)).map(fitted.high().law()::below)))
        .toArray();
  }

  private static List<Cell> drawn(List<Cell> like, Fitted fitted, RandomStream stream) {
    var cells = new ArrayList<Cell>();
    for (int c = 0; c < like.size(); c++) {
      double a = stream.normal(c, 0);
      double b =
          fitted.rho() * a + Math.sqrt(1 - fitted.rho() * fitted.rho()) * stream.normal(c, 1);
      int lows = like.get(c).reads(Level.LRS).length;
      int highs = like.get(c).reads(Level.HRS).length;
      cells.add(
          new Cell(
              like.get(c).name(),
              reads(fitted.low(), a, stream, new long[] {c, 2, lows}),
              reads(fitted.high(), b, stream, new long[] {c, 2 + lows, highs})));
    }
    return cells;
  }

  /** Reads of one cell: whose number, first counter and count are {@code address}. */
  private static double[] reads(
      CellState state, double cellScore, RandomStream stream, long[] address) {
    return IntStream.range(0, (int) address[2])
        .mapToDouble(i -> state.lnOhm(cellScore, stream.normal(address[0], address[1] + i)))
        .toArray();
  }
}
