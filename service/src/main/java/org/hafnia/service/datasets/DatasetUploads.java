package org.hafnia.service.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.hafnia.service.datasets.DatasetSummary.Origin;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.dataset.files.SourceFile;
import org.hafnia.simulator.dataset.formats.IdxFiles;
import org.hafnia.simulator.dataset.named.NamedSet;
import org.hafnia.simulator.dataset.synthetic.SyntheticSet;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Service;

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

  private static final int ANY_CLASS = 256;

  private final DatasetStore store;
  private final Clock clock;

  /** Files are read whole to be checked; one upload after the other bounds the memory. */
  private final ReentrantLock checking = new ReentrantLock();

  DatasetUploads(DatasetStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Files by the name of their part, as they came. */
  record Upload(String name, Map<String, InputStreamSource> files) {}

  /** What the files hold; a problem where they are damaged or do not fit each other. */
  DatasetSummary check(Upload upload) {
    checking.lock();
    try (var streams = new OpenStreams()) {
      var set = read(upload, streams);
      return new DatasetSummary(
          upload.name(),
          Origin.UPLOAD,
          true,
          "Uploaded.",
          set.classes(),
          Arrays.stream(set.train().shape()).boxed().toList(),
          set.train().encoding(),
          set.train().count(),
          set.test().count(),
          set.source(),
          set.sha256(),
          clock.instant());
    } catch (DatasetProblem e) {
      throw Problem.of(
          ProblemType.INVALID_DATASET,
          e.getMessage() + ".",
          new FieldError(
              e.file(), e.found(), "At " + e.place() + ": expected " + e.expected() + "."));
    } catch (IllegalArgumentException e) {
      throw Problem.of(ProblemType.INVALID_DATASET, e.getMessage() + ".");
    } finally {
      checking.unlock();
    }
  }

  /** Stores files that were checked; the same content again gives the set that is there. */
  DatasetSummary store(DatasetSummary checked, Upload upload) {
    if (store.insert(checked)) {
      upload.files().forEach((part, file) -> insert(checked.name(), part, file));
      return checked;
    }
    return store
        .findContent(String.valueOf(checked.sha256()))
        .orElseThrow(
            () ->
                taken(
                    upload.name(),
                    store.find(upload.name()).map(DatasetSummary::sha256).orElse("")));
  }

  private Dataset read(Upload upload, OpenStreams streams) {
    if (SyntheticSet.find(upload.name()).isPresent()) {
      throw taken(upload.name(), "the service itself");
    }
    var named = NamedSet.find(upload.name());
    if (named.isPresent()) {
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
    int classes = Math.max(2, 1 + Math.max(highest(train), highest(test)));
    return Dataset.of(upload.name(), train, test, classes, "Uploaded as " + upload.name());
  }

  private static int highest(Samples samples) {
    return IntStream.range(0, samples.count()).map(samples::label).max().orElse(0);
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

  private static Problem taken(String name, @Nullable String by) {
    return Problem.of(
        ProblemType.DATASET_EXISTS,
        "The name " + name + " belongs to other content already (" + by + ").",
        new FieldError("name", name, "Expected a name that is not taken."));
  }
}
