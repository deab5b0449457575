package org.hafnia.service.datasets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hafnia.service.datasets.DatasetSummary.Origin;
import org.hafnia.service.datasets.intake.SampleFiles;
import org.hafnia.service.web.Nearest;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.dataset.SyntheticDigits;
import org.hafnia.simulator.dataset.files.SourceFile;
import org.hafnia.simulator.dataset.files.StoredSamples;
import org.hafnia.simulator.dataset.formats.IdxFiles;
import org.hafnia.simulator.dataset.named.FolderSet;
import org.hafnia.simulator.dataset.named.NamedSet;
import org.hafnia.simulator.dataset.synthetic.SyntheticSet;
import org.springframework.stereotype.Service;

/** Data sets by name, wherever they come from. */
@Service
public class Datasets {

  /** Synthetic sets do not change from training to training; a training has a seed of its own. */
  private static final long SYNTHETIC_SEED = 1;

  /** Enough to choose from. */
  private static final int PREVIEWED = 400;

  private final DatasetStore store;
  private final PublishedFiles published;
  private final Fetch fetch;
  private final DatasetCache cache;
  private final FolderSets folders;

  Datasets(
      DatasetStore store,
      PublishedFiles published,
      Fetch fetch,
      DatasetCache cache,
      FolderSets folders) {
    this.store = store;
    this.published = published;
    this.fetch = fetch;
    this.cache = cache;
    this.folders = folders;
  }

  public List<DatasetSummary> list() {
    var sets = new ArrayList<DatasetSummary>();
    SyntheticSet.ALL.forEach(set -> sets.add(DatasetSummary.of(set)));
    NamedSet.ALL.forEach(set -> sets.add(summary(set)));
    FolderSet.ALL.forEach(set -> sets.add(summary(set)));
    store.list().stream().filter(set -> NamedSet.find(set.name()).isEmpty()).forEach(sets::add);
    return sets;
  }

  /** Names of all sets, whether their files are there or not. */
  public List<String> names() {
    var names = new ArrayList<String>();
    SyntheticSet.ALL.forEach(set -> names.add(set.name()));
    NamedSet.ALL.forEach(set -> names.add(set.name()));
    FolderSet.ALL.forEach(set -> names.add(set.name()));
    store.list().stream()
        .map(DatasetSummary::name)
        .filter(name -> !names.contains(name))
        .forEach(names::add);
    return names;
  }

  public Optional<DatasetSummary> find(String name) {
    var synthetic = SyntheticSet.find(name);
    if (synthetic.isPresent()) {
      return synthetic.map(DatasetSummary::of);
    }
    var folder = FolderSet.find(name);
    if (folder.isPresent()) {
      return folder.map(this::summary);
    }
    var set = NamedSet.find(name);
    return set.isPresent() ? set.map(this::summary) : store.find(name);
  }

  /** A set to look at, of synthetic ones only as much as that takes. */
  Optional<Dataset> preview(String name) {
    var synthetic = SyntheticSet.find(name);
    if (synthetic.isPresent()) {
      return Optional.of(load(name, PREVIEWED, 1));
    }
    return find(name).map(found -> full(name));
  }

  /** The set, ready to be used by a training, or the problem that says what to do. */
  public DatasetSummary require(String name) {
    var found = find(name).orElseThrow(() -> unknown(name));
    if (NamedSet.find(name).isPresent() || !found.available()) {
      full(name);
    }
    return found;
  }

  /** Until the end of the transaction nobody deletes the upload of that name, if it is one. */
  public void hold(String name) {
    if (SyntheticSet.find(name).isEmpty()) {
      store.hold(name);
      if (find(name).isEmpty()) {
        throw unknown(name);
      }
    }
  }

  /** So many samples of a set from its beginning. */
  public Dataset load(String name, int train, int test) {
    var synthetic = SyntheticSet.find(name);
    if (synthetic.isPresent()) {
      return cache.get(
          name + " " + train + " " + test,
          () -> synthetic.get().generate(SYNTHETIC_SEED, train, test));
    }
    var full = full(name);
    return train == full.train().count() && test == full.test().count()
        ? full
        : Dataset.of(
                name,
                full.train().first(train),
                full.test().first(test),
                full.classes(),
                full.source())
            .withClassNames(full.classNames());
  }

  private Dataset full(String name) {
    var key =
        FolderSet.find(name)
            .map(folders::key)
            .or(() -> store.find(name).map(set -> name + " " + set.sha256()))
            .orElse(name);
    return cache.get(key, () -> read(name));
  }

  private Dataset read(String name) {
    try {
      var folder = FolderSet.find(name);
      if (folder.isPresent()) {
        return fromFolder(folder.get());
      }
      var set = NamedSet.find(name);
      if (set.isEmpty()) {
        return uploaded(name, store.find(name).orElseThrow(() -> unknown(name)));
      }
      var directory = published.inDirectory(set.get());
      if (directory.isPresent()) {
        return published.read(set.get(), directory.get());
      }
      var upload = upload(set.get());
      return upload.isPresent() ? uploaded(name, upload.get()) : fetched(set.get());
    } catch (DatasetProblem | UncheckedIOException | IllegalArgumentException e) {
      throw unusable(name, e);
    }
  }

  private Dataset fromFolder(FolderSet set) {
    var folder = folders.folder(set).orElseThrow(() -> unavailable(set));
    return set.read(folder);
  }

  private DatasetSummary summary(FolderSet set) {
    return folders.summary(set, () -> cache.get(folders.key(set), () -> fromFolder(set)));
  }

  private Problem unavailable(FolderSet set) {
    return Problem.of(
        ProblemType.DATASET_UNAVAILABLE,
        folders.advice(set) + " Or use a set of your own, or one of the synthetic ones.",
        new FieldError("/dataset", set.name(), "Expected a data set whose files can be had."));
  }

  private Dataset fetched(NamedSet set) {
    if (published.fetched(set).isEmpty()) {
      fetch
          .into(published.home(set), set)
          .ifPresent(
              reason -> {
                throw unavailable(set, reason);
              });
    }
    return published
        .fetched(set)
        .map(located -> published.read(set, located))
        .orElseThrow(() -> unavailable(set, "Fetching brought no files."));
  }

  /** A published set uploaded under any name, for one content is stored once. */
  private Optional<DatasetSummary> upload(NamedSet set) {
    return store.find(set.name()).or(() -> set.sha256().flatMap(store::findContent));
  }

  private Dataset uploaded(String name, DatasetSummary set) {
    if (store.storedAs(set.name()).equals(DatasetStore.SAMPLES)) {
      return Dataset.of(
              name,
              samples(set, SampleFiles.TRAIN),
              samples(set, SampleFiles.TEST),
              set.classes(),
              set.source())
          .withClassNames(set.classNames());
    }
    try (var streams = new OpenStreams()) {
      var train = part(set, "train-images", "train-labels", streams);
      var test = part(set, "test-images", "test-labels", streams);
      return Dataset.of(name, train, test, set.classes(), set.source());
    }
  }

  private Samples samples(DatasetSummary set, String role) {
    try (var in = store.open(set.name(), role)) {
      return StoredSamples.read(SourceFile.of(role, in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Samples part(DatasetSummary set, String images, String labels, OpenStreams streams) {
    return IdxFiles.read(
        SourceFile.of(images, streams.add(store.open(set.name(), images))),
        SourceFile.of(labels, streams.add(store.open(set.name(), labels))),
        set.classes());
  }

  private DatasetSummary summary(NamedSet set) {
    var directory = published.inDirectory(set);
    if (directory.isPresent()) {
      return published.summary(set, directory.get());
    }
    var upload = upload(set);
    if (upload.isPresent()) {
      return upload.get().under(set.name());
    }
    return published
        .fetched(set)
        .map(found -> published.summary(set, found))
        .orElseGet(() -> DatasetSummary.of(set, Origin.PUBLIC, false, advice(set)));
  }

  private String advice(NamedSet set) {
    return fetch.allowed()
        ? "Not here yet; the first training with it fetches it from " + fetch.address(set) + "."
        : "Not here: set HAFNIA_DATASETS to a directory with its files, or upload them.";
  }

  private Problem unknown(String name) {
    var names = names();
    String detail =
        "There is no such data set."
            + Nearest.question(name, names)
            + " Known: "
            + String.join(", ", names)
            + ".";
    return Problem.of(
        ProblemType.UNKNOWN_DATASET, detail, new FieldError("/dataset", name, detail));
  }

  private Problem unavailable(NamedSet set, String reason) {
    String detail =
        "The files of "
            + set.name()
            + " were looked for and not found. "
            + published.missing(set)
            + " "
            + reason
            + " Set HAFNIA_DATASETS to a directory that has them, upload them to /v1/datasets, or"
            + " use the data set "
            + SyntheticDigits.NAME
            + ".";
    return Problem.of(
        ProblemType.DATASET_UNAVAILABLE,
        detail,
        new FieldError("/dataset", set.name(), "Expected a data set whose files can be had."));
  }

  private static Problem unusable(String name, RuntimeException cause) {
    return Problem.of(
        ProblemType.DATASET_UNAVAILABLE,
        "The data set "
            + name
            + " cannot be read. "
            + cause.getMessage()
            + ". Replace or remove the file, upload the set to /v1/datasets under a name of its"
            + " own, or use the data set "
            + SyntheticDigits.NAME
            + ".",
        new FieldError("/dataset", name, "Expected whole, official files."));
  }
}
