package org.hafnia.service.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.hafnia.service.datasets.DatasetSummary.Origin;
import org.hafnia.service.datasets.intake.SampleFiles;
import org.hafnia.service.datasets.intake.UploadRequest;
import org.hafnia.service.datasets.use.DatasetHolders;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.Labels;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.dataset.files.Folder;
import org.hafnia.simulator.dataset.files.SourceFile;
import org.hafnia.simulator.dataset.files.StoredSamples;
import org.hafnia.simulator.dataset.formats.IdxFiles;
import org.hafnia.simulator.dataset.named.EegMotorImagery;
import org.hafnia.simulator.dataset.named.FolderSet;
import org.hafnia.simulator.dataset.named.NamedSet;
import org.hafnia.simulator.dataset.synthetic.SyntheticSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Checks and stores uploaded data sets, once for each content. */
@Service
class DatasetUploads {

  /** Parts of an upload and the roles of their files, images before their labels. */
  private static final Map<String, String> ROLES =
      Map.of(
          "trainImages", "train-images",
          "trainLabels", "train-labels",
          "testImages", "test-images",
          "testLabels", "test-labels");

  private static final String UPLOADED = "Uploaded.";

  private static final int ANY_CLASS = 256;

  private final DatasetStore store;
  private final FolderSets folders;
  private final ObjectProvider<DatasetHolders> holders;
  private final Clock clock;

  /** Files are read whole to be checked; one upload after the other bounds the memory. */
  private final ReentrantLock checking = new ReentrantLock();

  DatasetUploads(
      DatasetStore store, FolderSets folders, ObjectProvider<DatasetHolders> holders, Clock clock) {
    this.store = store;
    this.folders = folders;
    this.holders = holders;
    this.clock = clock;
  }

  /** Files by the name of their part, as they came. */
  record Upload(String name, Map<String, InputStreamSource> files) {}

  /** What the files hold; a problem where they are damaged or do not fit each other. */
  DatasetSummary check(Upload upload) {
    checking.lock();
    try (var streams = new OpenStreams()) {
      var set = read(upload, streams);
      Labels.check(set.train(), set.classes(), "trainLabels");
      return DatasetSummary.of(set, Origin.UPLOAD, UPLOADED, clock.instant());
    } catch (DatasetProblem e) {
      throw invalid(e);
    } catch (IllegalArgumentException e) {
      throw Problem.of(ProblemType.INVALID_DATASET, e.getMessage() + ".");
    } finally {
      checking.unlock();
    }
  }

  /** A set that was read from files of any format, in memory until it is stored. */
  record CheckedSamples(DatasetSummary summary, Dataset set) {}

  /** Reads files of any format; a problem where they are damaged or do not fit each other. */
  CheckedSamples check(UploadRequest request, Map<String, Path> files) {
    checkName(request.name());
    checking.lock();
    try {
      var set = SampleFiles.read(request, files, folder(request));
      return new CheckedSamples(
          DatasetSummary.of(set, Origin.UPLOAD, UPLOADED, clock.instant()), set);
    } catch (DatasetProblem e) {
      throw invalid(e);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw Problem.of(ProblemType.INVALID_DATASET, e.getMessage() + ".");
    } finally {
      checking.unlock();
    }
  }

  /** The recordings that the service has, where the request names them. */
  private Optional<Folder> folder(UploadRequest request) {
    if (!request.format().equals(EegMotorImagery.NAME)) {
      return Optional.empty();
    }
    var set = FolderSet.find(EegMotorImagery.NAME).orElseThrow();
    var folder = folders.folder(set);
    if (folder.isEmpty()) {
      throw Problem.of(
          ProblemType.DATASET_UNAVAILABLE,
          folders.advice(set),
          new FieldError("/format", set.name(), "Expected recordings that can be had."));
    }
    return folder;
  }

  /** Stores samples that were checked; the same content again gives the set that is there. */
  DatasetSummary store(CheckedSamples checked) {
    var summary = checked.summary();
    if (!store.insert(summary, DatasetStore.SAMPLES)) {
      return existing(summary);
    }
    write(checked.set().train(), summary.name(), SampleFiles.TRAIN);
    write(checked.set().test(), summary.name(), SampleFiles.TEST);
    return summary;
  }

  private void write(Samples samples, String dataset, String role) {
    var sink = store.sink(dataset, role);
    try {
      StoredSamples.write(samples, sink);
      sink.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Problem invalid(DatasetProblem e) {
    return Problem.of(
        ProblemType.INVALID_DATASET,
        e.getMessage() + ".",
        new FieldError(
            e.file(), e.found(), "At " + e.place() + ": expected " + e.expected() + "."));
  }

  /** Stores files that were checked; the same content again gives the set that is there. */
  DatasetSummary store(DatasetSummary checked, Upload upload) {
    if (store.insert(checked, DatasetStore.IDX)) {
      upload.files().forEach((part, file) -> insert(checked.name(), part, file));
      return checked;
    }
    return existing(checked);
  }

  private DatasetSummary existing(DatasetSummary checked) {
    return store
        .findContent(String.valueOf(checked.sha256()))
        .orElseThrow(
            () ->
                taken(
                    checked.name(),
                    store.find(checked.name()).map(DatasetSummary::sha256).orElse("")));
  }

  /** Names of sets that the service makes, and those of published sets in other formats. */
  private static void checkName(String name) {
    if (SyntheticSet.find(name).isPresent()
        || FolderSet.find(name).isPresent()
        || NamedSet.find(name).isPresent()) {
      throw taken(name, "the service itself");
    }
  }

  private Dataset read(Upload upload, OpenStreams streams) {
    var named = NamedSet.find(upload.name());
    if (named.isEmpty()) {
      checkName(upload.name());
    } else {
      var set = named.get();
      var parts = List.of("trainImages", "trainLabels", "testImages", "testLabels");
      return set.read(file -> input(parts.get(set.files().indexOf(file)), upload, streams));
    }
    var train =
        IdxFiles.read(
            input("trainImages", upload, streams),
            input("trainLabels", upload, streams),
            ANY_CLASS);
    var test =
        IdxFiles.read(
            input("testImages", upload, streams), input("testLabels", upload, streams), ANY_CLASS);
    int classes = Math.max(2, Labels.classes(train, test));
    return Dataset.of(upload.name(), train, test, classes, "Uploaded as " + upload.name());
  }

  private static SourceFile input(String part, Upload upload, OpenStreams streams) {
    return SourceFile.of(part, streams.add(stream(upload.files().get(part), part)));
  }

  private void insert(String dataset, String part, InputStreamSource file) {
    try (var content = stream(file, part)) {
      store.insertFile(dataset, ROLES.getOrDefault(part, part), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream stream(@Nullable InputStreamSource file, String part) {
    if (file == null) {
      throw Problem.parameter(part, null, "Missing; expected a file.");
    }
    try {
      return file.getInputStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes an upload that nothing queued or running reads. */
  @Transactional
  void delete(String name) {
    store.lock(name);
    var set = store.find(name).orElseThrow(() -> absent(name));
    var names = new ArrayList<>(List.of(name));
    NamedSet.ALL.stream()
        .filter(named -> named.sha256().equals(Optional.ofNullable(set.sha256())))
        .map(NamedSet::name)
        .forEach(names::add);
    var reading = holders.orderedStream().flatMap(one -> one.datasetHolders(names).stream());
    var found = reading.toList();
    if (!found.isEmpty()) {
      throw Problem.of(
          ProblemType.DATASET_IN_USE,
          "The data set %s stays: needed by %s.".formatted(name, String.join(", ", found)));
    }
    store.delete(name);
  }

  private static Problem absent(String name) {
    boolean known =
        SyntheticSet.find(name).isPresent()
            || NamedSet.find(name).isPresent()
            || FolderSet.find(name).isPresent();
    return known
        ? Problem.of(
            ProblemType.DATASET_IN_USE, "The data set " + name + " stays: it is no upload.")
        : Problem.notFound("data set", name);
  }

  private static Problem taken(String name, @Nullable String by) {
    return Problem.of(
        ProblemType.DATASET_EXISTS,
        "The name " + name + " belongs to other content already (" + by + ").",
        new FieldError("name", name, "Expected a name that is not taken."));
  }
}
