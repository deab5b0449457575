package org.hafnia.simulator.dataset.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A directory and what lies below it. It may be a link to one, and its files may be links to files;
 * links to directories below it are not followed, so that they cannot lead round in circles.
 */
public final class DirectoryFolder implements Folder {

  /** Deep enough for part / class / image. */
  private static final int DEEPEST = 4;

  private final Path directory;
  private final List<String> files;

  public DirectoryFolder(Path directory) {
    this.directory = directory;
    try {
      this.files = below(directory.toRealPath());
    } catch (IOException e) {
      throw new UncheckedIOException("listing " + directory, e);
    }
  }

  private static List<String> below(Path real) throws IOException {
    try (var found = Files.walk(real, DEEPEST)) {
      return found
          .filter(Files::isRegularFile)
          .map(file -> real.relativize(file).toString().replace('\\', '/'))
          .filter(file -> !file.startsWith(".") && !file.contains("/."))
          .sorted()
          .toList();
    }
  }

  @Override
  public String name() {
    return directory.toString();
  }

  @Override
  public List<String> files() {
    return files;
  }

  @Override
  public long size(String file) {
    try {
      return Files.size(directory.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public InputStream open(String file) throws IOException {
    return Files.newInputStream(directory.resolve(file));
  }
}
