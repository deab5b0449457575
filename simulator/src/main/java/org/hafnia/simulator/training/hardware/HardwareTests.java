package org.hafnia.simulator.training.hardware;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hafnia.simulator.device.use.DeviceUse;
import org.hafnia.simulator.training.loop.DrawnWeights;
import org.hafnia.simulator.training.loop.Learner;
import org.hafnia.simulator.training.loop.Score;

/**
 * The tests on hardware that follow a training, and what they used.
 *
 * @param results one per test
 * @param uses of the devices of each layer by one draw; empty where no test has devices
 */
public record HardwareTests(List<HardwareTestResult> results, List<DeviceUse> uses) {

  public HardwareTests {
    results = List.copyOf(results);
    uses = List.copyOf(uses);
  }

  /**
   * A network at the end of its training.
   *
   * @param seed of the training
   * @param step the last one
   */
  public record Trained(Learner learner, long seed, long step) {}

  /** Tests the weights that the network is shown. */
  public interface Evaluation {

    /**
     * The score on the test set; empty if the training is to stop.
     *
     * @param draw from 1 to {@code draws}
     */
    Optional<Score> score(String test, int draw, int draws);
  }

  /**
   * Runs them all. The learner shows the weights that are meant afterwards.
   *
   * @return empty if the training is to stop
   */
  public static Optional<HardwareTests> run(
      List<HardwareTest> tests, Trained trained, Evaluation evaluate) {
    var results = new ArrayList<HardwareTestResult>();
    List<DeviceUse> uses = List.of();
    for (int i = 0; i < tests.size(); i++) {
      var test = tests.get(i);
      var drawn =
          new DrawnWeights(
              trained.learner(),
              test.model(),
              trained.seed(),
              "hardware-test/" + i,
              trained.step());
      var result = run(test, drawn, evaluate);
      if (result.isEmpty()) {
        return Optional.empty();
      }
      results.add(result.get());
      uses = drawn.uses().stream().anyMatch(use -> use.devices() > 0) ? drawn.uses() : uses;
    }
    trained.learner().weights().showMeant(trained.step());
    return Optional.of(new HardwareTests(results, uses));
  }

  private static Optional<HardwareTestResult> run(
      HardwareTest test, DrawnWeights drawn, Evaluation evaluate) {
    var correct = new ArrayList<Integer>();
    int samples = 0;
    for (int draw = 0; draw < test.draws(); draw++) {
      drawn.show(draw);
      var score = evaluate.score(test.name(), draw + 1, test.draws());
      if (score.isEmpty()) {
        return Optional.empty();
      }
      correct.add(score.get().correct());
      samples = score.get().count();
    }
    return Optional.of(
        new HardwareTestResult(
            test.name(),
            correct,
            samples,
            drawn.weights(),
            drawn.wrong(),
            drawn.expectedErrorRate()));
  }
}
