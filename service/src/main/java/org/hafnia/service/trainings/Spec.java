package org.hafnia.service.trainings;

import org.hafnia.service.networks.NetworkSpec;
import org.hafnia.service.web.CanonicalJson;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.optimizer.rule.Rule;
import org.hafnia.simulator.training.OptimizerSpec;
import org.hafnia.simulator.training.TrainingSpec;
import org.hafnia.simulator.training.plan.Plan;
import org.hafnia.simulator.training.plan.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * What a training is to do, every default filled in; the fields are named as in the contract.
 *
 * @param name for people
 * @param trainSamples of the set, from its beginning
 */
record Spec(
    @Nullable String name,
    String dataset,
    int trainSamples,
    int testSamples,
    long seed,
    int epochs,
    int batchSize,
    NetworkSpec network,
    Hardware hardware,
    Optimizer optimizer,
    int priority) {

  static final String WEAK_RESET = "weak-reset";

  /** All but the scheme is absent where the weights are ideal. */
  record Hardware(
      String scheme,
      @Nullable String deviceModel,
      @Nullable String learningRule,
      @Nullable Imperfections imperfections) {}

  record Imperfections(
      boolean deviceToDevice,
      boolean telegraphNoise,
      boolean pinkNoise,
      boolean initialResistanceSpread) {}

  record Optimizer(
      String name, double learningRate, int halveEveryEpochs, double vectorLearningRate) {}

  /** Identifies the result: name and priority have no part in it. */
  String sha256() {
    return CanonicalJson.sha256(
        new Spec(
            null,
            dataset,
            trainSamples,
            testSamples,
            seed,
            epochs,
            batchSize,
            network,
            hardware,
            optimizer,
            0));
  }

  /**
   * The same in the simulator's words.
   *
   * @param model that the spec names; null where the weights are ideal
   */
  TrainingSpec simulated(@Nullable WeakResetModel model) {
    return new TrainingSpec(
        network.description(),
        simulatedHardware(model),
        new OptimizerSpec(
            Rule.ADAM,
            optimizer.learningRate(),
            Schedule.Steps.halving(optimizer.halveEveryEpochs()),
            optimizer.vectorLearningRate()),
        Plan.PLAIN,
        seed,
        epochs,
        batchSize);
  }

  private org.hafnia.simulator.training.Hardware simulatedHardware(@Nullable WeakResetModel model) {
    var imperfections = hardware.imperfections();
    if (model == null || imperfections == null) {
      return new org.hafnia.simulator.training.Hardware.Ideal();
    }
    return new org.hafnia.simulator.training.Hardware.WeakReset(
        model,
        new org.hafnia.simulator.device.Imperfections(
            imperfections.deviceToDevice(),
            imperfections.telegraphNoise(),
            imperfections.pinkNoise(),
            imperfections.initialResistanceSpread()),
        "reprogram".equals(hardware.learningRule())
            ? org.hafnia.simulator.device.LearningRule.REPROGRAM
            : org.hafnia.simulator.device.LearningRule.PUBLISHED);
  }
}
