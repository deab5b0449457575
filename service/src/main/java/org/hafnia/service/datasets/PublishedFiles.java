package org.hafnia.service.datasets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.hafnia.service.datasets.DatasetSummary.Origin;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.files.NamedFile;
import org.hafnia.simulator.dataset.files.SourceFile;
import org.hafnia.simulator.dataset.named.NamedSet;
import org.springframework.stereotype.Component;

/** Looks for the files of a published set in the directories where they may be. */
@Component
final class PublishedFiles {

  /** Header and trailer of a packed file. */
  private static final int LEAST_GZIP = 18;

  private final DatasetsProperties properties;

  PublishedFiles(DatasetsProperties properties) {
    this.properties = properties;
  }

  /** All files of a set in one directory. */
  record Located(Origin origin, Path directory) {

    String file(NamedFile file) {
      return find(file, directory).map(path -> path.getFileName().toString()).orElse(file.name());
    }
  }

  /** Where the files of a set are kept once they were fetched. */
  Path home(NamedSet set) {
    return properties.home().resolve(set.name());
  }

  Optional<Located> inDirectory(NamedSet set) {
    return directories(set).stream()
        .map(directory -> locate(set, Origin.DIRECTORY, directory))
        .flatMap(Optional::stream)
        .findFirst();
  }

  Optional<Located> fetched(NamedSet set) {
    return locate(set, Origin.PUBLIC, home(set));
  }

  /** What is known without reading the files; that takes long, and tells for certain. */
  DatasetSummary summary(NamedSet set, Located located) {
    var misfit =
        set.files().stream()
            .flatMap(file -> misfit(file, located.directory().resolve(located.file(file))).stream())
            .findFirst();
    String how = located.origin() == Origin.PUBLIC ? "Fetched to " : "Found in ";
    String detail = how + located.directory() + "." + misfit.map(what -> " " + what).orElse("");
    return DatasetSummary.of(set, located.origin(), misfit.isEmpty(), detail);
  }

  /** Why a file cannot be the official one, by its length alone; empty where it may be. */
  private static Optional<String> misfit(NamedFile official, Path path) {
    try (var file = FileChannel.open(path)) {
      long length = file.size();
      boolean packed =
          length >= LEAST_GZIP && (word(file, 0) & 0xffff) == GZIPInputStream.GZIP_MAGIC;
      // The trailer of gzip ends with the length of the content, modulo 2^32.
      long content = packed ? Integer.toUnsignedLong(word(file, length - Integer.BYTES)) : length;
      return content == official.contentBytes()
          ? Optional.empty()
          : Optional.of(
              "%s is not the official file, perhaps cut short: found %d bytes%s, expected %d."
                  .formatted(
                      path.getFileName(),
                      content,
                      packed ? " of content by its trailer" : "",
                      official.contentBytes()));
    } catch (IOException e) {
      return Optional.of("%s cannot be read: %s.".formatted(path.getFileName(), e.getMessage()));
    }
  }

  private static int word(FileChannel file, long at) throws IOException {
    var bytes = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    file.read(bytes, at);
    return bytes.getInt(0);
  }

  /** One sentence for each directory: which files are missing there. */
  String missing(NamedSet set) {
    var sentences = new ArrayList<String>();
    var directories = directories(set);
    if (directories.isEmpty()) {
      sentences.add("HAFNIA_DATASETS names no directory.");
    }
    directories.forEach(directory -> sentences.add(missing(set, directory)));
    sentences.add(missing(set, home(set)));
    return String.join(" ", sentences);
  }

  Dataset read(NamedSet set, Located located) {
    try (var streams = new OpenStreams()) {
      return set.read(file -> input(located.directory(), located.file(file), streams));
    }
  }

  private static SourceFile input(Path directory, String file, OpenStreams streams) {
    var path = directory.resolve(file);
    return SourceFile.of(path.toString(), streams.of(path));
  }

  private List<Path> directories(NamedSet set) {
    if (properties.directory().isBlank()) {
      return List.of();
    }
    var directory = Path.of(properties.directory()).toAbsolutePath().normalize();
    return List.of(directory, directory.resolve(set.name()));
  }

  private static Optional<Located> locate(NamedSet set, Origin origin, Path directory) {
    return set.files().stream().allMatch(file -> find(file, directory).isPresent())
        ? Optional.of(new Located(origin, directory))
        : Optional.empty();
  }

  private static Optional<Path> find(NamedFile file, Path directory) {
    return file.acceptedNames().stream()
        .map(directory::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static String missing(NamedSet set, Path directory) {
    if (!Files.isDirectory(directory)) {
      return directory + " is not a directory.";
    }
    var missing = set.files().stream().filter(file -> find(file, directory).isEmpty());
    return directory
        + " lacks "
        + String.join(", ", missing.map(file -> file.acceptedNames().get(1) + "[.gz]").toList())
        + ".";
  }
}
