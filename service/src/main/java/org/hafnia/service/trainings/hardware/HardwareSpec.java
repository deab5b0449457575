package org.hafnia.service.trainings.hardware;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hafnia.service.errorrates.question.Question.Amplifier;
import org.hafnia.service.errorrates.question.Question.States;
import org.hafnia.simulator.optimizer.ErrorGradient;
import org.hafnia.simulator.optimizer.LatentSpec;
import org.jspecify.annotations.Nullable;

/**
 * Where weights live, every default of the scheme filled in and all else absent; the fields are
 * named as in the contract.
 */
public record HardwareSpec(
    String scheme,
    @Nullable String deviceModel,
    @Nullable String learningRule,
    @Nullable Imperfections imperfections,
    @Nullable Double ternaryThreshold,
    @Nullable Double initialDeviation,
    @Nullable Errors errors,
    @Nullable Pulses pulses,
    @Nullable Cells cells,
    @Nullable Integer draws) {

  public static final String WEAK_RESET = "weak-reset";
  public static final String IDEAL = "ideal";
  public static final String WITH_ERRORS = "ideal-with-errors";
  public static final String PULSE_RESPONSE = "pulse-response";
  public static final String PROGRAMMED = "programmed";

  static final String PAIRS = "pairs";
  static final String STRAIGHT_THROUGH = "straight-through";

  /** Schemes whose weights are taken from latent floats. */
  static final List<String> LATENT = List.of(IDEAL, WITH_ERRORS, PROGRAMMED);

  /** Those of the scheme are there. */
  public record Imperfections(
      @Nullable Boolean deviceToDevice,
      @Nullable Boolean telegraphNoise,
      @Nullable Boolean pinkNoise,
      @Nullable Boolean initialResistanceSpread,
      @Nullable Boolean cycleToCycle,
      @Nullable Boolean writeNoise,
      @Nullable Boolean nonlinearity,
      @Nullable Boolean pulseResolution,
      @Nullable Boolean stateSpread,
      @Nullable Boolean badCells,
      @Nullable Boolean stuckCells,
      @Nullable Boolean amplifierOffset) {}

  /** Errors of the training, what they do to gradients, and what is tested. */
  public record Errors(
      @Nullable Law training, @Nullable String gradient, @Nullable List<Law> test) {

    ErrorGradient through() {
      return gradient == null || gradient.equals(STRAIGHT_THROUGH)
          ? ErrorGradient.STRAIGHT_THROUGH
          : ErrorGradient.THROUGH_ERRORS;
    }

    /** The tests; none where there are none. */
    List<Law> tests() {
      return test == null ? List.of() : test;
    }
  }

  /** A rate, rates by type, or cells. */
  public record Law(
      @Nullable Double rate,
      @Nullable Double signReversal,
      @Nullable Double nonzeroAsZero,
      @Nullable Double zeroAsNonzero,
      @Nullable Cells cells) {

    /** For people. */
    String shown() {
      if (rate != null) {
        return "error rate " + rate;
      }
      if (cells != null) {
        var model = cells.states().deviceModel();
        return "error rate of " + (model == null ? "lognormal states" : model);
      }
      return "error types " + signReversal + " / " + nonzeroAsZero + " / " + zeroAsNonzero;
    }
  }

  /** Pairs that hold weights. */
  public record Cells(
      States states,
      Amplifier senseAmplifier,
      double stuckLow,
      double stuckHigh,
      boolean extrapolate) {}

  /** How updates become pulses. */
  public record Pulses(String rounding, int atMost, boolean refresh, String realWeights) {}

  /** Ideal latent weights, with the usual threshold where there are ternary ones. */
  public static HardwareSpec ideal() {
    return new HardwareSpec(IDEAL, null, null, null, null, null, null, null, null, null);
  }

  /** How latent weights begin, and which are ternary zeros. */
  LatentSpec latent() {
    var usual = LatentSpec.USUAL;
    return new LatentSpec(
        Objects.requireNonNullElse(ternaryThreshold, usual.ternaryThreshold()),
        Objects.requireNonNullElse(initialDeviation, usual.initialDeviation()));
  }

  /** Cells that are named anywhere, by their pointers in a request. */
  Map<String, Cells> allCells() {
    var found = new LinkedHashMap<String, Cells>();
    if (cells != null) {
      found.put("/hardware/cells", cells);
    }
    if (errors != null) {
      var laws = new LinkedHashMap<String, Law>();
      if (errors.training() != null) {
        laws.put("/hardware/errors/training", errors.training());
      }
      for (int i = 0; i < errors.tests().size(); i++) {
        laws.put("/hardware/errors/test/" + i, errors.tests().get(i));
      }
      laws.forEach(
          (pointer, law) -> {
            if (law.cells() != null) {
              found.put(pointer + "/cells", law.cells());
            }
          });
    }
    return found;
  }

  /** A device model that the spec names. */
  public record Named(String pointer, String name) {}

  /** All device models that the spec names. */
  public List<Named> models() {
    var found = new ArrayList<Named>();
    if (deviceModel != null) {
      found.add(new Named("/hardware/deviceModel", deviceModel));
    }
    allCells()
        .forEach(
            (pointer, each) -> {
              var states = each.states();
              if (states.deviceModel() != null) {
                found.add(new Named(pointer + "/states/deviceModel", states.deviceModel()));
              }
              if (states.retention() != null) {
                String name = states.retention().deviceModel();
                found.add(new Named(pointer + "/states/retention/deviceModel", name));
              }
              String amplifier = each.senseAmplifier().deviceModel();
              if (amplifier != null) {
                found.add(new Named(pointer + "/senseAmplifier/deviceModel", amplifier));
              }
            });
    return List.copyOf(found);
  }

  /** A line for people. */
  public String shown() {
    var parts = new ArrayList<String>();
    parts.add(scheme.equals(IDEAL) ? "ideal weights" : scheme);
    if (deviceModel != null) {
      parts.add(deviceModel);
    }
    if (learningRule != null) {
      parts.add(learningRule + " rule");
    }
    if (errors != null && errors.training() != null) {
      parts.add("training at " + errors.training().shown());
    }
    if (cells != null && cells.states().deviceModel() != null) {
      parts.add("cells of " + cells.states().deviceModel());
    }
    var off = imperfections == null ? List.<String>of() : Switches.off(imperfections);
    if (!off.isEmpty()) {
      parts.add("without " + String.join(", ", off));
    }
    return String.join(", ", parts);
  }
}
