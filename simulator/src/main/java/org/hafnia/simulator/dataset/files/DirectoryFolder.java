package org.hafnia.simulator.dataset.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A directory and what lies below it; links are not followed. */
public final class DirectoryFolder implements Folder {

  /** Deep enough for part / class / image. */
  private static final int DEEPEST = 4;

  private final Path directory;
  private final List<String> files;

  public DirectoryFolder(Path directory) {
    this.directory = directory;
    try (var found = Files.walk(directory, DEEPEST)) {
      this.files =
          found
              .filter(Files::isRegularFile)
              .map(file -> directory.relativize(file).toString().replace('\\', '/'))
              .filter(file -> !file.startsWith(".") && !file.contains("/."))
              .sorted()
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("listing " + directory, e);
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
