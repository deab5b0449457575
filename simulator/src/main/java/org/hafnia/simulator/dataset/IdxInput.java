package org.hafnia.simulator.dataset;

import java.io.InputStream;
import java.util.Optional;

/**
 * An IDX file to read.
 *
 * @param file the name that problems state
 * @param stream its bytes, compressed with gzip or not; read to the end, closed by the caller
 * @param official the published file that it must be, where that is known
 */
public record IdxInput(String file, InputStream stream, Optional<NamedFile> official) {

  public static IdxInput of(String file, InputStream stream) {
    return new IdxInput(file, stream, Optional.empty());
  }

  IdxInput official(NamedFile published) {
    return new IdxInput(file, stream, Optional.of(published));
  }
}
