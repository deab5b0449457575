package org.hafnia.simulator.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.files.NamedFile;
import org.hafnia.simulator.dataset.files.SourceFile;
import org.hafnia.simulator.dataset.named.NamedSet;
import org.hafnia.simulator.device.Imperfections;
import org.hafnia.simulator.device.LearningRule;
import org.hafnia.simulator.device.presets.Hfo2WeakReset2021;
import org.hafnia.simulator.network.MlpDescription;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.optimizer.rule.Rule;
import org.hafnia.simulator.training.Hardware;
import org.hafnia.simulator.training.OptimizerSpec;
import org.hafnia.simulator.training.Resources;
import org.hafnia.simulator.training.Trainer;
import org.hafnia.simulator.training.TrainingListener;
import org.hafnia.simulator.training.TrainingOutcome;
import org.hafnia.simulator.training.TrainingResult;
import org.hafnia.simulator.training.TrainingSpec;
import org.hafnia.simulator.training.plan.Plan;
import org.hafnia.simulator.training.plan.Schedule;

/** What the slow programs share. */
final class Bench {

  private Bench() {}

  /** MNIST from the directory that HAFNIA_DATASETS names, or from its folder {@code mnist}. */
  static Dataset mnist() {
    var named = Optional.ofNullable(System.getenv("HAFNIA_DATASETS"));
    var directory =
        Path.of(named.orElseThrow(() -> new IllegalStateException("set HAFNIA_DATASETS")));
    return NamedSet.MNIST.read(file -> open(directory, file));
  }

  private static SourceFile open(Path directory, NamedFile file) {
    for (var name : file.acceptedNames()) {
      for (var path : List.of(directory.resolve(name), directory.resolve("mnist").resolve(name))) {
        if (Files.exists(path)) {
          return SourceFile.of(name, bytes(path));
        }
      }
    }
    throw new IllegalStateException("no " + file + " in " + directory);
  }

  private static InputStream bytes(Path path) {
    try {
      return new java.io.ByteArrayInputStream(Files.readAllBytes(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Hardware weakReset(boolean deviceToDevice, boolean noise) {
    return new Hardware.WeakReset(
        Hfo2WeakReset2021.model(),
        new Imperfections(deviceToDevice, noise, noise, true),
        LearningRule.PUBLISHED);
  }

  static Hardware ideal() {
    return new Hardware.Ideal();
  }

  static TrainingSpec spec(int hidden, Hardware hardware, double rate, long seed, int epochs) {
    return new TrainingSpec(
        new MlpDescription(List.of(hidden), Precision.BINARY, Precision.BINARY),
        hardware,
        new OptimizerSpec(
            Rule.ADAM,
            rate,
            Schedule.Steps.halving(7),
            OptimizerSpec.PUBLISHED_VECTOR_LEARNING_RATE),
        Plan.PLAIN,
        seed,
        epochs,
        1000);
  }

  static Resources resources(int parallelism) {
    var bean = ManagementFactory.getOperatingSystemMXBean();
    var process = (com.sun.management.OperatingSystemMXBean) bean;
    return new Resources(parallelism, System::nanoTime, process::getProcessCpuTime);
  }

  static TrainingResult complete(TrainingSpec spec, Dataset data, int parallelism) {
    var outcome =
        Trainer.train(
            spec, data, resources(parallelism), new TrainingListener() {}, Optional.empty());
    if (outcome instanceof TrainingOutcome.Completed completed) {
      return completed.result();
    }
    throw new IllegalStateException(outcome.toString());
  }

  /** Resident memory of this process, in bytes; {@code key} is VmRSS (now) or VmHWM (peak). */
  static long residentBytes(String key) {
    try {
      for (var line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith(key + ":")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
