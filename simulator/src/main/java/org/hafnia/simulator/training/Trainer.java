package org.hafnia.simulator.training;

import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.device.ResistanceHistogram;
import org.hafnia.simulator.device.ResistanceHistogram.Bins;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.optimizer.DevicePlane;
import org.hafnia.simulator.optimizer.WeightPlane;
import org.hafnia.simulator.random.RandomStream;
import org.hafnia.simulator.training.TrainingOutcome.Cancelled;
import org.hafnia.simulator.training.TrainingOutcome.Completed;
import org.hafnia.simulator.training.TrainingOutcome.Diverged;
import org.hafnia.simulator.training.TrainingResult.LayerUse;
import org.hafnia.simulator.training.TrainingResult.Timings;
import org.hafnia.simulator.training.hardware.HardwareTests;
import org.hafnia.simulator.training.loop.Augmenter;
import org.hafnia.simulator.training.loop.Batch;
import org.hafnia.simulator.training.loop.Freezing;
import org.hafnia.simulator.training.loop.Learner;
import org.hafnia.simulator.training.loop.Portions;
import org.hafnia.simulator.training.loop.Score;
import org.hafnia.simulator.training.loop.Stopwatch;
import org.hafnia.simulator.training.loop.Stopwatch.Part;
import org.hafnia.simulator.training.plan.Loss;
import org.hafnia.simulator.training.quality.Quality;
import org.hafnia.simulator.training.quality.Tally;
import org.jspecify.annotations.Nullable;

/**
 * Trains a network. Same spec, data set and intra-op threads of the engine: same bits, whatever
 * runs beside it, on any number of kernel threads, in one go or from a checkpoint.
 */
public final class Trainer implements AutoCloseable {

  private final TrainingSpec spec;
  private final Dataset data;
  private final TrainingListener listener;
  private final Learner learner;
  private final Batch batch;
  private final Stopwatch watch;
  private final RandomStream shuffles;
  private final Portions portions;
  private final Augmenter augmenter;
  private final History history;
  private long steps;

  /** The epoch whose checkpoint can be written now, else 0. */
  private int offered;

  /** Of the test set, after the epoch that was done last here. */
  private @Nullable Tally tally;

  private Trainer(TrainingSpec spec, Dataset data, Resources resources, TrainingListener listener) {
    this.spec = spec;
    this.data = data;
    this.listener = listener;
    this.history = new History(spec, resources);
    this.watch = new Stopwatch(resources.wallNanos());
    this.shuffles = RandomStream.of(spec.seed(), "shuffle", 0);
    this.portions = Portions.of(data, spec.plan(), spec.seed());
    var shape = TensorShape.of(data.train().shape());
    this.augmenter = new Augmenter(spec.plan().augmentation(), shape, spec.seed());
    var rule = spec.optimizer().rule();
    var layers = spec.network().layers(shape, data.classes());
    this.learner =
        new Learner(
            layers,
            (layer, index) -> spec.hardware().weights(spec.seed(), rule, layer, index),
            rule,
            resources.parallelism(),
            spec.seed(),
            spec.device());
    spec.from().ifPresent(learner::adopt);
    learner.freeze(Freezing.of(spec.network().names(), layers, spec.freeze()));
    int largest = Math.max(batchSize(), Math.min(spec.evaluationBatch(), portions.mostEvaluated()));
    this.batch = learner.batch(largest, shape.size(), data.classes());
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
    for (int epoch = history.epochs() + 1;
        epoch <= spec.epochs() && !history.hasStopped();
        epoch++) {
      var end = epoch(epoch);
      if (end.isPresent()) {
        return end.get();
      }
    }
    learner.weights().showMeant(steps);
    if (tally == null) {
      tally = new Tally(data.classes(), portions.test().count());
      if (evaluate(portions.test(), tally).isEmpty()) {
        return new Cancelled(history.epochs());
      }
    }
    listener.tested(tally);
    return tested(tally.quality());
  }

  /** One epoch; present if the training ends with it before its time. */
  private Optional<TrainingOutcome> epoch(int epoch) {
    var samples = portions.training();
    int[] order = shuffles.permutation(samples.count(), epoch);
    int batches = Math.ceilDiv(order.length - 1, batchSize());
    double decay = spec.optimizer().decay(epoch, batches, spec.epochs());
    var train = Score.NONE;
    for (int b = 0; b < batches; b++) {
      if (listener.cancelRequested()) {
        return Optional.of(new Cancelled(epoch));
      }
      int from = b * batchSize();
      fill(samples, order, from, batchSize(), spec.plan().loss());
      batch.augment(augmenter, order, from, epoch);
      watch.lap(Part.DATA);
      steps++;
      var step =
          new Learner.Step(
              spec.optimizer().weights(steps, epoch, decay),
              spec.optimizer().vectors(steps, epoch),
              spec.optimizer().clipNorm());
      var score = learner.train(batch, spec.plan().loss(), step, watch);
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
    learner.weights().showMeant(steps);
    var validation =
        portions
            .validation()
            .map(held -> evaluate(held, new Tally(data.classes(), held.count())))
            .orElse(Optional.of(Score.NONE));
    tally = new Tally(data.classes(), portions.test().count());
    var test = evaluate(portions.test(), tally);
    if (test.isEmpty() || validation.isEmpty()) {
      return Optional.of(new Cancelled(epoch));
    }
    if (!Double.isFinite(test.get().lossSum())) {
      return Optional.of(diverged(epoch, "test", test.get().loss()));
    }
    var scores = new History.Scores(train, validation.get(), test.get());
    var row = history.add(scores, pulses());
    if (portions.validation().isPresent() && history.bestEpoch() == epoch) {
      listener.best(row, this::model);
    }
    learner.weights().showErrors(steps);
    offered = epoch;
    listener.epoch(row, new Checkpoint(epoch, out -> write(epoch, out)));
    offered = 0;
    watch.lap(Part.OTHER);
    return Optional.empty();
  }

  private TrainedNetwork model() {
    var made = learner.model();
    return portions.normalisation().map(made::after).orElse(made);
  }

  /** The score on some samples; empty if the listener asked to stop. */
  private Optional<Score> evaluate(Samples samples, Tally counts) {
    int[] order = IntStream.range(0, samples.count()).toArray();
    var loss = spec.plan().loss().plain();
    var total = Score.NONE;
    int size = spec.evaluationBatch();
    for (int from = 0; from < order.length; from += size) {
      if (listener.cancelRequested()) {
        return Optional.empty();
      }
      fill(samples, order, from, size, loss);
      total = total.plus(learner.evaluate(batch, loss, counts));
      watch.lap(Part.EVALUATION);
    }
    return Optional.of(total);
  }

  private void fill(Samples samples, int[] order, int from, int size, Loss loss) {
    watch.lap(Part.OTHER);
    batch.fill(samples, order, from, Math.min(from + size, order.length), loss);
    watch.lap(Part.DATA);
  }

  private long pulses() {
    return learner.planes().stream().mapToLong(WeightPlane::pulses).sum();
  }

  private int batchSize() {
    return Math.min(spec.batchSize(), portions.training().count());
  }

  private TrainingOutcome diverged(int epoch, String where, double loss) {
    return Diverged.at(epoch, where, loss, spec.optimizer().rate(epoch));
  }

  /** The tests on hardware, and the result with them. */
  private TrainingOutcome tested(Quality test) {
    var tests =
        HardwareTests.run(
            spec.hardware().tests(),
            new HardwareTests.Trained(learner, spec.seed(), steps),
            (name, draw, draws) -> {
              listener.hardwareTest(name, draw, draws);
              var counts = new Tally(data.classes(), portions.test().count());
              return evaluate(portions.test(), counts);
            });
    watch.lap(Part.OTHER);
    return tests.isEmpty()
        ? new Cancelled(history.epochs())
        : new Completed(result(test, tests.get()));
  }

  private TrainingResult result(Quality test, HardwareTests tests) {
    var planes = learner.planes();
    listener.last(history.rows().getLast(), this::model);
    return new TrainingResult(
        history.rows(),
        test,
        history.bestEpoch(),
        tests.uses().isEmpty() ? LayerUse.of(planes) : LayerUse.of(planes, tests.uses()),
        tests.results(),
        resistances(),
        Timings.of(watch),
        portions.normalisation(),
        learner.sha256());
  }

  private Optional<ResistanceHistogram> resistances() {
    return learner.planes().stream()
        .filter(DevicePlane.class::isInstance)
        .map(plane -> ((DevicePlane) plane).pairs().resistances(Bins.usual()))
        .reduce(ResistanceHistogram::plus);
  }

  private void write(int epoch, DataOutput out) throws IOException {
    if (offered != epoch) {
      throw new IllegalStateException(
          "the training has gone on since epoch %d; write checkpoints at once".formatted(epoch));
    }
    Checkpoint.writeIdentity(spec.identity(data), out);
    history.write(out);
    out.writeLong(steps);
    watch.write(out);
    learner.writeState(out);
  }

  private void restore(Checkpoint from) {
    try (var in = from.content()) {
      Checkpoint.checkIdentity(spec.identity(data), in);
      history.read(in, from.epoch());
      steps = in.readLong();
      watch.read(in);
      learner.readState(in, steps);
    } catch (IOException e) {
      throw new IllegalArgumentException("the checkpoint cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    learner.close();
  }
}
