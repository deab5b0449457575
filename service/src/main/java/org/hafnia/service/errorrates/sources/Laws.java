package org.hafnia.service.errorrates.sources;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hafnia.service.errorrates.question.Defaults;
import org.hafnia.service.errorrates.question.Point;
import org.hafnia.service.errorrates.question.Question.Condition;
import org.hafnia.service.errorrates.question.Question.Lognormal;
import org.hafnia.service.errorrates.question.Question.Lognormals;
import org.hafnia.service.errorrates.question.Question.Pulse;
import org.hafnia.service.errorrates.question.Question.States;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.array.rate.CellStates;
import org.hafnia.simulator.device.DeviceModel;
import org.hafnia.simulator.device.EnduranceModel;
import org.hafnia.simulator.device.ProgrammingModel;
import org.hafnia.simulator.device.RetentionModel;
import org.hafnia.simulator.device.StatesModel;
import org.hafnia.simulator.device.description.ModelProblem;
import org.hafnia.simulator.device.description.OutOfMeasuredRange;
import org.hafnia.simulator.device.states.LognormalLaw;
import org.hafnia.simulator.device.states.StatePair;
import org.jspecify.annotations.Nullable;

/**
 * States as laws: of a device model at an operating point, or as given in the question.
 *
 * @param model absent where the question gives lognormal states
 * @param retention absent where no time has passed
 */
record Laws(
    @Nullable DeviceModel model,
    @Nullable RetentionModel retention,
    boolean extrapolate,
    Optional<FittedAmplifier> amplifier,
    Origin origin)
    implements Source {

  private static final double NANOSECOND = 1e-9;

  @Override
  public CellStates at(Point point) {
    try {
      return CellStates.of(aged(fresh(point), point.states()));
    } catch (OutOfMeasuredRange outside) {
      throw refused(outside, point);
    }
  }

  @Override
  public Optional<Long> rows() {
    return Optional.empty();
  }

  @Override
  public List<String> warnings() {
    return List.of();
  }

  private StatePair fresh(Point point) {
    var states = point.states();
    var lognormal = states.lognormal();
    if (lognormal != null) {
      return given(lognormal);
    }
    if (model instanceof StatesModel measured) {
      boolean good = Boolean.TRUE.equals(states.excludeBadCells());
      return good ? measured.states() : measured.allStates();
    }
    if (model instanceof ProgrammingModel programming) {
      return programmed(programming, point);
    }
    if (model instanceof EnduranceModel endurance) {
      return cycled(endurance, point);
    }
    throw new IllegalStateException("no states of " + model);
  }

  private static StatePair given(Lognormals states) {
    return new StatePair(law(states.lrs()), law(states.hrs()), OptionalDouble.empty(), List.of());
  }

  private static LognormalLaw law(Lognormal state) {
    return new LognormalLaw(Math.log(state.medianOhm()), state.sigma());
  }

  private StatePair programmed(ProgrammingModel programming, Point point) {
    var condition = point.states().condition();
    String at = pointer(point, "/condition");
    if (condition == null || condition.set() == null || condition.reset() == null) {
      throw refused(
          at, null, "Missing; expected the pulses set and reset: this model knows pulses.");
    }
    try {
      var pulses = new ProgrammingModel.Condition(pulse(condition.set()), pulse(condition.reset()));
      return programming.states(pulses, extrapolate);
    } catch (ModelProblem problem) {
      throw refused("/states/deviceModel", programming.name(), problem.getMessage() + ".");
    }
  }

  private static ProgrammingModel.Pulse pulse(Pulse pulse) {
    return new ProgrammingModel.Pulse(
        pulse.voltageVolt(), pulse.gateVolt(), NANOSECOND * pulse.widthNanosecond());
  }

  private StatePair cycled(EnduranceModel endurance, Point point) {
    var states = point.states();
    Double cycles = states.cycles();
    if (cycles == null) {
      throw refused(
          "/states/cycles", null, "Missing; expected the number of cycles, or a sweep over it.");
    }
    return endurance.states(condition(endurance, point), cycles, extrapolate);
  }

  private static String condition(EnduranceModel endurance, Point point) {
    var known = endurance.conditions();
    Condition asked = point.states().condition();
    String name = asked == null ? null : asked.name();
    if (name == null && known.size() == 1) {
      return known.getFirst();
    }
    if (name == null || !known.contains(name)) {
      throw refused(
          pointer(point, "/condition") + "/name",
          name,
          "Expected one of the conditions of this model: " + String.join(", ", known) + ".");
    }
    return name;
  }

  private StatePair aged(StatePair fresh, States states) {
    var asked = states.retention();
    if (retention == null || asked == null) {
      return fresh;
    }
    double kelvin = asked.temperatureCelsius() + Defaults.ZERO_CELSIUS_KELVIN;
    return retention.aged(fresh, asked.timeSecond(), kelvin, extrapolate);
  }

  /** Where the part of the states stands that this point took it from. */
  private static String pointer(Point point, String part) {
    return point.listed() ? "/sweep/conditions/" + point.curve() : "/states" + part;
  }

  private static Problem refused(String pointer, @Nullable Object value, String expected) {
    var error = new FieldError(pointer, value, expected);
    return Problem.of(ProblemType.INVALID_REQUEST, pointer + ": " + expected, error);
  }

  private static Problem refused(OutOfMeasuredRange outside, Point point) {
    var range = outside.range();
    String detail =
        "%s = %s %s is outside the measured range, %s to %s %s. With extrapolate: true the model is"
                .formatted(
                    range.quantity(),
                    outside.value(),
                    range.unit(),
                    range.low(),
                    range.high(),
                    range.unit())
            + " used there all the same, and the result says so.";
    return Problem.of(
        ProblemType.OUT_OF_MEASURED_RANGE,
        detail,
        new FieldError(Places.of(range.quantity(), point), outside.value(), detail));
  }
}
