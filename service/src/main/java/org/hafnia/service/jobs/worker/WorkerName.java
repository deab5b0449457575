package org.hafnia.service.jobs.worker;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;

/**
 * Names one process: machine and home, process id, start time. A later process of the same machine
 * and home can tell from it at once whether its bearer lives.
 */
record WorkerName(String node, long pid, long startMillis) {

  private static final int HOST_LENGTH = 20;

  static WorkerName ofThisProcess(Path home) {
    var self = ProcessHandle.current();
    return new WorkerName(nodeOf(home), self.pid(), startMillis(self));
  }

  /** At most the 50 characters that db-scheduler keeps. */
  String text() {
    return node + "-" + pid + "-" + Long.toString(startMillis, Character.MAX_RADIX);
  }

  /** Whether that name belongs to a process of this machine and home that is gone. */
  boolean knowsDead(String other) {
    if (!other.startsWith(node + "-") || other.equals(text())) {
      return false;
    }
    var parts = other.substring(node.length() + 1).split("-", -1);
    return parts.length == 2
        && ProcessHandle.of(Long.parseLong(parts[0]))
            .filter(ProcessHandle::isAlive)
            .filter(
                process -> startMillis(process) == Long.parseLong(parts[1], Character.MAX_RADIX))
            .isEmpty();
  }

  private static long startMillis(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static String nodeOf(Path home) {
    var host = hostName().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]", "");
    var path = home.toAbsolutePath().normalize().toString();
    return host.substring(0, Math.min(HOST_LENGTH, host.length()))
        + String.format(Locale.ROOT, "-%06x", path.hashCode() & 0xffffff);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException unnamed) {
      return "localhost";
    }
  }
}
