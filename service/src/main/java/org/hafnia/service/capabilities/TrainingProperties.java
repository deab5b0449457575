package org.hafnia.service.capabilities;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What one training may take of the machine.
 *
 * @param memoryLimit of one training; unless told, the workers share four fifths of the heap, where
 *     the devices live
 * @param intraOpThreads of libtorch; 0 lets the workers share the cores
 * @param devices that the workers have, where they are other machines than this one
 */
@ConfigurationProperties("hafnia.training")
record TrainingProperties(
    @Nullable DataSize memoryLimit,
    @DefaultValue("0") int intraOpThreads,
    @DefaultValue List<String> devices) {

  private static final double SHARE = 0.8;

  long memoryLimitBytes(int workers) {
    var limit = memoryLimit;
    return limit == null
        ? (long) (SHARE * Runtime.getRuntime().maxMemory() / workers)
        : limit.toBytes();
  }

  int threads(int workers) {
    return intraOpThreads > 0
        ? intraOpThreads
        : Math.max(1, Runtime.getRuntime().availableProcessors() / workers);
  }
}
