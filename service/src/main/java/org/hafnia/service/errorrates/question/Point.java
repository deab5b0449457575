package org.hafnia.service.errorrates.question;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hafnia.service.errorrates.question.Question.Amplifier;
import org.hafnia.service.errorrates.question.Question.Condition;
import org.hafnia.service.errorrates.question.Question.States;
import org.hafnia.service.errorrates.question.Question.Sweep;
import org.jspecify.annotations.Nullable;

/**
 * One operating point of a question.
 *
 * @param index in the sweep, from 0
 * @param place among the values of its curve, from 0
 * @param curve which of the conditions it belongs to, from 0
 * @param listed whether the condition is one of the sweep's
 * @param value of what is swept; absent without a sweep, or over conditions
 */
public record Point(
    int index,
    int place,
    int curve,
    boolean listed,
    @Nullable Over over,
    @Nullable Double value,
    States states,
    Amplifier amplifier) {

  /** Every point of a question, in the order of the result. */
  public static List<Point> of(Question question) {
    var sweep = question.sweep();
    if (sweep == null) {
      var states = question.states();
      return List.of(new Point(0, 0, 0, false, null, null, states, question.senseAmplifier()));
    }
    List<@Nullable Condition> conditions =
        sweep.conditions() == null
            ? Collections.singletonList(question.states().condition())
            : new ArrayList<>(sweep.conditions());
    List<@Nullable Double> values =
        sweep.values() == null ? Collections.singletonList(null) : new ArrayList<>(sweep.values());
    var points = new ArrayList<Point>();
    for (int i = 0; i < conditions.size() * values.size(); i++) {
      int curve = i / values.size();
      int place = i % values.size();
      points.add(at(question, sweep, i, conditions.get(curve), values.get(place)));
    }
    return List.copyOf(points);
  }

  private static Point at(
      Question question,
      Sweep sweep,
      int index,
      @Nullable Condition condition,
      @Nullable Double value) {
    int places = sweep.values() == null ? 1 : sweep.values().size();
    var over = sweep.over();
    var base = question.states();
    var amplifier = question.senseAmplifier();
    var states =
        new States(
            base.deviceModel(),
            base.measurementSet(),
            base.lognormal(),
            value == null ? condition : over.applied(condition, value),
            over == Over.CYCLES ? value : base.cycles(),
            value == null ? base.retention() : over.applied(base.retention(), value),
            base.excludeBadCells());
    return new Point(
        index,
        index % places,
        index / places,
        sweep.conditions() != null,
        over,
        value,
        states,
        value == null ? amplifier : over.applied(amplifier, value));
  }

  /** How it was programmed, for people; empty where there is one way only. */
  public String conditionShown() {
    var condition = states.condition();
    return condition == null ? "" : condition.shown();
  }
}
