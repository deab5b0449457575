package org.hafnia.service.jobs.worker;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the threads that run jobs: nicer than those that answer requests, so that a request does
 * not wait for a batch to end. What they start, libtorch's threads too, inherits it.
 */
final class WorkerThreads {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerThreads.class);
  private static final int PRIO_PROCESS = 0;
  private static final int CALLER = 0;

  private WorkerThreads() {}

  static ThreadFactory factory(int niceness) {
    var platform = Thread.ofPlatform().name("job-", 1).factory();
    return work ->
        platform.newThread(
            () -> {
              beNice(niceness);
              work.run();
            });
  }

  /**
   * For the calling thread only: so it is on Linux, against POSIX, and elsewhere the whole process
   * would be meant. Java's own priorities need a switch of the JVM that warns whoever is not root.
   */
  private static void beNice(int niceness) {
    boolean possible =
        "Linux".equals(System.getProperty("os.name"))
            && WorkerThreads.class.getModule().isNativeAccessEnabled();
    if (niceness == 0 || !possible) {
      return;
    }
    try {
      int refused = (int) setpriority().invokeExact(PRIO_PROCESS, CALLER, niceness);
      if (refused != 0) {
        LOG.debug("Jobs run at the priority of requests: setpriority was refused");
      }
    } catch (Throwable absent) {
      LOG.debug("Jobs run at the priority of requests", absent);
    }
  }

  @SuppressWarnings("restricted") // Asked above whether it is allowed.
  private static MethodHandle setpriority() {
    var linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("setpriority"),
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT));
  }
}
