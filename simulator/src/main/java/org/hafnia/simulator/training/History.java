package org.hafnia.simulator.training;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hafnia.simulator.training.loop.Score;

/** The epochs of a training so far, and the time they took, earlier attempts included. */
final class History {

  private final TrainingSpec spec;
  private final Resources resources;
  private final long wallStart;
  private final long cpuStart;
  private final List<EpochMetrics> rows = new ArrayList<>();
  private double earlierWall;
  private double earlierCpu;

  /** Starts the clocks. */
  History(TrainingSpec spec, Resources resources) {
    this.spec = spec;
    this.resources = resources;
    this.wallStart = resources.wallNanos().getAsLong();
    this.cpuStart = resources.cpuNanos().getAsLong();
  }

  /**
   * How well an epoch's samples were classified.
   *
   * @param train before their steps
   * @param validation after the epoch; of no samples where none are held out
   * @param test after the epoch
   */
  record Scores(Score train, Score validation, Score test) {}

  /** Adds the next epoch and returns its row. */
  EpochMetrics add(Scores scores, long pulses) {
    double wall = (resources.wallNanos().getAsLong() - wallStart) / 1e9;
    double cpu = (resources.cpuNanos().getAsLong() - cpuStart) / 1e9;
    int epoch = rows.size() + 1;
    rows.add(
        new EpochMetrics(
            epoch,
            scores.train.loss(),
            scores.train.accuracy(),
            scores.test.loss(),
            scores.test.accuracy(),
            scores.validation.loss(),
            scores.validation.accuracy(),
            spec.optimizer().rate(epoch),
            pulses,
            earlierWall + wall,
            earlierCpu + cpu));
    return rows.getLast();
  }

  /** Epochs done. */
  int epochs() {
    return rows.size();
  }

  List<EpochMetrics> rows() {
    return List.copyOf(rows);
  }

  /** Whether the plan ends the training after these epochs. */
  boolean hasStopped() {
    var accuracies = rows.stream().map(EpochMetrics::validationAccuracy).toList();
    return spec.plan().earlyStopping().map(stop -> stop.ends(accuracies)).orElse(false);
  }

  /** The first of the epochs with the greatest validation accuracy; the last one without any. */
  int bestEpoch() {
    if (rows.isEmpty() || Double.isNaN(rows.getLast().validationAccuracy())) {
      return rows.size();
    }
    return rows.stream()
        .max(
            Comparator.comparingDouble(EpochMetrics::validationAccuracy)
                .thenComparing(EpochMetrics::epoch, Comparator.reverseOrder()))
        .map(EpochMetrics::epoch)
        .orElseThrow();
  }

  void write(DataOutput out) throws IOException {
    for (var row : rows) {
      row.write(out);
    }
  }

  /** Takes over the epochs of an earlier attempt. */
  void read(DataInput in, int epochs) throws IOException {
    for (int epoch = 1; epoch <= epochs; epoch++) {
      rows.add(EpochMetrics.read(in));
    }
    earlierWall = rows.getLast().wallSeconds();
    earlierCpu = rows.getLast().cpuSeconds();
  }
}
