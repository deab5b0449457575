package org.hafnia.simulator.training.folds;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hafnia.simulator.training.TrainingResult.Timings;
import org.hafnia.simulator.training.hardware.HardwareTestResult;
import org.hafnia.simulator.training.quality.Accuracy;
import org.hafnia.simulator.training.quality.Quality;
import org.hafnia.simulator.training.quality.RocArea;
import org.hafnia.simulator.training.quality.Tally;

/**
 * What all folds together have found.
 *
 * @param plan how the samples were cut
 * @param pooled how well all held-out samples were classified, each by the network that had not
 *     seen it; its intervals take samples as independent
 * @param folds accuracy of each fold
 * @param hardwareTests with the samples of all folds; the draws of repetitions follow each other
 * @param pulses on all devices
 * @param energyJoule of all of them, in joule; empty where a device model does not tell it
 * @param timings of all folds
 * @param cpuSeconds of all folds
 * @param weightsSha256 over the digests of all folds' weights
 */
public record CrossValidationResult(
    CrossValidation plan,
    Quality pooled,
    List<Accuracy> folds,
    List<HardwareTestResult> hardwareTests,
    long pulses,
    OptionalDouble energyJoule,
    Timings timings,
    double cpuSeconds,
    String weightsSha256) {

  public CrossValidationResult {
    folds = List.copyOf(folds);
    hardwareTests = List.copyOf(hardwareTests);
  }

  static CrossValidationResult of(CrossValidation plan, List<FoldScore> folds) {
    double joule = folds.stream().mapToDouble(FoldScore::energyJoule).sum();
    return new CrossValidationResult(
        plan,
        pooled(plan, folds),
        folds.stream().map(fold -> fold.tally().quality().accuracy()).toList(),
        tests(plan, folds),
        folds.stream().mapToLong(FoldScore::pulses).sum(),
        Double.isNaN(joule) ? OptionalDouble.empty() : OptionalDouble.of(joule),
        folds.stream().map(FoldScore::timings).reduce(Timings::plus).orElseThrow(),
        folds.stream().mapToDouble(FoldScore::cpuSeconds).sum(),
        FoldedData.sha256(
            folds.stream().map(FoldScore::weightsSha256).collect(Collectors.joining(";"))));
  }

  /** Mean of the folds' accuracies. */
  public double mean() {
    return folds.stream().mapToDouble(Accuracy::value).average().orElseThrow();
  }

  /** Standard deviation of the accuracy between folds. */
  public double deviation() {
    double mean = mean();
    double squares =
        folds.stream().mapToDouble(Accuracy::value).map(a -> (a - mean) * (a - mean)).sum();
    return Math.sqrt(squares / (folds.size() - 1));
  }

  private static Quality pooled(CrossValidation plan, List<FoldScore> folds) {
    var tallies = folds.stream().map(FoldScore::tally).toList();
    var areas =
        IntStream.range(0, plan.repetitions())
            .mapToObj(r -> Tally.sum(of(plan, tallies, r)).quality().rocArea())
            .flatMap(Optional::stream)
            .toList();
    return new Quality(
        Tally.sum(tallies).quality().confusion(), RocArea.mean(areas), plan.repetitions());
  }

  private static <T> List<T> of(CrossValidation plan, List<T> folds, int repetition) {
    return folds.subList(repetition * plan.folds(), (repetition + 1) * plan.folds());
  }

  private static List<HardwareTestResult> tests(CrossValidation plan, List<FoldScore> folds) {
    return IntStream.range(0, folds.getFirst().tests().size())
        .mapToObj(t -> test(plan, folds.stream().map(fold -> fold.tests().get(t)).toList()))
        .toList();
  }

  private static HardwareTestResult test(CrossValidation plan, List<HardwareTestResult> folds) {
    var correct = new ArrayList<Integer>();
    for (int r = 0; r < plan.repetitions(); r++) {
      var whole = of(plan, folds, r);
      for (int d = 0; d < whole.getFirst().correct().size(); d++) {
        int draw = d;
        correct.add(whole.stream().mapToInt(fold -> fold.correct().get(draw)).sum());
      }
    }
    long weights = folds.stream().mapToLong(HardwareTestResult::weights).sum();
    double expected =
        folds.stream().mapToDouble(HardwareTestResult::expectedErrorRate).average().orElseThrow();
    return new HardwareTestResult(
        folds.getFirst().name(),
        correct,
        of(plan, folds, 0).stream().mapToInt(HardwareTestResult::samples).sum(),
        weights,
        folds.stream().mapToLong(HardwareTestResult::wrong).sum(),
        expected);
  }
}
