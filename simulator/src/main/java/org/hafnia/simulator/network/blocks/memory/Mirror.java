package org.hafnia.simulator.network.blocks.memory;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;

/**
 * An array on a network's device, and the memory in which the host reads and writes it. On the CPU
 * the two are one, and nothing is copied; elsewhere the whole array crosses when it is told to.
 */
public final class Mirror {

  private static final NDIndex ALL = new NDIndex(":");

  private final ComputeDevice device;
  private final NDArray array;
  private final NDArray host;
  private final FloatBuffer memory;

  /** Zeros that live as long as the manager, which is one of the device. */
  public Mirror(NDManager manager, ComputeDevice device, Shape shape) {
    this.device = device;
    array = manager.zeros(shape);
    host = device.isShared() ? array : device.hostZeros(manager, shape);
    memory = NativeFloats.of(host);
  }

  /** On the device; the same object as long as it lives. */
  public NDArray array() {
    return array;
  }

  /** In the memory of the host, row-major; valid as long as the array lives. */
  public FloatBuffer memory() {
    return memory;
  }

  /** Takes what the host wrote to the device. */
  public void push() {
    if (!device.isShared()) {
      try (var arrays = host.getManager().newSubManager()) {
        array.intern(device.fromHost(host.get(arrays, ALL)));
      }
    }
  }

  /** Brings what the device computed to the host. */
  public void pull() {
    if (!device.isShared()) {
      try (var arrays = array.getManager().newSubManager()) {
        var found = NativeFloats.of(device.toHost(array.get(arrays, ALL)));
        memory.put(0, found, 0, found.limit());
      }
    }
  }

  /** The first rows as the host has them, on the device; they die with the manager. */
  public NDArray rows(NDManager manager, int count) {
    return device.fromHost(host.get(manager, new NDIndex(":" + count)));
  }
}
