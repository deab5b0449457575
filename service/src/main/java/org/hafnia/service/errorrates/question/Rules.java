package org.hafnia.service.errorrates.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hafnia.service.errorrates.question.Question.Amplifier;
import org.hafnia.service.errorrates.question.Question.ReadMap;
import org.hafnia.service.errorrates.question.Question.Search;
import org.hafnia.service.errorrates.question.Question.States;
import org.hafnia.service.errorrates.question.Question.Sweep;
import org.hafnia.service.web.Problem.FieldError;
import org.jspecify.annotations.Nullable;

/** Finds what does not go together in a question, as far as the question alone tells it. */
public final class Rules {

  /** Points of a sweep, all curves together. */
  public static final int MOST_POINTS = 500;

  private final List<FieldError> errors = new ArrayList<>();

  private Rules() {}

  public static List<FieldError> broken(Question question) {
    var rules = new Rules();
    rules.states(question.states());
    rules.reading(question);
    rules.codes(question);
    var sweep = question.sweep();
    if (sweep != null) {
      rules.sweep(question, sweep);
    }
    var find = question.find();
    if (find != null) {
      rules.find(question, find);
    }
    var map = question.readMap();
    if (map != null) {
      rules.map(question, map);
    }
    return List.copyOf(rules.errors);
  }

  private void refuse(String pointer, @Nullable Object value, String expected) {
    errors.add(new FieldError(pointer, value, expected));
  }

  private void states(States states) {
    var named = new ArrayList<String>();
    if (states.deviceModel() != null) {
      named.add("deviceModel");
    }
    if (states.measurementSet() != null) {
      named.add("measurementSet");
    }
    if (states.lognormal() != null) {
      named.add("lognormal");
    }
    if (named.size() != 1) {
      refuse(
          "/states",
          named.isEmpty() ? null : String.join(", ", named),
          "Expected exactly one of deviceModel, measurementSet and lognormal.");
    }
    if (states.measurementSet() != null) {
      notMeasured("/states/retention", states.retention());
      notMeasured("/states/cycles", states.cycles());
    }
    if (states.lognormal() != null) {
      var lognormals = states.lognormal();
      if (!(lognormals.lrs().medianOhm() < lognormals.hrs().medianOhm())) {
        refuse(
            "/states/lognormal/hrs/medianOhm",
            lognormals.hrs().medianOhm(),
            "Expected more than the median of LRS, " + lognormals.lrs().medianOhm() + " ohm.");
      }
      given("/states/condition", states.condition() == null ? null : "");
      given("/states/cycles", states.cycles());
      given("/states/excludeBadCells", states.excludeBadCells());
    }
  }

  private void notMeasured(String pointer, @Nullable Object value) {
    if (value != null) {
      refuse(
          pointer,
          value instanceof Number ? value : null,
          "Expected nothing here: measured reads are counted as they are; fit a model to go beyond"
              + " them.");
    }
  }

  private void given(String pointer, @Nullable Object value) {
    if (value != null) {
      refuse(
          pointer,
          value instanceof String ? null : value,
          "Expected nothing here: lognormal states do not depend on it.");
    }
  }

  private void reading(Question question) {
    if (question.thresholdOhm() != null && !question.cell().equals(Question.SINGLE)) {
      refuse(
          "/thresholdOhm",
          question.thresholdOhm(),
          "Expected nothing here: only 1T1R is read against a threshold.");
    }
    var amplifier = question.senseAmplifier();
    if (amplifier.type().equals(Defaults.IDEAL)) {
      onlyPcsa("supplyVolt", amplifier.supplyVolt());
      onlyPcsa("temperatureCelsius", amplifier.temperatureCelsius());
      onlyPcsa("corner", amplifier.corner());
      onlyPcsa("sensingTimeNanosecond", amplifier.sensingTimeNanosecond());
      onlyPcsa("offset", amplifier.offset());
      onlyPcsa("deviceModel", amplifier.deviceModel());
      if (question.ternary()) {
        refuse(
            "/senseAmplifier/type",
            amplifier.type(),
            "Expected pcsa: an ideal comparison never reads 0.");
      }
    } else if (amplifier.deviceModel() != null) {
      fitted("corner", amplifier.corner());
      fitted("sensingTimeNanosecond", amplifier.sensingTimeNanosecond());
      fitted("offset", amplifier.offset());
    }
  }

  private void fitted(String field, @Nullable Object value) {
    if (value != null) {
      refuse(
          "/senseAmplifier/" + field,
          value,
          "Expected nothing here: the amplifiers of the device model have their own.");
    }
  }

  private void onlyPcsa(String field, @Nullable Object value) {
    if (value != null) {
      refuse(
          "/senseAmplifier/" + field,
          value,
          "Expected nothing here: an ideal sense amplifier has no circuit.");
    }
  }

  private void codes(Question question) {
    for (int i = 0; i < question.against().size(); i++) {
      if (question.ternary() && !question.against().get(i).equals("none")) {
        refuse(
            "/against/" + i,
            question.against().get(i),
            "Expected nothing here: these codes protect bits, not ternary weights.");
      }
    }
  }

  private void sweep(Question question, Sweep sweep) {
    var values = sweep.values();
    var conditions = sweep.conditions();
    if (sweep.over() == Over.CONDITION) {
      if (values != null) {
        refuse("/sweep/values", null, "Expected conditions: a sweep over condition has no values.");
      }
      if (conditions == null || conditions.size() < 2) {
        int count = conditions == null ? 0 : conditions.size();
        refuse("/sweep/conditions", count, "Expected 2 conditions or more to sweep over.");
      }
    } else if (values == null) {
      refuse("/sweep/values", null, "Missing; expected 2 values or more, rising.");
    } else {
      rising(values);
      inRange(sweep.over(), values);
    }
    if (conditions != null && question.states().lognormal() != null) {
      refuse("/sweep/conditions", null, "Expected nothing here: lognormal states have none.");
    }
    int points =
        (values == null ? 1 : values.size()) * (conditions == null ? 1 : conditions.size());
    if (points > MOST_POINTS) {
      refuse("/sweep", points, "Expected at most " + MOST_POINTS + " points.");
    }
    applies(question, sweep.over());
  }

  private void rising(List<Double> values) {
    for (int i = 1; i < values.size(); i++) {
      if (!(values.get(i) > values.get(i - 1))) {
        refuse(
            "/sweep/values/" + i, values.get(i), "Expected more than " + values.get(i - 1) + ".");
        return;
      }
    }
  }

  private void inRange(Over over, List<Double> values) {
    double low = over.least();
    double high = over.greatest();
    for (int i = 0; i < values.size(); i++) {
      if (!(values.get(i) >= low && values.get(i) <= high)) {
        refuse(
            "/sweep/values/" + i,
            values.get(i),
            "Expected a number from %s to %s for %s."
                .formatted(Numbers.shown(low), Numbers.shown(high), over.word()));
        return;
      }
    }
  }

  /** What is swept must have an effect. */
  private void applies(Question question, Over over) {
    var states = question.states();
    String expected = null;
    if (over.reading() && !question.senseAmplifier().type().equals(Defaults.PCSA)) {
      expected = "a senseAmplifier of type pcsa";
    } else if (over == Over.RETENTION_TIME && states.retention() == null) {
      expected = "states.retention, with its device model";
    } else if (over == Over.CYCLES && states.deviceModel() == null) {
      expected = "an endurance model in states.deviceModel";
    } else if (over.pulse() && states.deviceModel() == null) {
      expected = "a programming model in states.deviceModel";
    }
    if (expected != null) {
      refuse("/sweep/over", over.word(), "Expected " + expected + " to sweep over this.");
    }
  }

  private void find(Question question, Search find) {
    if (question.sweep() == null) {
      refuse("/find", null, "Expected a sweep beside it: it finds the cheapest of its points.");
    }
    if ((find.errorRateBelow() == null) == (find.accuracyLossBelow() == null)) {
      refuse("/find", null, "Expected exactly one of errorRateBelow and accuracyLossBelow.");
    }
    var curve = find.responseCurve();
    if (find.accuracyLossBelow() == null && find.training() != null) {
      refuse("/find/training", find.training(), "Expected accuracyLossBelow beside it.");
    } else if ((find.accuracyLossBelow() == null) != (curve == null)) {
      refuse(
          "/find/responseCurve",
          null,
          "Expected together with accuracyLossBelow, not without; or a training that was tested"
              + " with errors.");
    }
    for (int i = 1; curve != null && i < curve.size(); i++) {
      if (!(curve.get(i).errorRate() > curve.get(i - 1).errorRate())) {
        refuse(
            "/find/responseCurve/" + i + "/errorRate",
            curve.get(i).errorRate(),
            "Expected more than " + curve.get(i - 1).errorRate() + ".");
        return;
      }
    }
    var code = Objects.requireNonNullElse(find.code(), "none");
    if (question.ternary() && !code.equals("none")) {
      refuse("/find/code", code, "Expected none: codes protect bits, not ternary weights.");
    }
  }

  private void map(Question question, ReadMap map) {
    Amplifier amplifier = question.senseAmplifier();
    if (!amplifier.type().equals(Defaults.PCSA) || question.cell().equals(Question.SINGLE)) {
      refuse("/readMap", null, "Expected a 2T2R cell with a sense amplifier of type pcsa.");
    }
    if (map.lowOhm() != null && map.highOhm() != null && !(map.lowOhm() < map.highOhm())) {
      refuse("/readMap/highOhm", map.highOhm(), "Expected more than lowOhm, " + map.lowOhm() + ".");
    }
  }
}
