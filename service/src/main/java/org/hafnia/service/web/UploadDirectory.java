package org.hafnia.service.web;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Where uploads lie while they are taken in. What a killed process left there is removed at the
 * start: all of it where no other process is using the directory, else what is older than a day.
 */
@Component
final class UploadDirectory
    implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(UploadDirectory.class);
  private static final Duration LEFT_BEHIND = Duration.ofDays(1);

  private final Path directory;
  private final Clock clock;
  private @Nullable FileChannel use;

  UploadDirectory(@Value("${spring.servlet.multipart.location}") Path directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /** The container takes a relative path from a directory of its own, and makes none. */
  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    try {
      open();
    } catch (IOException e) {
      LOG.warn("uploads will fail: {} cannot be used: {}", directory, e.toString());
    }
  }

  /** The system gives the lock back when the process dies, however it dies. */
  void open() throws IOException {
    Files.createDirectories(directory);
    var channel =
        FileChannel.open(
            directory.resolve(".in-use"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    use = channel;
    try (var alone = alone(channel)) {
      boolean mine = alone != null;
      removeWhatWasLeft(mine ? Instant.MAX : clock.instant().minus(LEFT_BEHIND));
    }
    try {
      channel.lock(0, Long.MAX_VALUE, true);
    } catch (OverlappingFileLockException ofThisProcess) {
      LOG.debug("{} is in use by another service of this process", directory);
    }
  }

  /** Null where another process, or another service in this one, is using the directory. */
  private static @Nullable FileLock alone(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException ofThisProcess) {
      return null;
    }
  }

  private void removeWhatWasLeft(Instant before) throws IOException {
    try (var files = Files.newDirectoryStream(directory, "*.{tmp,spool,upload}")) {
      for (var file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  @Override
  public void destroy() throws IOException {
    if (use != null) {
      use.close();
    }
  }
}
