package org.hafnia.service.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Where uploads lie while they are taken in; what a killed process left there is removed. */
@Component
final class UploadDirectory implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private static final Logger LOG = LoggerFactory.getLogger(UploadDirectory.class);
  private static final Duration LEFT_BEHIND = Duration.ofDays(1);

  private final Path directory;
  private final Clock clock;

  UploadDirectory(@Value("${spring.servlet.multipart.location}") Path directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /** The container takes a relative path from a directory of its own, and makes none. */
  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    try {
      Files.createDirectories(directory);
      removeWhatWasLeft();
    } catch (IOException e) {
      LOG.warn("uploads will fail: {} cannot be used: {}", directory, e.toString());
    }
  }

  private void removeWhatWasLeft() throws IOException {
    var before = clock.instant().minus(LEFT_BEHIND);
    try (var files = Files.newDirectoryStream(directory, "*.{tmp,spool,upload}")) {
      for (var file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
