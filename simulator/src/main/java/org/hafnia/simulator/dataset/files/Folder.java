package org.hafnia.simulator.dataset.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Files that belong together, by their paths: a directory, or an archive that was checked. */
public interface Folder {

  /** What problems call it. */
  String name();

  /** Paths of all files below it, with slashes, sorted. */
  List<String> files();

  /** Bytes of a file that is there. */
  long size(String file);

  /** The bytes of a file that is there; the caller closes the stream. */
  InputStream open(String file) throws IOException;

  /** A file of that last name, wherever it lies; the first of several. */
  default Optional<String> find(String lastName) {
    return files().stream()
        .filter(file -> file.equals(lastName) || file.endsWith("/" + lastName))
        .findFirst();
  }

  /** What problems call a file of it. */
  default String nameOf(String file) {
    return name() + "/" + file;
  }
}
