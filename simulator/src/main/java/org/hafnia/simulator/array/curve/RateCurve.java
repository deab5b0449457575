package org.hafnia.simulator.array.curve;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.hafnia.simulator.array.estimate.RateCancelled;
import org.hafnia.simulator.array.estimate.RateListener;
import org.hafnia.simulator.array.rate.CellStates;
import org.hafnia.simulator.array.rate.ErrorRateAnswer;
import org.hafnia.simulator.array.rate.ErrorRateQuestion;
import org.hafnia.simulator.array.rate.ErrorRates;
import org.hafnia.simulator.array.rate.RateKind;

/**
 * Answers to one question along a condition: error rates against cycles, or against energy.
 *
 * @param points in the order that was given
 */
public record RateCurve(List<Point> points) {

  public RateCurve {
    points = List.copyOf(points);
  }

  /**
   * One condition.
   *
   * @param x the condition
   * @param programmingJoule energy of programming the cell once, where it is known
   */
  public record Point(
      double x, String label, OptionalDouble programmingJoule, ErrorRateAnswer answer) {

    /** The surest value of a rate. */
    public double rate(RateKind kind) {
      return answer.best(kind).value();
    }
  }

  /** Asks the question at each point; {@code points} may not be empty. */
  public static RateCurve of(
      ErrorRateQuestion question, List<OperatingPoint> points, RateListener listener)
      throws RateCancelled {
    if (points.isEmpty()) {
      throw new IllegalArgumentException("points = []; at least one is needed");
    }
    var answered = new ArrayList<Point>();
    for (int i = 0; i < points.size(); i++) {
      var point = points.get(i);
      var answer =
          ErrorRates.answer(
              question, CellStates.of(point.states()), new Part(listener, i, points.size()));
      answered.add(new Point(point.x(), point.label(), answer.programmingJoule(), answer));
    }
    return new RateCurve(answered);
  }

  /**
   * The cheapest of the points with a rate below the limit, by programming energy, or by x where
   * some energy is not known.
   */
  public Cheapest cheapest(RateKind kind, double limit) {
    boolean byEnergy = points.stream().allMatch(point -> point.programmingJoule().isPresent());
    return Cheapest.among(
        limit,
        points.stream()
            .map(
                point ->
                    new Cheapest.Condition(
                        point.x(),
                        point.rate(kind),
                        byEnergy ? point.programmingJoule().orElseThrow() : point.x()))
            .toList());
  }

  /** Shows the progress of one point as its share of all. */
  private record Part(RateListener whole, int index, int of) implements RateListener {

    @Override
    public boolean cancelRequested() {
      return whole.cancelRequested();
    }

    @Override
    public void progress(double fraction, String stage) {
      whole.progress((index + fraction) / of, stage);
    }
  }
}
