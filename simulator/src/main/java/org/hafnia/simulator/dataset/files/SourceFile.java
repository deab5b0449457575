package org.hafnia.simulator.dataset.files;

import java.io.InputStream;
import java.util.Optional;

/**
 * A file to read, forward, once.
 *
 * @param file the name that problems state
 * @param stream its bytes, compressed with gzip or not; read to the end, closed by the caller
 * @param official the published file that it must be, where that is known
 */
public record SourceFile(String file, InputStream stream, Optional<NamedFile> official) {

  public static SourceFile of(String file, InputStream stream) {
    return new SourceFile(file, stream, Optional.empty());
  }

  public SourceFile official(NamedFile published) {
    return new SourceFile(file, stream, Optional.of(published));
  }
}
