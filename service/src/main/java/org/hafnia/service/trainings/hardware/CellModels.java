package org.hafnia.service.trainings.hardware;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.hafnia.service.devices.DeviceModels;
import org.hafnia.service.errorrates.question.Point;
import org.hafnia.service.errorrates.question.Question;
import org.hafnia.service.errorrates.question.Question.States;
import org.hafnia.service.errorrates.question.Question.Sweep;
import org.hafnia.service.errorrates.question.Rules;
import org.hafnia.service.errorrates.sources.Sources;
import org.hafnia.service.trainings.hardware.HardwareSpec.Cells;
import org.hafnia.service.trainings.hardware.HardwareSpec.Imperfections;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.array.sense.SenseAmplifier;
import org.hafnia.simulator.array.weights.ProgrammedPairs;
import org.hafnia.simulator.device.StatesModel;
import org.hafnia.simulator.device.states.LognormalLaw;
import org.hafnia.simulator.device.states.StateLaw;
import org.hafnia.simulator.device.states.StatePair;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Cells that hold weights, found and checked as /v1/error-rates does. */
@Component
final class CellModels {

  /** Of ln R, where all devices are meant to be alike. */
  private static final double NO_SPREAD = 1e-9;

  private final Sources sources;
  private final DeviceModels devices;

  CellModels(Sources sources, DeviceModels devices) {
    this.sources = sources;
    this.devices = devices;
  }

  /** What does not go together in the cells of a spec. */
  static List<FieldError> broken(HardwareSpec spec, boolean ternary) {
    var errors = new ArrayList<FieldError>();
    spec.allCells()
        .forEach(
            (pointer, cells) -> {
              Rules.broken(question(cells, ternary, null)).stream()
                  .map(error -> moved(error, pointer))
                  .forEach(errors::add);
            });
    return errors;
  }

  /** The question that these cells are, to /v1/error-rates. */
  static Question question(Cells cells, boolean ternary, @Nullable Sweep sweep) {
    return new Question(
        null,
        ternary ? Question.TERNARY : Question.PAIR,
        null,
        cells.states(),
        cells.senseAmplifier(),
        List.of(),
        List.of("closed-form"),
        1,
        1000,
        100,
        1,
        cells.extrapolate(),
        sweep,
        null,
        null,
        0);
  }

  /** Pairs, and what of them is extrapolated. */
  record Found(ProgrammedPairs pairs, List<String> warnings) {

    Found {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * The pairs of the cells.
   *
   * @param on which imperfections take part; null for all
   * @param pointer of the cells in the request
   */
  Found pairs(Cells cells, @Nullable Imperfections on, String pointer) {
    boolean badCells = on == null || Switches.on(on.badCells());
    var asked = badCells ? cells : withoutBadCells(cells, pointer);
    var found = at(pointer, () -> found(asked));
    var states = found.pairs().states();
    boolean stuck = on == null || Switches.on(on.stuckCells());
    boolean spread = on == null || Switches.on(on.stateSpread());
    boolean offset = on == null || Switches.on(on.amplifierOffset());
    var pairs =
        new ProgrammedPairs(
            spread ? states : alike(states),
            offset ? found.pairs().amplifier() : withoutOffset(found.pairs().amplifier()),
            stuck ? cells.stuckLow() : 0,
            stuck ? cells.stuckHigh() : 0);
    return new Found(pairs, found.warnings());
  }

  /** With all imperfections. */
  private Found found(Cells cells) {
    var question = question(cells, false, null);
    var source = sources.of(question);
    var point = Point.of(question).getFirst();
    var states = source.at(point).laws().orElseThrow();
    return new Found(
        new ProgrammedPairs(states, source.reader(point), cells.stuckLow(), cells.stuckHigh()),
        source.extrapolations(point, states));
  }

  private Cells withoutBadCells(Cells cells, String pointer) {
    var states = cells.states();
    String name = states.deviceModel();
    if (name == null
        || !(devices.require(name, pointer + "/states/deviceModel") instanceof StatesModel)) {
      var error =
          new FieldError(
              "/hardware/imperfections/badCells",
              false,
              "Expected nothing here: only models of family states tell bad cells apart.");
      throw Problem.of(ProblemType.INVALID_REQUEST, error.detail(), error);
    }
    var good =
        new States(
            name,
            states.measurementSet(),
            states.lognormal(),
            states.condition(),
            states.cycles(),
            states.retention(),
            true);
    return new Cells(
        good, cells.senseAmplifier(), cells.stuckLow(), cells.stuckHigh(), cells.extrapolate());
  }

  private static StatePair alike(StatePair states) {
    return new StatePair(
        median(states.low()), median(states.high()), states.energyJoule(), states.warnings());
  }

  private static StateLaw median(StateLaw law) {
    return new LognormalLaw(law.quantile(0.5), NO_SPREAD);
  }

  private static SenseAmplifier withoutOffset(SenseAmplifier amplifier) {
    return amplifier instanceof SenseAmplifier.Pcsa pcsa
        ? new SenseAmplifier.Pcsa(
            pcsa.design().withOffset(0),
            pcsa.supplyVolt(),
            pcsa.temperatureKelvin(),
            pcsa.corner(),
            pcsa.senseSecond())
        : amplifier;
  }

  /** Runs what names places of an array question, which here stand further down. */
  private static <T> T at(String pointer, Supplier<T> work) {
    try {
      return work.get();
    } catch (Problem problem) {
      var errors = problem.errors().stream().map(error -> moved(error, pointer)).toList();
      throw new Problem(problem.type(), problem.detail(), errors);
    }
  }

  private static FieldError moved(FieldError error, String pointer) {
    return new FieldError(pointer + error.pointer(), error.value(), error.detail());
  }
}
