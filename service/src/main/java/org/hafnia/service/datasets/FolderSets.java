package org.hafnia.service.datasets;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.hafnia.service.datasets.DatasetSummary.Origin;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.files.DirectoryFolder;
import org.hafnia.simulator.dataset.files.Folder;
import org.hafnia.simulator.dataset.named.FolderSet;
import org.springframework.stereotype.Component;

/** Sets made of what lies below the directory of data sets. */
@Component
final class FolderSets {

  private final DatasetsProperties properties;

  /** By set and what its folder holds, for a listing must not read all of it every time. */
  private final Map<String, DatasetSummary> summaries = new ConcurrentHashMap<>();

  FolderSets(DatasetsProperties properties) {
    this.properties = properties;
  }

  /** The folder that holds something of a set. */
  Optional<Folder> folder(FolderSet set) {
    return directories(set).stream()
        .filter(Files::isDirectory)
        .map(DirectoryFolder::new)
        .map(Folder.class::cast)
        .filter(folder -> set.found(folder).isPresent())
        .findFirst();
  }

  /** What is known of a set; it is read the first time, and when its folder has changed. */
  DatasetSummary summary(FolderSet set, Supplier<Dataset> read) {
    var folder = folder(set);
    if (folder.isEmpty()) {
      return DatasetSummary.missing(set, Origin.PUBLIC, advice(set));
    }
    return summaries.computeIfAbsent(key(set), key -> summary(set, folder.get(), read));
  }

  /** Another one when the folder of the set has changed. */
  String key(FolderSet set) {
    return set.name() + folder(set).map(folder -> " " + fingerprint(folder)).orElse("");
  }

  private static DatasetSummary summary(FolderSet set, Folder folder, Supplier<Dataset> read) {
    var detail = "Found in " + folder.name() + ". " + set.found(folder).orElse("");
    try {
      return DatasetSummary.of(read.get(), Origin.DIRECTORY, detail, null);
    } catch (DatasetProblem | UncheckedIOException | IllegalArgumentException e) {
      return DatasetSummary.missing(
          set, Origin.DIRECTORY, detail + " It cannot be read: " + e.getMessage() + ".");
    }
  }

  /** Names and sizes of all files. */
  private static String fingerprint(Folder folder) {
    var text = new StringBuilder(folder.name());
    folder.files().forEach(file -> text.append(' ').append(file).append(folder.size(file)));
    return text.toString();
  }

  String advice(FolderSet set) {
    return "Not here: set HAFNIA_DATASETS to a directory with a folder "
        + String.join(" or ", set.folders())
        + " that holds "
        + set.wanted()
        + ".";
  }

  private List<Path> directories(FolderSet set) {
    if (properties.directory().isBlank()) {
      return List.of();
    }
    var directory = Path.of(properties.directory()).toAbsolutePath().normalize();
    return set.folders().stream().map(directory::resolve).toList();
  }
}
