package org.hafnia.simulator.network.blocks.memory;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a network computes on, by name: {@code cpu}, or {@code gpu:0} and so on as CUDA counts them.
 * Every array of a network is made by a manager of its device; what our own code reads or writes,
 * it does in the memory of the host.
 *
 * <p>Bits of a result depend on it: sums are added up in another order.
 */
public final class ComputeDevice {

  /** The name of the host's processor. */
  public static final String CPU_NAME = "cpu";

  /** The host's processor: its arrays are the host's memory, and nothing is copied. */
  public static final ComputeDevice CPU = new ComputeDevice(CPU_NAME, Device.cpu(), true);

  private static final String ENGINE = "PyTorch";
  private static final String GPU_PREFIX = "gpu:";
  private static final String GPU = GPU_PREFIX + "(0|[1-9][0-9]?)";

  private final String name;
  private final Device device;
  private final boolean shared;

  private ComputeDevice(String name, Device device, boolean shared) {
    this.name = name;
    this.device = device;
    this.shared = shared;
  }

  /**
   * The processor as if its memory were not the host's: everything crosses by a copy, as to and
   * from a GPU. Same bits as {@link #CPU}; it shows that the copies are complete.
   */
  public static ComputeDevice copyingCpu() {
    return new ComputeDevice("copying-cpu", Device.cpu(), false);
  }

  /**
   * The device of a name, whether or not this machine has it.
   *
   * @throws IllegalArgumentException if it is none of the names
   */
  public static ComputeDevice of(String name) {
    if (name.equals(CPU_NAME)) {
      return CPU;
    }
    if (!name.matches(GPU)) {
      throw new IllegalArgumentException(
          "%s is no device; expected cpu, or gpu:0 to gpu:99".formatted(name));
    }
    int number = Integer.parseInt(name.substring(GPU_PREFIX.length()));
    return new ComputeDevice(name, Device.gpu(number), false);
  }

  /** Names of those that the loaded engine can use on this machine; {@code cpu} is the first. */
  public static List<String> available() {
    var engine = Engine.getEngine(ENGINE);
    int gpus = engine.hasCapability(StandardCapabilities.CUDA) ? engine.getGpuCount() : 0;
    return Stream.concat(
            Stream.of(CPU_NAME), IntStream.range(0, gpus).mapToObj(i -> GPU_PREFIX + i))
        .toList();
  }

  /** As requests write it. */
  public String name() {
    return name;
  }

  /**
   * The owner of all arrays of a network.
   *
   * @throws IllegalArgumentException if this machine has no such device, with those that it has
   */
  public NDManager newManager() {
    if (device.isGpu() && !available().contains(name)) {
      throw new IllegalArgumentException(
          "there is no device %s here; there is %s"
              .formatted(name, String.join(", ", available())));
    }
    return NDManager.newBaseManager(device, ENGINE);
  }

  /** Whether its arrays are the host's memory. */
  boolean isShared() {
    return shared;
  }

  /** The array in the host's memory: itself, or a copy that its manager owns, too. */
  public NDArray toHost(NDArray array) {
    return shared ? array : copy(array, Device.cpu());
  }

  /** An array of the host on this device: itself, or a copy that its manager owns, too. */
  public NDArray fromHost(NDArray array) {
    return shared ? array : copy(array, device);
  }

  private static NDArray copy(NDArray array, Device to) {
    return array.getDevice().equals(to) ? array.duplicate() : array.toDevice(to, true);
  }

  /** Zeros in the host's memory that die with the manager. */
  public NDArray hostZeros(NDManager manager, Shape shape) {
    return (shared ? manager : manager.newSubManager(Device.cpu())).zeros(shape);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ComputeDevice that && that.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
