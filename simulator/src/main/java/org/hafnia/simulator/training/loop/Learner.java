package org.hafnia.simulator.training.loop;

import ai.djl.ndarray.NDArray;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.LayerDescription.Weighted;
import org.hafnia.simulator.network.blocks.Network;
import org.hafnia.simulator.network.blocks.Parameter;
import org.hafnia.simulator.network.blocks.Parameter.Role;
import org.hafnia.simulator.network.blocks.Pass;
import org.hafnia.simulator.network.blocks.memory.ComputeDevice;
import org.hafnia.simulator.optimizer.DevicePlane;
import org.hafnia.simulator.optimizer.ErrorPlane;
import org.hafnia.simulator.optimizer.Gradients;
import org.hafnia.simulator.optimizer.Kernels;
import org.hafnia.simulator.optimizer.RealPlane;
import org.hafnia.simulator.optimizer.WeightPlane;
import org.hafnia.simulator.optimizer.rule.FloatArrays;
import org.hafnia.simulator.optimizer.rule.Rule;
import org.hafnia.simulator.optimizer.rule.UpdateStep;
import org.hafnia.simulator.training.plan.Loss;
import org.hafnia.simulator.training.quality.Tally;

/**
 * A network together with the places where its weights live. One-dimensional parameters are ideal
 * floats; where the weights of the layers live is given.
 */
public final class Learner implements AutoCloseable {

  private final List<LayerDescription> layers;
  private final Network network;
  private final Kernels kernels;
  private final List<Trained> trained = new ArrayList<>();
  private final List<WeightPlane> planes = new ArrayList<>();
  private final QuantisedWeights quantised;
  private final Set<String> frozen = new HashSet<>();

  /** A parameter as the engine sees it, and the place where it lives. */
  record Trained(Parameter parameter, WeightPlane plane) {}

  /** Decides where the weights of a layer live. */
  public interface Hardware {

    /**
     * Makes the weights of one layer.
     *
     * @param index counts the layers with weights from 0
     */
    WeightPlane weights(Weighted layer, int index);
  }

  /**
   * Makes the network and writes its initial weights.
   *
   * @param rule of the updates of bias and batch norm
   * @param seed of what the layers themselves draw: the masks of dropout
   * @param device that the network computes on; the planes live in the host's memory
   */
  @SuppressWarnings("checkstyle:ParameterNumber") // Layers, where they live, what moves them.
  public Learner(
      List<LayerDescription> layers,
      Hardware hardware,
      Rule rule,
      int parallelism,
      long seed,
      ComputeDevice device) {
    var weighted = LayerDescription.weighted(layers);
    this.layers = List.copyOf(layers);
    network = Network.of(layers, seed, device);
    kernels = new Kernels(parallelism, largest(network));
    quantised = new QuantisedWeights(kernels);
    for (var parameter : network.parameters()) {
      if (parameter.role() == Role.WEIGHTS) {
        var layer = weighted.get(planes.size());
        var plane = hardware.weights(layer, planes.size());
        quantised.add(layer.weights(), plane, parameter);
        planes.add(plane);
        trained.add(new Trained(parameter, plane));
      } else {
        trained.add(new Trained(parameter, new RealPlane(copy(parameter.memory()), rule)));
      }
    }
    showWeights(0);
  }

  private static int largest(Network network) {
    return network.parameters().stream()
        .mapToInt(parameter -> parameter.memory().limit())
        .max()
        .orElseThrow();
  }

  /** A batch for this network; none can be made after the first pass. */
  public Batch batch(int size, int features, int classes) {
    var batch = new Batch(network, size, features, classes);
    network.cap();
    return batch;
  }

  /**
   * What one step does with the gradients.
   *
   * @param weights step of the layers' weights
   * @param vectors step of the one-dimensional parameters
   * @param clipNorm gradients whose common norm is greater are scaled down to it; infinite for none
   */
  public record Step(UpdateStep weights, UpdateStep vectors, double clipNorm) {}

  /**
   * One step: forward, backward, new weights. If the loss or a norm that is asked for is not
   * finite, nothing is changed.
   */
  public Score train(Batch batch, Loss loss, Step step, Stopwatch watch) {
    try (var pass = network.training(step.weights().number())) {
      var logits = network.forward(pass, pass.rows(batch.pixels(), batch.count()));
      var mean = loss(loss, pass, logits, batch);
      var score = score(pass, mean, batch.correct(pass.values(logits)), batch);
      if (!Double.isFinite(score.lossSum())) {
        return score;
      }
      pass.backward(mean);
      watch.lap(Stopwatch.Part.FORWARD_BACKWARD);
      float scale = scale(pass, step.clipNorm());
      if (Float.isNaN(scale)) {
        return new Score(Double.NaN, score.correct(), score.count());
      }
      for (var t : trained) {
        var one = t.parameter.role() == Role.WEIGHTS ? step.weights() : step.vectors();
        if (!isFrozen(t)) {
          var gradients = new Gradients(pass.gradient(t.parameter), scale);
          kernels.update(t.plane, one, gradients, t.parameter.memory());
          t.parameter.push();
        } else if (t.plane instanceof DevicePlane || t.plane instanceof ErrorPlane) {
          show(t, one.number());
        }
      }
      watch.lap(Stopwatch.Part.UPDATE);
      return score;
    }
  }

  /** What the gradients are multiplied by; not a number where their norm is not finite. */
  private float scale(Pass pass, double clipNorm) {
    if (clipNorm == Double.POSITIVE_INFINITY) {
      return 1;
    }
    double squares = 0;
    for (var t : trained) {
      squares += isFrozen(t) ? 0 : kernels.squares(pass.gradient(t.parameter));
    }
    double norm = Math.sqrt(squares);
    if (!Double.isFinite(norm)) {
      return Float.NaN;
    }
    return norm > clipNorm ? (float) (clipNorm / norm) : 1;
  }

  /** Classifies a batch with the running statistics; changes nothing but the tally. */
  public Score evaluate(Batch batch, Loss loss, Tally tally) {
    try (var pass = network.inference(Optional.empty())) {
      var logits = network.forward(pass, pass.rows(batch.pixels(), batch.count()));
      var mean = loss(loss, pass, logits, batch);
      return score(pass, mean, batch.tally(pass.values(logits), tally), batch);
    }
  }

  /** Where the weights of the layers live, from input to output. */
  public List<WeightPlane> planes() {
    return List.copyOf(planes);
  }

  /** The binary and ternary weights among them. */
  public QuantisedWeights weights() {
    return quantised;
  }

  /** What the network computes with now, as plain numbers; latent weights beside them. */
  public TrainedNetwork model() {
    return new Exchange(layers, network, trained).model();
  }

  /**
   * Starts from a model of the same network: weights, vectors and statistics of batch norms.
   *
   * @throws IllegalArgumentException if it is of another network
   */
  public void adopt(TrainedNetwork model) {
    new Exchange(layers, network, trained).adopt(model);
    showWeights(0);
  }

  /** Leaves some layers as they are from now on. */
  public void freeze(Freezing freezing) {
    int next = 0;
    for (var t : trained) {
      boolean opens = t.parameter.role() == Role.WEIGHTS || t.parameter.name().endsWith(".gamma");
      next += opens ? 1 : 0;
      if (freezing.layers().get(next - 1)) {
        frozen.add(t.parameter.name());
      }
    }
    network.freeze(frozen);
  }

  private boolean isFrozen(Trained t) {
    return frozen.contains(t.parameter.name());
  }

  /** SHA-256 of every value the network computes with, in hexadecimal. */
  public String sha256() {
    return new Exchange(layers, network, trained).sha256();
  }

  /** Writes everything that training changes. */
  public void writeState(DataOutput out) throws IOException {
    for (var t : trained) {
      t.plane.writeState(out);
    }
    new Exchange(layers, network, trained).writeStatistics(out);
  }

  /**
   * Takes over what {@link #writeState} wrote for a network of the same layers and hardware.
   *
   * @param step the last one taken before it was written
   */
  public void readState(DataInput in, long step) throws IOException {
    for (var t : trained) {
      t.plane.readState(in);
    }
    for (var statistic : network.statistics()) {
      FloatArrays.read(statistic.memory(), in);
      statistic.push();
    }
    showWeights(step);
  }

  private void showWeights(long step) {
    trained.forEach(t -> show(t, step));
  }

  private void show(Trained t, long step) {
    kernels.read(t.plane, step, t.parameter.memory());
    t.parameter.push();
  }

  /**
   * The mean over the batch. The targets carry the samples' weights; those of the squared hinge are
   * +-sqrt(weight), so that (|t| - t f)^2 is weight (1 - sign(t) f)^2.
   */
  private static NDArray loss(Loss loss, Pass pass, NDArray logits, Batch batch) {
    var targets = pass.rows(batch.targets(), batch.count());
    return switch (loss.kind()) {
      case CROSS_ENTROPY -> logits.logSoftmax(-1).mul(targets).sum().mul(-1f / batch.count());
      case SQUARED_HINGE ->
          targets.abs().sub(targets.mul(logits)).clip(0, Float.MAX_VALUE).square().mean();
    };
  }

  private static Score score(Pass pass, NDArray loss, int correct, Batch batch) {
    double mean = pass.values(loss).get(0);
    return new Score(mean * batch.count(), correct, batch.count());
  }

  static float[] copy(FloatBuffer memory) {
    float[] values = new float[memory.limit()];
    memory.get(0, values);
    return values;
  }

  @Override
  public void close() {
    kernels.close();
    network.close();
  }
}
