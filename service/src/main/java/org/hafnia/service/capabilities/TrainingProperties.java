package org.hafnia.service.capabilities;

import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What one training may take of the machine.
 *
 * @param memoryLimit of one training; unless told, the workers share four fifths of the machine
 * @param intraOpThreads of libtorch; 0 lets the workers share the cores
 */
@ConfigurationProperties("hafnia.training")
record TrainingProperties(@Nullable DataSize memoryLimit, @DefaultValue("0") int intraOpThreads) {

  private static final double SHARE = 0.8;

  long memoryLimitBytes(int workers) {
    var limit = memoryLimit;
    return limit == null ? (long) (SHARE * physicalMemory() / workers) : limit.toBytes();
  }

  int threads(int workers) {
    return intraOpThreads > 0
        ? intraOpThreads
        : Math.max(1, Runtime.getRuntime().availableProcessors() / workers);
  }

  private static long physicalMemory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean machine
        ? machine.getTotalMemorySize()
        : Runtime.getRuntime().maxMemory();
  }
}
