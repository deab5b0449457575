package org.hafnia.service.errorrates.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hafnia.service.errorrates.question.Point;
import org.hafnia.service.errorrates.question.Question;
import org.hafnia.simulator.array.estimate.RateCancelled;
import org.hafnia.simulator.array.estimate.RateListener;
import org.hafnia.simulator.array.rate.CellStates;
import org.hafnia.simulator.array.sense.PcsaDesign;
import org.hafnia.simulator.array.sense.SenseAmplifier.Pcsa;
import org.jspecify.annotations.Nullable;

/** Answers a question, point by point. */
public final class Work {

  private final Question question;
  private final List<Point> points;
  private final Function<Point, CellStates> states;
  private final PointWork work;

  public Work(
      Question question,
      Function<Point, CellStates> states,
      @Nullable PcsaDesign fitted,
      int threads) {
    this.question = question;
    this.points = Point.of(question);
    this.states = states;
    this.work = new PointWork(question, fitted, threads);
  }

  public Answer answer(List<String> warnings, RateListener listener) throws RateCancelled {
    var answers = new ArrayList<PointAnswer>();
    for (var point : points) {
      listener.proceed();
      answers.add(work.answer(point, states.apply(point), new PartOf(listener, point)));
    }
    var all = new LinkedHashSet<>(warnings);
    answers.forEach(answer -> all.addAll(answer.warnings()));
    var found = Finding.of(question, answers);
    int shown = shown(found, answers);
    var map =
        Optional.ofNullable(question.readMap())
            .map(asked -> map(asked, points.get(shown), answers.get(shown)));
    return new Answer(
        question, List.copyOf(answers), supplyWindow(listener), found, map, List.copyOf(all));
  }

  private ReadMap map(Question.ReadMap asked, Point point, PointAnswer answer) {
    return ReadMap.of(asked, point, answer, work.amplifier(point));
  }

  /** What was found, else the point with the fewest errors: the first may be a supply too low. */
  private int shown(Optional<Found> found, List<PointAnswer> answers) {
    Integer index = found.map(Found::index).orElse(null);
    return index != null
        ? index
        : IntStream.range(0, answers.size())
            .boxed()
            .min(Comparator.comparingDouble(i -> rate(answers.get(i))))
            .orElse(0);
  }

  private double rate(PointAnswer answer) {
    String error = question.ternary() ? PointWork.WEIGHT_ERROR : PointWork.BIT_ERROR;
    return answer
        .trusted(question.cell(), error)
        .map(PointAnswer.MethodRate::value)
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** Of the states at the first point. */
  private Optional<SupplyWindow> supplyWindow(RateListener listener) throws RateCancelled {
    var first = points.getFirst();
    var laws = states.apply(first).laws();
    return laws.isPresent() && work.amplifier(first) instanceof Pcsa pcsa
        ? SupplyWindow.of(question, pcsa, laws.get(), listener)
        : Optional.empty();
  }

  /** Progress of one point as a part of the whole. */
  private final class PartOf implements RateListener {

    private final RateListener whole;
    private final Point point;

    PartOf(RateListener whole, Point point) {
      this.whole = whole;
      this.point = point;
    }

    @Override
    public boolean cancelRequested() {
      return whole.cancelRequested();
    }

    @Override
    public void progress(double fraction, String stage) {
      String where =
          points.size() == 1
              ? stage
              : "point %d of %d: %s".formatted(point.index() + 1, points.size(), stage);
      whole.progress((point.index() + fraction) / points.size(), where);
    }
  }
}
