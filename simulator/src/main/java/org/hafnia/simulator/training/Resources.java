package org.hafnia.simulator.training;

import java.util.function.LongSupplier;

/**
 * What a training may use; no bit of its result depends on it.
 *
 * @param parallelism threads of the device kernels, at least 1
 * @param wallNanos a clock, in nanoseconds from any origin
 * @param cpuNanos CPU time in nanoseconds from any origin, of whatever the caller answers for
 */
public record Resources(int parallelism, LongSupplier wallNanos, LongSupplier cpuNanos) {

  public Resources {
    if (parallelism < 1) {
      throw new IllegalArgumentException("parallelism is " + parallelism + "; at least 1 thread");
    }
  }
}
