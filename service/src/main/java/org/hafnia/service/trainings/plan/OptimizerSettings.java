package org.hafnia.service.trainings.plan;

import java.util.Objects;
import org.hafnia.simulator.optimizer.rule.Rule;
import org.hafnia.simulator.training.OptimizerSpec;
import org.hafnia.simulator.training.plan.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * The optimizer of a training, defaults filled in; the fields are named as in the contract.
 *
 * @param halveEveryEpochs absent where there is a schedule
 * @param momentum of descent; absent for the others
 * @param weightDecay of adamw; absent for the others
 * @param clipNorm absent where gradients are not clipped
 */
public record OptimizerSettings(
    String name,
    double learningRate,
    @Nullable Integer halveEveryEpochs,
    double vectorLearningRate,
    @Nullable Double momentum,
    @Nullable Double weightDecay,
    @Nullable Double clipNorm,
    @Nullable ScheduleSettings schedule) {

  /**
   * How the rates change; what another schedule would need is absent.
   *
   * @param name as in the contract
   */
  public record ScheduleSettings(
      String name,
      @Nullable Integer everyEpochs,
      @Nullable Double factor,
      @Nullable Integer firstEpochs,
      @Nullable Integer growth) {

    Schedule simulated() {
      return switch (name) {
        case "step" ->
            new Schedule.Steps(Objects.requireNonNull(everyEpochs), Objects.requireNonNull(factor));
        case "cosine-restarts" ->
            new Schedule.CosineRestarts(
                Objects.requireNonNull(firstEpochs), Objects.requireNonNull(growth));
        default -> new Schedule.Constant();
      };
    }

    private String shown() {
      return switch (name) {
        case "step" -> "times %s every %d epochs".formatted(factor, everyEpochs);
        case "cosine-restarts" ->
            "cosine, restarts after %d epochs, growing by %d".formatted(firstEpochs, growth);
        default -> "constant";
      };
    }
  }

  /** Adam with nothing but its rates. */
  public static OptimizerSettings of(
      String name, double learningRate, int halveEveryEpochs, double vectorLearningRate) {
    return new OptimizerSettings(
        name, learningRate, halveEveryEpochs, vectorLearningRate, null, null, null, null);
  }

  /** The same in the simulator's words. */
  public OptimizerSpec simulated() {
    return new OptimizerSpec(
        name.startsWith("sgd") ? Rule.sgd(Objects.requireNonNull(momentum)) : Rule.ADAM,
        learningRate,
        schedule == null
            ? Schedule.Steps.halving(Objects.requireNonNull(halveEveryEpochs))
            : schedule.simulated(),
        vectorLearningRate,
        Objects.requireNonNullElse(weightDecay, 0.0),
        Objects.requireNonNullElse(clipNorm, Double.POSITIVE_INFINITY));
  }

  /** The rate and how it changes, for people. */
  public String shownRate() {
    return "%s, %s"
        .formatted(
            learningRate,
            schedule == null
                ? "halved every %d epochs".formatted(halveEveryEpochs)
                : schedule.shown());
  }
}
