package org.hafnia.service.datasets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hafnia.service.datasets.DatasetSummary.Origin;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.files.NamedFile;
import org.hafnia.simulator.dataset.files.SourceFile;
import org.hafnia.simulator.dataset.named.NamedSet;
import org.springframework.stereotype.Component;

/** Looks for the files of a published set in the directories where they may be. */
@Component
final class PublishedFiles {

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
