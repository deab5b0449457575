package org.hafnia.simulator.inference.montecarlo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.inference.draws.Answers;
import org.hafnia.simulator.inference.draws.Classifier;
import org.hafnia.simulator.inference.draws.Classifiers;
import org.hafnia.simulator.inference.draws.Engine;
import org.hafnia.simulator.inference.draws.Errors;
import org.hafnia.simulator.inference.draws.QuantisedLayers;
import org.hafnia.simulator.model.TrainedNetwork;

/**
 * Evaluates a trained network on the test samples of a data set, under errors drawn again and
 * again. Same network, samples and plan: same result, on any number of threads.
 */
public final class Evaluations implements AutoCloseable {

  private final EvaluationPlan plan;
  private final EvaluationListener listener;
  private final QuantisedLayers layers;
  private final Engine engine;
  private final int classes;
  private final int[] labels;
  private final ExecutorService threads;
  private final ConcurrentLinkedQueue<Worker> idle = new ConcurrentLinkedQueue<>();
  private final List<Worker> workers = new ArrayList<>();
  private long done;

  /** What one thread needs. */
  private record Worker(Classifier classifier, Answers answers) {}

  private Evaluations(
      TrainedNetwork network,
      Samples images,
      EvaluationPlan plan,
      int parallelism,
      EvaluationListener listener) {
    this.plan = plan;
    this.listener = listener;
    layers = QuantisedLayers.of(network, plan.layers());
    checkRates();
    classes = network.classes();
    labels = IntStream.range(0, images.count()).map(images::label).toArray();
    threads = Executors.newFixedThreadPool(parallelism, Thread.ofPlatform().daemon().factory());
    var classifiers = Classifiers.of(network, images);
    engine = classifiers.engine();
    for (int i = 0; i < parallelism; i++) {
      workers.add(new Worker(classifiers.make(), new Answers(labels, classes)));
    }
    idle.addAll(workers);
  }

  /**
   * Runs a plan.
   *
   * @param data its test samples are classified
   * @param parallelism threads, at least 1; each draw is made by one of them
   * @return empty if the listener asked to stop
   * @throws IllegalArgumentException if the samples do not fit the network, or the plan asks for
   *     errors where the network has no binary or ternary weights
   */
  public static Optional<EvaluationResult> run(
      TrainedNetwork network,
      Dataset data,
      EvaluationPlan plan,
      int parallelism,
      EvaluationListener listener) {
    check(network, data);
    if (parallelism < 1) {
      throw new IllegalArgumentException("parallelism is " + parallelism + "; at least 1 thread");
    }
    var samples = network.entering(data.test());
    try (var evaluation = new Evaluations(network, samples, plan, parallelism, listener)) {
      return evaluation.run();
    }
  }

  private static void check(TrainedNetwork network, Dataset data) {
    if (network.input().size() != data.features()) {
      throw new IllegalArgumentException(
          "the network takes samples of %s, %d numbers; those of %s have %d"
              .formatted(network.input(), network.input().size(), data.name(), data.features()));
    }
    if (network.classes() != data.classes()) {
      throw new IllegalArgumentException(
          "the network tells %d classes apart; %s has %d"
              .formatted(network.classes(), data.name(), data.classes()));
    }
  }

  private void checkRates() {
    for (var point : plan.points()) {
      if (layers.hasTernary()
          && point.weights() instanceof ErrorSource.BitErrors errors
          && !errors.fitsTernary()) {
        throw new IllegalArgumentException(
            "bitErrorRate = %s; of ternary weights it is at most 0.5".formatted(errors.rate()));
      }
    }
  }

  private Optional<EvaluationResult> run() {
    var answers = workers.getFirst().answers();
    if (!classify(workers.getFirst(), Optional.empty(), 0)) {
      return Optional.empty();
    }
    var bins = PointTally.Bins.of(answers);
    var without = new PointTally(labels.length, classes, bins);
    without.add(0, answers);
    var errorless = new ErrorPoint("without errors", 0, new ErrorSource.BitErrors(0));
    var baseline = without.result(errorless, 0, false);
    var results = new ArrayList<PointResult>();
    for (int i = 0; i < plan.points().size(); i++) {
      var result = point(i, new PointTally(labels.length, classes, bins));
      if (result.isEmpty()) {
        return Optional.empty();
      }
      results.add(result.get());
      listener.point(result.get());
    }
    return Optional.of(EvaluationResult.of(baseline, results, engine));
  }

  /**
   * Group after group of draws. Whether another one follows depends on whole groups only, whose
   * size does not depend on threads: which draw was done first has no part in it.
   */
  private Optional<PointResult> point(int index, PointTally tally) {
    var point = plan.points().get(index);
    var model = point.weights().model();
    var errors = layers.errors(model, point.activationErrorRate(), plan.seed());
    int drawn = 0;
    int to = plan.drawsAfter(tally.correct(), labels.length);
    while (to > drawn) {
      done = (long) index * plan.maximumDraws() + drawn;
      if (!group(index, errors, new Range(drawn, to), tally)) {
        return Optional.empty();
      }
      drawn = to;
      to = plan.drawsAfter(tally.correct(), labels.length);
    }
    boolean early = drawn < plan.maximumDraws();
    return Optional.of(tally.result(point, layers.expectedErrorRate(model), early));
  }

  /** Draws {@code from .. to - 1}. */
  private record Range(int from, int to) {}

  /** Makes some draws of a point; false if it was cancelled. */
  private boolean group(int index, Errors errors, Range draws, PointTally tally) {
    var point = plan.points().get(index);
    // Common random numbers: draw n has one address at all points.
    long first = plan.commonRandomNumbers() ? 0 : (long) index * EvaluationPlan.MOST_DRAWS;
    var finished = new ExecutorCompletionService<Boolean>(threads);
    int next = draws.from;
    int begun = 0;
    boolean all = true;
    // No more are begun than have a worker: a million that wait would all have to be cancelled.
    while (begun > 0 || (all && next < draws.to)) {
      while (all && next < draws.to && begun < workers.size()) {
        int number = next++;
        finished.submit(() -> draw(Optional.of(errors), first + number, number, tally));
        begun++;
      }
      all &= await(finished);
      begun--;
      done++;
      long work = (long) plan.points().size() * plan.maximumDraws();
      listener.progress((double) done / work, point.label());
    }
    return all;
  }

  private boolean draw(Optional<Errors> errors, long address, int number, PointTally tally) {
    var worker = idle.remove();
    try {
      if (!classify(worker, errors, address)) {
        return false;
      }
      synchronized (tally) {
        tally.add(number, worker.answers());
      }
      return true;
    } finally {
      idle.add(worker);
    }
  }

  private boolean classify(Worker worker, Optional<Errors> errors, long address) {
    return worker.classifier.run(errors, address, worker.answers, listener::cancelRequested);
  }

  private static boolean await(ExecutorCompletionService<Boolean> finished) {
    try {
      Future<Boolean> draw = finished.take();
      return draw.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted between two draws", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a draw failed: " + e.getCause(), e.getCause());
    }
  }

  @Override
  public void close() {
    threads.close();
    workers.forEach(worker -> worker.classifier.close());
  }
}
