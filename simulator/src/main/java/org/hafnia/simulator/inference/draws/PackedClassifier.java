package org.hafnia.simulator.inference.draws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.inference.folding.Strikes;
import org.hafnia.simulator.inference.kernel.WordKernel;
import org.hafnia.simulator.inference.packed.FixedInput;
import org.hafnia.simulator.inference.packed.PackedNetwork;
import org.hafnia.simulator.inference.packed.PackedRun;

/** Computes a network on packed words. An error costs what it touches: a bit is turned. */
public final class PackedClassifier implements Classifier {

  private final Samples images;
  private final PackedRun run;
  private final int classes;
  private final int[] order;
  private final List<Boolean> ternaryActivations;
  private final List<Layer> layers = new ArrayList<>();

  /** A layer, counted from 1, and what a draw changes of it. */
  private record Layer(int number, boolean ternary, WeightChanges changes) {}

  /**
   * For the given test images.
   *
   * @param fixed what is known of them, shared by all threads
   */
  public PackedClassifier(
      PackedNetwork network, Samples images, WordKernel kernel, Optional<FixedInput> fixed) {
    this.images = images;
    run = new PackedRun(network, kernel, fixed);
    classes = network.model().classes();
    order = IntStream.range(0, images.count()).toArray();
    ternaryActivations = DrawnStrikes.ternary(network.model());
    for (var stage : network.stages()) {
      stage
          .sums()
          .ifPresent(
              sums -> {
                var meant = network.model().values("layer" + sums.number() + ".weight");
                layers.add(new Layer(sums.number(), sums.ternary(), new WeightChanges(meant)));
              });
    }
  }

  @Override
  public boolean run(
      Optional<Errors> errors, long draw, Answers answers, BooleanSupplier cancelled) {
    answers.clear();
    for (var layer : layers) {
      if (errors.isPresent() && errors.get().hit(layer.number)) {
        change(layer, errors.get(), draw);
        answers.count(layer.changes.size(), layer.changes.count());
      } else {
        layer.changes.clear();
      }
    }
    boolean done = classify(strikes(errors, draw), answers, cancelled);
    for (var layer : layers) {
      restore(layer);
    }
    run.restored();
    return done;
  }

  private Strikes strikes(Optional<Errors> errors, long draw) {
    return errors
        .<Strikes>map(some -> new DrawnStrikes(some, ternaryActivations, draw * images.count()))
        .orElse(Strikes.NONE);
  }

  private void change(Layer layer, Errors errors, long draw) {
    var changes = layer.changes;
    changes.draw(errors.weights(layer.ternary), errors.weightKey(layer.number), draw);
    for (int i = 0; i < changes.count(); i++) {
      run.set(layer.number, changes.place(i), changes.meant(i), changes.read(i));
    }
  }

  private void restore(Layer layer) {
    var changes = layer.changes;
    for (int i = 0; i < changes.count(); i++) {
      run.set(layer.number, changes.place(i), changes.read(i), changes.meant(i));
    }
  }

  private boolean classify(Strikes strikes, Answers answers, BooleanSupplier cancelled) {
    for (int from = 0; from < images.count(); from += run.images()) {
      if (cancelled.getAsBoolean()) {
        return false;
      }
      int to = Math.min(from + run.images(), images.count());
      if (run.readsInput()) {
        images.copy(order, from, to, run.input());
      }
      run.run(to - from, from, strikes);
      for (int i = from; i < to; i++) {
        answers.add(i, run.logits(), (i - from) * classes);
      }
    }
    return true;
  }

  @Override
  public void close() {}
}
