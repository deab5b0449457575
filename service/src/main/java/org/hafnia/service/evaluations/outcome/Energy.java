package org.hafnia.service.evaluations.outcome;

import java.util.List;
import java.util.OptionalDouble;
import org.hafnia.service.evaluations.spec.EvaluationSpec;
import org.hafnia.simulator.inference.energy.EnergyParameters;
import org.hafnia.simulator.inference.energy.EnergyParameters.Step;
import org.hafnia.simulator.inference.energy.InferenceEnergy;
import org.hafnia.simulator.network.LayerDescription;
import org.jspecify.annotations.Nullable;

/** Energy of classifying one sample; named as in the contract. */
public record Energy(
    double totalJoule,
    double senseJoule,
    double popcountJoule,
    double realJoule,
    double memoryJoule,
    long senseOperations,
    long popcountOperations,
    long inputAdditions,
    long realProducts,
    long memoryBits,
    List<Step> parameters) {

  /**
   * The energy.
   *
   * @param asked by the user; what is absent is published
   * @param supplyVolt of the sense amplifier; the usual one where it is empty
   */
  public static Energy of(
      List<LayerDescription> layers,
      EvaluationSpec.@Nullable Energy asked,
      OptionalDouble supplyVolt) {
    var energy = InferenceEnergy.of(layers, parameters(asked, supplyVolt));
    return new Energy(
        energy.totalJoule(),
        energy.senseJoule(),
        energy.popcountJoule(),
        energy.realJoule(),
        energy.memoryJoule(),
        energy.senseOperations(),
        energy.popcountOperations(),
        energy.inputAdditions(),
        energy.realProducts(),
        energy.memoryBits(),
        energy.parameters().steps());
  }

  private static EnergyParameters parameters(
      EvaluationSpec.@Nullable Energy asked, OptionalDouble supplyVolt) {
    var published = EnergyParameters.published();
    var there = supplyVolt.isPresent() ? published.at(supplyVolt.getAsDouble()) : published;
    return asked == null
        ? there
        : new EnergyParameters(
            step(there.sense(), asked.senseJoule()),
            step(there.popcount(), asked.popcountJoule()),
            step(there.inputAdd(), asked.inputAddJoule()),
            step(there.realProduct(), asked.realProductJoule()),
            step(there.memoryBit(), asked.memoryJoulePerBit()));
  }

  private static Step step(Step published, @Nullable Double asked) {
    return asked == null ? published : published.asked(asked);
  }
}
