package org.hafnia.simulator.network.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hafnia.simulator.network.blocks.memory.ComputeDevice;
import org.hafnia.simulator.network.blocks.memory.Mirror;
import org.hafnia.simulator.network.blocks.memory.NativeFloats;

/**
 * One pass through a network, with or without gradients. Every array made in it dies with it.
 *
 * <p>libtorch keeps its gradient mode per thread, so any number of passes may be open at once, one
 * per thread; DJL's own collector allows one in the whole process. A pass is opened, used and
 * closed by one thread. A fresh thread records gradients by default: closing a pass, and opening
 * one for inference, switches that off.
 */
public final class Pass implements AutoCloseable {

  private final NDManager arrays;
  private final ComputeDevice device;
  private final boolean training;
  private final long step;
  private final Optional<ActivationErrors> errors;
  private final Set<String> frozen;
  private final Map<String, NDArray> watched = new HashMap<>();

  /** What happens to binary and ternary activations before the next layer reads them. */
  public interface ActivationErrors {

    /**
     * Changes the values in place.
     *
     * @param activation counts the binary and ternary activations from 0, from input to output
     * @param values of all samples of the batch, one after the other
     */
    void strike(int activation, FloatBuffer values);
  }

  @SuppressWarnings("checkstyle:ParameterNumber") // Where it runs, and in which of two ways.
  private Pass(
      NDManager arrays,
      ComputeDevice device,
      boolean training,
      long step,
      Optional<ActivationErrors> errors,
      Set<String> frozen) {
    this.arrays = arrays;
    this.device = device;
    this.training = training;
    this.step = step;
    this.errors = errors;
    this.frozen = frozen;
    JniUtils.setGradMode(false);
  }

  /**
   * A pass that records gradients, and in which batch norm uses the batch's statistics.
   *
   * @param step of the training, from 1: what addresses the masks of dropout
   * @param frozen names of the parameters that have no gradient
   */
  static Pass training(NDManager parent, ComputeDevice device, long step, Set<String> frozen) {
    return new Pass(parent.newSubManager(), device, true, step, Optional.empty(), frozen);
  }

  /**
   * A pass without gradients, in which batch norm uses its running statistics.
   *
   * @param errors of its activations
   */
  static Pass inference(NDManager parent, ComputeDevice device, Optional<ActivationErrors> errors) {
    return new Pass(parent.newSubManager(), device, false, 0, errors, Set.of());
  }

  Optional<ActivationErrors> errors() {
    return errors;
  }

  boolean isTraining() {
    return training;
  }

  long step() {
    return step;
  }

  /** A new array that dies with the pass. */
  NDArray ones(Shape shape) {
    return arrays.ones(shape);
  }

  /** An array that the host fills, which finds zeros; it dies with the pass. */
  NDArray filled(Shape shape, Consumer<FloatBuffer> host) {
    var array = device.hostZeros(arrays, shape);
    host.accept(NativeFloats.of(array));
    var there = device.fromHost(array);
    there.attach(arrays);
    return there;
  }

  /** An array of the pass after the host has changed it: itself, or another one. */
  NDArray changed(NDArray array, Consumer<FloatBuffer> host) {
    var copy = device.toHost(array);
    host.accept(NativeFloats.of(copy));
    return device.fromHost(copy);
  }

  /** The first rows of what the host has written; no gradient. */
  public NDArray rows(Mirror mirror, int count) {
    return mirror.rows(arrays, count);
  }

  /** What the host reads of an array of this pass; valid until the pass is closed. */
  public FloatBuffer values(NDArray array) {
    return NativeFloats.of(device.toHost(array));
  }

  /** Starts recording; what was made before is constant. */
  void record() {
    JniUtils.setGradMode(training);
  }

  /** A parameter as this pass sees it: same memory, a gradient of its own. */
  NDArray use(Parameter parameter) {
    return watched.computeIfAbsent(
        parameter.name(), name -> watch(parameter.array(), learns(parameter)));
  }

  /** Whether the pass is for the training of a parameter. */
  boolean learns(Parameter parameter) {
    return training && !frozen.contains(parameter.name());
  }

  private NDArray watch(NDArray array, boolean learnt) {
    boolean recording = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    var alias = array.get(arrays, new NDIndex(":"));
    if (learnt) {
      alias.setRequiresGradient(true);
    }
    JniUtils.setGradMode(recording);
    return alias;
  }

  /** Computes x without recording it: backward, it is a constant. */
  NDArray constant(Supplier<NDArray> x) {
    boolean recording = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try {
      return x.get();
    } finally {
      JniUtils.setGradMode(recording);
    }
  }

  /** Computes the gradients of a scalar with respect to every parameter used. */
  public void backward(NDArray loss) {
    var one = (PtNDArray) arrays.ones(new Shape());
    JniUtils.backward((PtNDArray) loss, one, false, false);
    JniUtils.setGradMode(false);
  }

  /** The gradient of a parameter after {@link #backward}; valid until the pass is closed. */
  public FloatBuffer gradient(Parameter parameter) {
    var alias = watched.get(parameter.name());
    if (alias == null) {
      throw new IllegalStateException(parameter.name() + " took no part in this pass");
    }
    return values(alias.getGradient());
  }

  @Override
  public void close() {
    JniUtils.setGradMode(false);
    arrays.close();
  }
}
