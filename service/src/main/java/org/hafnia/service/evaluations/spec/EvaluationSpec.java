package org.hafnia.service.evaluations.spec;

import java.util.List;
import org.hafnia.service.errorrates.question.Question.Condition;
import org.hafnia.service.trainings.hardware.HardwareSpec.Cells;
import org.hafnia.service.web.CanonicalJson;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation is to do, every default filled in; the fields are named as in the contract.
 *
 * @param name for people
 * @param model name of the stored model
 * @param testSamples of the set, from its beginning
 * @param layers with errors, counted from 1
 * @param until absent where every point takes all draws
 * @param energy absent where all parameters are the published ones
 */
public record EvaluationSpec(
    @Nullable String name,
    String model,
    String dataset,
    int testSamples,
    Errors errors,
    List<Integer> layers,
    boolean weights,
    boolean activations,
    int draws,
    @Nullable Precision until,
    boolean commonRandomNumbers,
    long seed,
    @Nullable Energy energy,
    int priority) {

  public static final String RATES = "bit-error-rates";
  public static final String TERNARY = "ternary-errors";
  public static final String DEVICE = "device";

  /** The kinds of errors, as table and capabilities call them. */
  public static final List<String> KINDS = List.of(RATES, TERNARY, DEVICE);

  /** Exactly one of the first three is there. */
  public record Errors(
      @Nullable List<Double> bitErrorRates,
      @Nullable List<Types> ternaryErrors,
      @Nullable Cells device,
      @Nullable Sweep sweep) {

    /** As the table calls it. */
    public String kind() {
      return bitErrorRates != null ? RATES : ternaryErrors != null ? TERNARY : DEVICE;
    }
  }

  /** Rates of the three types of ternary errors. */
  public record Types(double signReversal, double nonzeroAsZero, double zeroAsNonzero) {}

  /** Values for every quantity but the condition. */
  public record Sweep(
      String over, @Nullable List<Double> values, @Nullable List<Condition> conditions) {}

  /** When a point ends before its last draw. */
  public record Precision(double halfWidth) {}

  /** Energies of steps; what is absent is the published one. */
  public record Energy(
      @Nullable Double senseJoule,
      @Nullable Double popcountJoule,
      @Nullable Double inputAddJoule,
      @Nullable Double realProductJoule,
      @Nullable Double memoryJoulePerBit) {}

  /** Identifies the result: name and priority have no part in it. */
  public String sha256() {
    return CanonicalJson.sha256(
        new EvaluationSpec(
            null,
            model,
            dataset,
            testSamples,
            errors,
            layers,
            weights,
            activations,
            draws,
            until,
            commonRandomNumbers,
            seed,
            energy,
            0));
  }
}
