package org.hafnia.simulator.training;

import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.device.ResistanceHistogram;
import org.hafnia.simulator.device.ResistanceHistogram.Bins;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.optimizer.DevicePlane;
import org.hafnia.simulator.random.RandomStream;
import org.hafnia.simulator.training.TrainingOutcome.Cancelled;
import org.hafnia.simulator.training.TrainingOutcome.Completed;
import org.hafnia.simulator.training.TrainingOutcome.Diverged;
import org.hafnia.simulator.training.TrainingResult.Accuracy;
import org.hafnia.simulator.training.TrainingResult.LayerUse;
import org.hafnia.simulator.training.TrainingResult.Timings;
import org.hafnia.simulator.training.loop.Batch;
import org.hafnia.simulator.training.loop.Learner;
import org.hafnia.simulator.training.loop.Score;
import org.hafnia.simulator.training.loop.Stopwatch;
import org.hafnia.simulator.training.loop.Stopwatch.Part;

/**
 * Trains a network. Same spec, data set and intra-op threads of the engine: same bits, whatever
 * runs beside it, on any number of kernel threads, in one go or from a checkpoint.
 */
public final class Trainer implements AutoCloseable {

  /** Samples per evaluation batch: fixed, so that accuracies depend on nothing else. */
  static final int EVALUATION_BATCH = 1000;

  private final TrainingSpec spec;
  private final Dataset data;
  private final Resources resources;
  private final TrainingListener listener;
  private final Learner learner;
  private final Batch batch;
  private final Stopwatch watch;
  private final RandomStream shuffles;
  private final long wallStart;
  private final long cpuStart;
  private final List<EpochMetrics> metrics = new ArrayList<>();
  private double earlierWall;
  private double earlierCpu;
  private long steps;

  /** The epoch whose checkpoint can be written now, else 0. */
  private int offered;

  private Trainer(TrainingSpec spec, Dataset data, Resources resources, TrainingListener listener) {
    this.spec = spec;
    this.data = data;
    this.resources = resources;
    this.listener = listener;
    this.wallStart = resources.wallNanos().getAsLong();
    this.cpuStart = resources.cpuNanos().getAsLong();
    this.watch = new Stopwatch(resources.wallNanos());
    this.shuffles = RandomStream.of(spec.seed(), "shuffle", 0);
    int features = data.train().features();
    var rule = spec.optimizer().rule();
    this.learner =
        new Learner(
            spec.network().layers(TensorShape.of(data.train().shape()), data.classes()),
            (layer, index) -> spec.hardware().weights(spec.seed(), rule, layer, index),
            rule,
            resources.parallelism());
    int largest = Math.max(batchSize(), Math.min(EVALUATION_BATCH, data.test().count()));
    this.batch = learner.batch(largest, features, data.classes());
  }

  /**
   * Trains until all epochs are done, the loss is no longer finite, or the listener asks to stop.
   *
   * @param from where to go on; made by a training with the same spec (the number of epochs may
   *     differ) and data set
   * @throws IllegalArgumentException if the data set or the checkpoint does not fit the spec
   */
  public static TrainingOutcome train(
      TrainingSpec spec,
      Dataset data,
      Resources resources,
      TrainingListener listener,
      Optional<Checkpoint> from) {
    if (data.train().count() < 2) {
      throw new IllegalArgumentException(
          "data set %s has fewer than 2 samples to train on".formatted(data.name()));
    }
    try (var trainer = new Trainer(spec, data, resources, listener)) {
      from.ifPresent(trainer::restore);
      return trainer.run();
    }
  }

  private TrainingOutcome run() {
    for (int epoch = metrics.size() + 1; epoch <= spec.epochs(); epoch++) {
      var end = epoch(epoch);
      if (end.isPresent()) {
        return end.get();
      }
    }
    watch.lap(Part.OTHER);
    return new Completed(result());
  }

  /** One epoch; present if the training ends with it before its time. */
  private Optional<TrainingOutcome> epoch(int epoch) {
    var samples = data.train();
    int[] order = shuffles.permutation(samples.count(), epoch);
    int batches = Math.ceilDiv(samples.count() - 1, batchSize());
    double decay = spec.optimizer().decay(epoch);
    var rule = spec.optimizer().rule();
    var train = Score.NONE;
    for (int b = 0; b < batches; b++) {
      if (listener.cancelRequested()) {
        return Optional.of(new Cancelled(epoch));
      }
      fill(samples, order, b * batchSize(), batchSize());
      steps++;
      var score =
          learner.train(
              batch,
              rule.step(steps, spec.optimizer().learningRate() * decay, 0),
              rule.step(steps, spec.optimizer().vectorLearningRate() * decay, 0),
              watch);
      if (!Double.isFinite(score.lossSum())) {
        return Optional.of(diverged(epoch, "batch " + (b + 1), score.loss()));
      }
      train = train.plus(score);
      listener.batch(epoch, b + 1, batches, score.loss());
      watch.lap(Part.OTHER);
    }
    return finish(epoch, train);
  }

  /** Evaluates, keeps the epoch's row, and offers the checkpoint. */
  private Optional<TrainingOutcome> finish(int epoch, Score train) {
    var test = evaluate();
    if (test.isEmpty()) {
      return Optional.of(new Cancelled(epoch));
    }
    if (!Double.isFinite(test.get().lossSum())) {
      return Optional.of(diverged(epoch, "test", test.get().loss()));
    }
    metrics.add(row(epoch, train, test.get()));
    offered = epoch;
    listener.epoch(metrics.getLast(), new Checkpoint(epoch, out -> write(epoch, out)));
    offered = 0;
    watch.lap(Part.OTHER);
    return Optional.empty();
  }

  /** The score on the test set; empty if the listener asked to stop. */
  private Optional<Score> evaluate() {
    var samples = data.test();
    int[] order = IntStream.range(0, samples.count()).toArray();
    var total = Score.NONE;
    for (int from = 0; from < samples.count(); from += EVALUATION_BATCH) {
      if (listener.cancelRequested()) {
        return Optional.empty();
      }
      fill(samples, order, from, EVALUATION_BATCH);
      total = total.plus(learner.evaluate(batch));
      watch.lap(Part.EVALUATION);
    }
    return Optional.of(total);
  }

  private void fill(Samples samples, int[] order, int from, int size) {
    watch.lap(Part.OTHER);
    batch.fill(samples, order, from, Math.min(from + size, samples.count()));
    watch.lap(Part.DATA);
  }

  private EpochMetrics row(int epoch, Score train, Score test) {
    double wall = (resources.wallNanos().getAsLong() - wallStart) / 1e9;
    double cpu = (resources.cpuNanos().getAsLong() - cpuStart) / 1e9;
    return new EpochMetrics(
        epoch,
        train.loss(),
        train.accuracy(),
        test.loss(),
        test.accuracy(),
        spec.optimizer().learningRate() * spec.optimizer().decay(epoch),
        pulses(),
        earlierWall + wall,
        earlierCpu + cpu);
  }

  private long pulses() {
    return uses().stream().mapToLong(LayerUse::pulses).sum();
  }

  private int batchSize() {
    return Math.min(spec.batchSize(), data.train().count());
  }

  private TrainingOutcome diverged(int epoch, String where, double loss) {
    double rate = spec.optimizer().learningRate() * spec.optimizer().decay(epoch);
    return new Diverged(
        epoch,
        "the loss became %s in epoch %d, %s, at a learning rate of %s"
            .formatted(loss, epoch, where, rate),
        "lower optimizer.learningRate, or halve it more often");
  }

  private TrainingResult result() {
    int total = data.test().count();
    int correct = (int) Math.round(metrics.getLast().testAccuracy() * total);
    return new TrainingResult(
        metrics,
        Accuracy.of(correct, total),
        uses(),
        resistances(),
        Timings.of(watch),
        learner.sha256());
  }

  private List<LayerUse> uses() {
    var planes = learner.planes();
    return IntStream.range(0, planes.size())
        .mapToObj(i -> LayerUse.of(i + 1, planes.get(i)))
        .toList();
  }

  private Optional<ResistanceHistogram> resistances() {
    return learner.planes().stream()
        .filter(DevicePlane.class::isInstance)
        .map(plane -> ((DevicePlane) plane).pairs().resistances(Bins.usual()))
        .reduce(ResistanceHistogram::plus);
  }

  /** Everything but the number of epochs that the bits depend on, as far as it is known here. */
  private Map<String, String> identity() {
    var identity = new LinkedHashMap<String, String>();
    identity.put("network", spec.network().toString());
    identity.put("hardware", spec.hardware().toString());
    identity.put("optimizer", spec.optimizer().toString());
    identity.put("seed", Long.toString(spec.seed()));
    identity.put("batchSize", Integer.toString(spec.batchSize()));
    identity.put("dataset", data.sha256());
    return identity;
  }

  private void write(int epoch, DataOutput out) throws IOException {
    if (offered != epoch) {
      throw new IllegalStateException(
          "the training has gone on since epoch %d; write checkpoints at once".formatted(epoch));
    }
    Checkpoint.writeIdentity(identity(), out);
    for (var row : metrics) {
      row.write(out);
    }
    out.writeLong(steps);
    watch.write(out);
    learner.writeState(out);
  }

  private void restore(Checkpoint from) {
    try (var in = from.content()) {
      Checkpoint.checkIdentity(identity(), in);
      for (int epoch = 1; epoch <= from.epoch(); epoch++) {
        metrics.add(EpochMetrics.read(in));
      }
      steps = in.readLong();
      watch.read(in);
      learner.readState(in, steps);
    } catch (IOException e) {
      throw new IllegalArgumentException("the checkpoint cannot be read: " + e.getMessage(), e);
    }
    earlierWall = metrics.getLast().wallSeconds();
    earlierCpu = metrics.getLast().cpuSeconds();
  }

  @Override
  public void close() {
    learner.close();
  }
}
