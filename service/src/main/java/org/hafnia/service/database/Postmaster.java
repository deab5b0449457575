package org.hafnia.service.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process that {@code postmaster.pid} of a data directory names, if it is still that one. */
final class Postmaster {

  private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
  private static final Duration START_TOLERANCE = Duration.ofMinutes(1);
  private static final Duration STOP_WAIT = Duration.ofSeconds(30);

  private static final Duration STOP_POLL = Duration.ofMillis(20);

  private final Path data;

  Postmaster(Path data) {
    this.data = data;
  }

  /**
   * Ends a postmaster that outlived its service and removes a pid file that names nobody of ours.
   * PostgreSQL itself would refuse to start beside the first, and beside a stranger with that pid.
   */
  void clear() throws IOException {
    var running = running();
    if (running.isPresent()) {
      LOG.warn(
          "PostgreSQL (process {}) outlived an earlier service on {}; it is stopped",
          running.get().pid(),
          data);
      stop(running.get());
    }
    Files.deleteIfExists(pidFile());
  }

  /** The postmaster of this data directory, unless it is gone or its pid belongs to another. */
  Optional<ProcessHandle> running() throws IOException {
    try {
      var lines = Files.readAllLines(pidFile());
      if (lines.size() < 3) {
        return Optional.empty();
      }
      var started = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
      return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
          .filter(process -> isOurs(process, started));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  private boolean isOurs(ProcessHandle process, Instant started) {
    var proc = Path.of("/proc", Long.toString(process.pid()), "cwd");
    if (Files.isDirectory(Path.of("/proc/self"))) {
      try {
        // A postmaster works in its data directory; a zombie has no directory at all.
        return Files.readSymbolicLink(proc).equals(data.toRealPath());
      } catch (IOException gone) {
        return false;
      }
    }
    return process.info().command().filter(command -> command.contains("postgres")).isPresent()
        && process
            .info()
            .startInstant()
            .filter(at -> Duration.between(at, started).abs().compareTo(START_TOLERANCE) < 0)
            .isPresent();
  }

  private void stop(ProcessHandle process) throws IOException {
    // SIGINT is PostgreSQL's fast shutdown: it does not wait for clients, and writes a checkpoint.
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
    var deadline = System.nanoTime() + STOP_WAIT.toNanos();
    while (running().isPresent() && System.nanoTime() < deadline) {
      pause();
    }
    if (running().isPresent()) {
      LOG.warn(
          "PostgreSQL (process {}) did not stop in {}; it is killed", process.pid(), STOP_WAIT);
      process.destroyForcibly();
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(STOP_POLL);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while PostgreSQL stopped", interrupted);
    }
  }

  private Path pidFile() {
    return data.resolve("postmaster.pid");
  }
}
