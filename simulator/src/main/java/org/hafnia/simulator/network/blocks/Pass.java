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
import java.util.function.Supplier;

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
  private final boolean training;
  private final long step;
  private final Optional<ActivationErrors> errors;
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

  private Pass(NDManager parent, boolean training, long step, Optional<ActivationErrors> errors) {
    this.arrays = parent.newSubManager();
    this.training = training;
    this.step = step;
    this.errors = errors;
    JniUtils.setGradMode(false);
  }

  /**
   * A pass that records gradients, and in which batch norm uses the batch's statistics.
   *
   * @param step of the training, from 1: what addresses the masks of dropout
   */
  public static Pass training(NDManager parent, long step) {
    return new Pass(parent, true, step, Optional.empty());
  }

  /** A pass without gradients, in which batch norm uses its running statistics. */
  public static Pass inference(NDManager parent) {
    return inference(parent, Optional.empty());
  }

  /** As above, with errors of its activations. */
  public static Pass inference(NDManager parent, Optional<ActivationErrors> errors) {
    return new Pass(parent, false, 0, errors);
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
  NDArray zeros(Shape shape) {
    return arrays.zeros(shape);
  }

  /** The first rows of an array that outlives the pass; same memory, no gradient. */
  public NDArray rows(NDArray array, int count) {
    return array.get(arrays, new NDIndex(":" + count));
  }

  /** Starts recording; what was made before is constant. */
  void record() {
    JniUtils.setGradMode(training);
  }

  /** A parameter as this pass sees it: same memory, a gradient of its own. */
  NDArray use(Parameter parameter) {
    return watched.computeIfAbsent(parameter.name(), name -> watch(parameter.array()));
  }

  private NDArray watch(NDArray array) {
    boolean recording = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    var alias = array.get(arrays, new NDIndex(":"));
    if (training) {
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
    return NativeFloats.of(alias.getGradient());
  }

  @Override
  public void close() {
    JniUtils.setGradMode(false);
    arrays.close();
  }
}
