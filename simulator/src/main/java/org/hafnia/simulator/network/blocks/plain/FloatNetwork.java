package org.hafnia.simulator.network.blocks.plain;

import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.blocks.Network;
import org.hafnia.simulator.network.blocks.Parameter;
import org.hafnia.simulator.network.blocks.Pass.ActivationErrors;
import org.hafnia.simulator.network.blocks.memory.ComputeDevice;
import org.hafnia.simulator.network.blocks.memory.Mirror;

/**
 * A network that classifies, in the engine's 32-bit floats. Used by one thread at a time; several
 * of them run side by side. Always on the CPU: what the caller writes to {@link #array} is what the
 * next pass computes with, without a copy.
 */
public final class FloatNetwork implements AutoCloseable {

  private final Network network;
  private final Map<String, FloatBuffer> arrays = new HashMap<>();
  private final Mirror samples;
  private final FloatBuffer input;

  /**
   * Makes a network of the given numbers.
   *
   * @param batch most samples at once
   * @param values of the array of a name, as in {@code layer1.weight}, row-major
   */
  public FloatNetwork(
      List<LayerDescription> layers, int batch, Function<String, FloatBuffer> values) {
    network = Network.of(layers, 0, ComputeDevice.CPU);
    Stream.concat(network.parameters().stream(), network.statistics().stream())
        .forEach(array -> take(array, values.apply(array.name())));
    samples = network.zeros(batch, layers.getFirst().input().size());
    input = samples.memory();
    network.cap();
  }

  private void take(Parameter array, FloatBuffer values) {
    var memory = array.memory();
    if (values.remaining() != memory.limit()) {
      throw new IllegalArgumentException(
          "%s has %d values; the network needs %s of them"
              .formatted(array.name(), values.remaining(), array.shape()));
    }
    memory.put(0, values, values.position(), values.remaining());
    arrays.put(array.name(), memory);
  }

  /** Where the caller writes samples, one after the other; a view of the engine's memory. */
  public FloatBuffer input() {
    return input.duplicate();
  }

  /** The memory of an array, whose values the next pass computes with. */
  public FloatBuffer array(String name) {
    var array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException("the network has no array " + name);
    }
    return array;
  }

  /**
   * Runs the first {@code count} samples of the input.
   *
   * @param errors of the activations
   * @param logits receives those of the samples, one after the other
   */
  public void run(int count, Optional<ActivationErrors> errors, float[] logits) {
    try (var pass = network.inference(errors)) {
      var out = pass.values(network.forward(pass, pass.rows(samples, count)));
      out.get(0, logits, 0, out.limit());
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
