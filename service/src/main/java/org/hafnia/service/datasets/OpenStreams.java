package org.hafnia.service.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Streams that are closed together. */
final class OpenStreams implements AutoCloseable {

  private final List<InputStream> streams = new ArrayList<>();

  InputStream of(Path file) {
    try {
      return add(Files.newInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  InputStream add(InputStream stream) {
    streams.add(stream);
    return stream;
  }

  @Override
  public void close() {
    for (var stream : streams) {
      try {
        stream.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
