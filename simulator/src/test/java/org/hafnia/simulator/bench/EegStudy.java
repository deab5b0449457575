package org.hafnia.simulator.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.Splits;
import org.hafnia.simulator.dataset.files.DirectoryFolder;
import org.hafnia.simulator.dataset.named.EegMotorImagery;
import org.hafnia.simulator.dataset.preparation.Alignment;
import org.hafnia.simulator.dataset.preparation.BandPass;
import org.hafnia.simulator.dataset.preparation.Preparation;
import org.hafnia.simulator.dataset.preparation.Reference;
import org.hafnia.simulator.dataset.signals.Epochs;
import org.hafnia.simulator.dataset.signals.Recording;
import org.hafnia.simulator.network.presets.Presets;
import org.hafnia.simulator.optimizer.rule.Rule;
import org.hafnia.simulator.training.OptimizerSpec;
import org.hafnia.simulator.training.TrainingSpec;
import org.hafnia.simulator.training.folds.CrossTrainer;
import org.hafnia.simulator.training.folds.CrossValidation;
import org.hafnia.simulator.training.folds.CrossValidationOutcome;
import org.hafnia.simulator.training.folds.CrossValidationResult;
import org.hafnia.simulator.training.folds.FoldListener;
import org.hafnia.simulator.training.folds.FoldedData;
import org.hafnia.simulator.training.plan.Augmentation;
import org.hafnia.simulator.training.plan.Loss;
import org.hafnia.simulator.training.plan.Plan;
import org.hafnia.simulator.training.plan.Schedule;

/**
 * Both fists against both feet by the preset {@code eeg-cnn}: real, with a binary classifier, all
 * binary; 5 folds, several cuts and seeds. Band, reference and window were chosen on the imagined
 * runs; the executed ones had no part in the choice and tell how much of the figure that is.
 */
final class EegStudy {

  private static final int FOLDS = 5;
  private static final int REPETITIONS = Integer.getInteger("bench.repetitions", 5);
  private static final int EPOCHS = 30;
  private static final int BATCH = 12;
  private static final double RATE = 1e-3;
  private static final double DECAY = 0.05;
  private static final double DROPOUT = 0.5;
  private static final double START_SECOND = 1;
  private static final double LENGTH_SECOND = 3;

  /** The mu rhythm of each electrode against its neighbours, as its power over half a second. */
  private static final Preparation MU_POWER =
      new Preparation(
          Reference.LAPLACIAN,
          Optional.of(new BandPass(8, 13, 4)),
          Alignment.NONE,
          Optional.of(0.5),
          8);

  private EegStudy() {}

  public static void main(String[] args) {
    var folder =
        new DirectoryFolder(
            Path.of(
                Optional.ofNullable(System.getenv("HAFNIA_DATASETS"))
                    .orElseThrow(() -> new IllegalStateException("set HAFNIA_DATASETS")),
                EegMotorImagery.NAME));
    for (var runs : List.of(List.of(6, 10), List.of(5, 9))) {
      var data = data(EegMotorImagery.recordings(folder, runs));
      System.out.printf(
          "runs %s, %d trials, %d folds, %d repetitions%n",
          runs, data.train().plus(data.test()).count(), FOLDS, REPETITIONS);
      for (var binarize : List.of("none", "classifier", "all")) {
        var result = validated(data, binarize, REPETITIONS);
        var accuracy = result.pooled().accuracy();
        System.out.printf(
            "  %-10s %d of %d, %.1f %% (%.1f to %.1f), between folds %.1f points, CPU %.0f s%n",
            binarize,
            accuracy.correct(),
            accuracy.total(),
            100 * accuracy.value(),
            100 * accuracy.low(),
            100 * accuracy.high(),
            100 * result.deviation(),
            result.cpuSeconds());
      }
    }
  }

  /** The trials of recordings of 160 Hz; folds join both parts again. */
  static Dataset data(List<Recording> recordings) {
    var cut = Epochs.Cut.of("T1,T2", START_SECOND, LENGTH_SECOND);
    var trials = Epochs.of(MU_POWER.apply(recordings, cut), cut);
    var parts = Splits.holdOut(trials, 0.2, 1);
    return Dataset.of("eeg", parts.train(), parts.held(), 2, "recordings");
  }

  static CrossValidationResult validated(Dataset data, String binarize, int repetitions) {
    var plan = new CrossValidation(FOLDS, CrossValidation.By.RECORD, repetitions);
    var outcome =
        new CrossTrainer(
                spec(binarize),
                plan,
                new FoldedData(data, plan, 1),
                Bench.resources(1),
                new FoldListener() {})
            .run(Optional.empty());
    if (outcome instanceof CrossValidationOutcome.Completed completed) {
      return completed.result();
    }
    throw new IllegalStateException(outcome.toString());
  }

  private static TrainingSpec spec(String binarize) {
    var preset = Presets.find("eeg-cnn").orElseThrow();
    Map<String, Object> values = new HashMap<>(Map.of("binarize", binarize, "dropout", DROPOUT));
    if (binarize.equals("none")) {
      values.put("weights", "real");
    }
    return new TrainingSpec(
        preset.network(preset.values(values)),
        Bench.ideal(),
        new OptimizerSpec(
            Rule.ADAM,
            RATE,
            new Schedule.CosineRestarts(EPOCHS, 1),
            RATE,
            DECAY,
            Double.POSITIVE_INFINITY),
        new Plan(Loss.CROSS_ENTROPY, new Augmentation(true, 0, false, 0, 0), 0, Optional.empty()),
        1,
        EPOCHS,
        BATCH);
  }
}
