package org.hafnia.simulator.device.pairs;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the kernel once per process, and says which. */
final class KernelChoice {

  private static final Logger LOG = LoggerFactory.getLogger(KernelChoice.class);
  private static final int LANES_WORTH_IT = 8;

  /** The faster kernel that this process can run. */
  static final BlockKernel BEST = best();

  private KernelChoice() {}

  private static BlockKernel best() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      LOG.info(
          "Device kernels: scalar, as the JVM runs without --add-modules jdk.incubator.vector");
      return new ScalarKernel();
    }
    // Only here is VectorKernel loaded: without the module it cannot be.
    int lanes = VectorKernel.lanes();
    if (lanes < LANES_WORTH_IT) {
      LOG.info("Device kernels: scalar, as this CPU offers only {} float lanes", lanes);
      return new ScalarKernel();
    }
    LOG.info("Device kernels: Vector API, {} float lanes", lanes);
    return new VectorKernel();
  }
}
