package org.hafnia.simulator.training;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.device.Imperfections;
import org.hafnia.simulator.device.LearningRule;
import org.hafnia.simulator.device.presets.Hfo2WeakReset2021;
import org.hafnia.simulator.network.MlpDescription;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.optimizer.rule.Rule;
import org.hafnia.simulator.random.RandomStream;
import org.hafnia.simulator.training.plan.Plan;
import org.hafnia.simulator.training.plan.Schedule;

/** Trainings that take well under a second. */
final class Small {

  private static final int SIDE = 8;
  private static final int CLASSES = 4;

  /** Four noisy patterns of 8 x 8 pixels; the last batch of 50 holds 10 samples. */
  static final Dataset PATTERNS =
      Dataset.of("patterns", samples(610, 0), samples(230, 1), CLASSES, "made by a test");

  private Small() {}

  static TrainingSpec spec(Hardware hardware, Precision weights, double rate, int epochs) {
    return new TrainingSpec(
        new MlpDescription(List.of(150, 20), weights, weights),
        hardware,
        new OptimizerSpec(Rule.ADAM, rate, Schedule.Steps.halving(2), 8e-3),
        Plan.PLAIN,
        1,
        epochs,
        50);
  }

  static Hardware devices(LearningRule rule) {
    return new Hardware.WeakReset(Hfo2WeakReset2021.model(), Imperfections.all(), rule);
  }

  static Resources threads(int parallelism) {
    return new Resources(parallelism, System::nanoTime, () -> 0);
  }

  static TrainingResult result(TrainingSpec spec) {
    return result(spec, 1, new TrainingListener() {}, Optional.empty());
  }

  static TrainingResult result(
      TrainingSpec spec, int threads, TrainingListener listener, Optional<Checkpoint> from) {
    var outcome = Trainer.train(spec, PATTERNS, threads(threads), listener, from);
    if (outcome instanceof TrainingOutcome.Completed completed) {
      return completed.result();
    }
    throw new AssertionError(outcome.toString());
  }

  /** What a process that was killed after the epoch has left. */
  static byte[] checkpointAfter(TrainingSpec spec, int epoch) {
    var bytes = new ByteArrayOutputStream();
    var listener =
        new TrainingListener() {
          @Override
          public boolean cancelRequested() {
            return bytes.size() > 0;
          }

          @Override
          public void epoch(EpochMetrics metrics, Checkpoint checkpoint) {
            if (metrics.epoch() == epoch) {
              write(checkpoint, bytes);
            }
          }
        };
    Trainer.train(spec, PATTERNS, threads(1), listener, Optional.empty());
    return bytes.toByteArray();
  }

  static void write(Checkpoint checkpoint, ByteArrayOutputStream bytes) {
    try {
      checkpoint.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Checkpoint read(byte[] bytes) {
    try {
      return Checkpoint.readFrom(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Samples samples(int count, int part) {
    var prototypes = RandomStream.of(1, "prototype", 0);
    var noise = RandomStream.of(1, "noise", part);
    byte[] pixels = new byte[count * SIDE * SIDE];
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % CLASSES);
      for (int j = 0; j < SIDE * SIDE; j++) {
        double prototype = prototypes.uniform(labels[i], j) < 0.5 ? 0.3 : 0.7;
        double value = prototype + 0.25 * noise.normal(i, j);
        pixels[i * SIDE * SIDE + j] = (byte) Math.round(255 * Math.clamp(value, 0, 1));
      }
    }
    return Samples.of(new int[] {SIDE, SIDE}, pixels, labels);
  }
}
