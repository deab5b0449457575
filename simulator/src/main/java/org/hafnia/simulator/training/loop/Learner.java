package org.hafnia.simulator.training.loop;

import ai.djl.ndarray.NDArray;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.LayerDescription.Weighted;
import org.hafnia.simulator.network.blocks.NativeFloats;
import org.hafnia.simulator.network.blocks.Network;
import org.hafnia.simulator.network.blocks.Parameter;
import org.hafnia.simulator.network.blocks.Parameter.Role;
import org.hafnia.simulator.network.blocks.Pass;
import org.hafnia.simulator.optimizer.Kernels;
import org.hafnia.simulator.optimizer.RealPlane;
import org.hafnia.simulator.optimizer.WeightPlane;
import org.hafnia.simulator.optimizer.rule.FloatArrays;
import org.hafnia.simulator.optimizer.rule.Rule;
import org.hafnia.simulator.optimizer.rule.UpdateStep;

/**
 * A network together with the places where its weights live. One-dimensional parameters are ideal
 * floats; where the weights of the layers live is given.
 */
public final class Learner implements AutoCloseable {

  private final Network network;
  private final Kernels kernels;
  private final List<Trained> trained = new ArrayList<>();
  private final List<WeightPlane> planes = new ArrayList<>();

  /** A parameter, the memory in which the engine sees it, and the place where it lives. */
  private record Trained(Parameter parameter, FloatBuffer memory, WeightPlane plane) {}

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
   */
  public Learner(List<LayerDescription> layers, Hardware hardware, Rule rule, int parallelism) {
    var weighted =
        layers.stream().filter(Weighted.class::isInstance).map(Weighted.class::cast).toList();
    network = Network.of(layers);
    kernels = new Kernels(parallelism, largest(network));
    for (var parameter : network.parameters()) {
      var memory = parameter.memory();
      if (parameter.role() == Role.WEIGHTS) {
        var plane = hardware.weights(weighted.get(planes.size()), planes.size());
        planes.add(plane);
        trained.add(new Trained(parameter, memory, plane));
      } else {
        trained.add(new Trained(parameter, memory, new RealPlane(copy(memory), rule)));
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
    var batch = new Batch(network.manager(), size, features, classes);
    network.manager().cap();
    return batch;
  }

  /**
   * One step: forward, backward, new weights. If the loss is not finite, nothing is changed.
   *
   * @param weights step of the layers' weights
   * @param vectors step of the one-dimensional parameters
   */
  public Score train(Batch batch, UpdateStep weights, UpdateStep vectors, Stopwatch watch) {
    try (var pass = Pass.training(network.manager())) {
      var logits = network.forward(pass, pass.rows(batch.pixels(), batch.count()));
      var loss = crossEntropy(pass, logits, batch);
      var score = score(logits, loss, batch);
      if (!Double.isFinite(score.lossSum())) {
        return score;
      }
      pass.backward(loss);
      watch.lap(Stopwatch.Part.FORWARD_BACKWARD);
      for (var t : trained) {
        var step = t.parameter.role() == Role.WEIGHTS ? weights : vectors;
        kernels.update(t.plane, step, pass.gradient(t.parameter), t.memory);
      }
      watch.lap(Stopwatch.Part.UPDATE);
      return score;
    }
  }

  /** Classifies a batch with the running statistics; changes nothing. */
  public Score evaluate(Batch batch) {
    try (var pass = Pass.inference(network.manager())) {
      var logits = network.forward(pass, pass.rows(batch.pixels(), batch.count()));
      return score(logits, crossEntropy(pass, logits, batch), batch);
    }
  }

  /** Where the weights of the layers live, from input to output. */
  public List<WeightPlane> planes() {
    return List.copyOf(planes);
  }

  /** SHA-256 of every value the network computes with, in hexadecimal. */
  public String sha256() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
      var data = new DataOutputStream(out);
      for (var t : trained) {
        FloatArrays.write(t.memory, data);
      }
      writeStatistics(data);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes everything that training changes. */
  public void writeState(DataOutput out) throws IOException {
    for (var t : trained) {
      t.plane.writeState(out);
    }
    writeStatistics(out);
  }

  private void writeStatistics(DataOutput out) throws IOException {
    for (var array : network.statistics()) {
      FloatArrays.write(NativeFloats.of(array), out);
    }
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
    for (var array : network.statistics()) {
      FloatArrays.read(NativeFloats.of(array), in);
    }
    showWeights(step);
  }

  private void showWeights(long step) {
    for (var t : trained) {
      kernels.read(t.plane, step, t.memory);
    }
  }

  /** Mean over the batch of -log softmax at the sample's class, in nats. */
  private static NDArray crossEntropy(Pass pass, NDArray logits, Batch batch) {
    var targets = pass.rows(batch.targets(), batch.count());
    return logits.logSoftmax(-1).mul(targets).sum().mul(-1f / batch.count());
  }

  private static Score score(NDArray logits, NDArray loss, Batch batch) {
    double mean = NativeFloats.of(loss).get(0);
    int correct = batch.correct(NativeFloats.of(logits));
    return new Score(mean * batch.count(), correct, batch.count());
  }

  private static float[] copy(FloatBuffer memory) {
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
