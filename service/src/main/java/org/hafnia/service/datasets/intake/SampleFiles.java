package org.hafnia.service.datasets.intake;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.Labels;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.dataset.Splits;
import org.hafnia.simulator.dataset.files.Folder;
import org.hafnia.simulator.dataset.files.SourceFile;
import org.hafnia.simulator.dataset.files.ZipFolder;
import org.hafnia.simulator.dataset.formats.CifarFiles;
import org.hafnia.simulator.dataset.formats.CsvSamples;
import org.hafnia.simulator.dataset.formats.ImageFolders;
import org.hafnia.simulator.dataset.formats.Labelled;
import org.hafnia.simulator.dataset.formats.NpzFile;
import org.hafnia.simulator.dataset.formats.NpzSamples;
import org.hafnia.simulator.dataset.named.EegMotorImagery;
import org.hafnia.simulator.dataset.signals.EdfFiles;
import org.hafnia.simulator.dataset.signals.Epochs;
import org.hafnia.simulator.dataset.signals.Recording;
import org.hafnia.simulator.dataset.signals.WfdbFiles;

/** Reads the files of an upload, whatever their format, into a set that is checked. */
public final class SampleFiles {

  public static final String TRAIN = "train";
  public static final String TEST = "test";

  private final UploadRequest request;
  private final Map<String, Path> files;
  private final Optional<Folder> folder;

  private SampleFiles(UploadRequest request, Map<String, Path> files, Optional<Folder> folder) {
    this.request = request;
    this.files = files;
    this.folder = folder;
  }

  /**
   * Reads a set; where no file holds samples to test on, some are held out, whole groups of them if
   * groups are known.
   *
   * @param files by the name of their part, train and perhaps test
   * @param folder of the recordings that the service has, if the request names them
   */
  public static Dataset read(
      UploadRequest request, Map<String, Path> files, Optional<Folder> folder) {
    return new SampleFiles(request, files, folder).read();
  }

  private Dataset read() {
    return switch (request.format()) {
      case "cifar10" -> cifar(CifarFiles.Variant.CIFAR_10);
      case "cifar100" -> cifar(CifarFiles.Variant.CIFAR_100);
      case "npz" -> npz();
      case "csv" -> csv();
      case "images" -> images();
      case "wfdb" -> recordings("*,V", -0.3, 0.7);
      case "edf", EegMotorImagery.NAME -> recordings("T1,T2", 0, 4);
      default -> throw new IllegalArgumentException("no format " + request.format());
    };
  }

  private Dataset cifar(CifarFiles.Variant variant) {
    return parts(
        part ->
            new Labelled(
                reading(part, in -> CifarFiles.read(SourceFile.of(part, in), variant)), List.of()));
  }

  private Dataset csv() {
    var options = new CsvSamples.Options(request.labelColumn(), request.groupColumn(), List.of());
    var train = reading(TRAIN, in -> CsvSamples.read(SourceFile.of(TRAIN, in), options));
    var known = options.withClasses(train.classNames());
    return parts(
        part ->
            part.equals(TRAIN)
                ? train
                : reading(part, in -> CsvSamples.read(SourceFile.of(part, in), known)));
  }

  private Dataset npz() {
    return unpacking(
        TRAIN,
        zip -> {
          var npz = new NpzFile(zip);
          if (NpzSamples.hasPart(npz, TRAIN)) {
            var test = NpzSamples.hasPart(npz, TEST);
            var train = NpzSamples.readPart(npz, TRAIN);
            return test
                ? set(train, NpzSamples.readPart(npz, TEST), List.of())
                : divided(train, List.of());
          }
          return parts(
              part ->
                  new Labelled(
                      part.equals(TRAIN)
                          ? NpzSamples.read(npz)
                          : unpacking(part, other -> NpzSamples.read(new NpzFile(other))),
                      List.of()));
        });
  }

  private Dataset images() {
    return unpacking(
        TRAIN,
        zip -> {
          boolean both = ImageFolders.hasPart(zip, TRAIN) && ImageFolders.hasPart(zip, TEST);
          var train = ImageFolders.read(zip, both ? TRAIN : "", request.resize(), List.of());
          if (both) {
            var test = ImageFolders.read(zip, TEST, request.resize(), train.classNames());
            return set(train.samples(), test.samples(), train.classNames());
          }
          return parts(part -> part.equals(TRAIN) ? train : testImages(train));
        });
  }

  private Labelled testImages(Labelled train) {
    return unpacking(TEST, zip -> ImageFolders.read(zip, "", request.resize(), train.classNames()));
  }

  private Dataset recordings(String usualClasses, double usualStart, double usualLength) {
    var window = request.window();
    var cut =
        Epochs.Cut.of(
            window.classes().orElse(usualClasses),
            window.startSecond().orElse(usualStart),
            window.lengthSecond().orElse(usualLength));
    return parts(
        part -> {
          var recordings = request.preparation().apply(recordings(part), cut);
          return new Labelled(Epochs.of(recordings, cut), classNames(cut));
        });
  }

  /** The database's codes mean something in some of its runs. */
  private List<String> classNames(Epochs.Cut cut) {
    return folder.isPresent() && request.window().classes().isEmpty()
        ? EegMotorImagery.classNames(runs())
        : cut.classNames();
  }

  private List<Recording> recordings(String part) {
    if (folder.isPresent()) {
      return EegMotorImagery.recordings(folder.get(), runs());
    }
    boolean edf = request.format().equals("edf");
    if (edf && !isZip(part)) {
      return reading(part, in -> EdfFiles.stretches(SourceFile.of(part, in), part));
    }
    return unpacking(part, zip -> edf ? EdfFiles.read(zip) : WfdbFiles.read(zip));
  }

  private boolean isZip(String part) {
    byte[] start = reading(part, in -> in.readNBytes(2));
    return start.length == 2 && start[0] == 'P' && start[1] == 'K';
  }

  private Dataset parts(Function<String, Labelled> read) {
    var train = read.apply(TRAIN);
    return files.containsKey(TEST)
        ? set(train.samples(), read.apply(TEST).samples(), train.classNames())
        : divided(train.samples(), train.classNames());
  }

  private Dataset divided(Samples samples, List<String> names) {
    // Before the division, so that a complaint is about the file and not about its share.
    Labels.check(samples, names.isEmpty() ? Labels.classes(samples, samples) : names.size(), TRAIN);
    var parts =
        severalGroups(samples)
            ? Splits.holdOutGroups(samples, request.testFraction(), request.seed())
            : Splits.holdOut(samples, request.testFraction(), request.seed());
    return set(parts.train(), parts.held(), names);
  }

  /** One recording alone is divided by its windows. */
  private static boolean severalGroups(Samples samples) {
    return samples.isGrouped()
        && IntStream.range(1, samples.count())
            .anyMatch(i -> !samples.group(i).equals(samples.group(0)));
  }

  private Dataset set(Samples train, Samples test, List<String> names) {
    int classes = names.isEmpty() ? Labels.classes(train, test) : names.size();
    Labels.check(train, classes, TRAIN);
    return Dataset.of(request.name(), train, test, classes, source()).withClassNames(names);
  }

  private List<Integer> runs() {
    return PreparationFields.runs(request.runs(), EegMotorImagery.runs(folder.orElseThrow()));
  }

  /** Whose samples they are, and what was done to them. */
  private String source() {
    var own = folder.isPresent() ? new EegMotorImagery().source() : "Uploaded as " + request.name();
    var runs = folder.isPresent() ? "runs " + runs() : "";
    return Stream.of(request.source().orElse(own), runs, request.preparation().description())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private interface Reading<T> {

    T of(BufferedInputStream in) throws IOException;
  }

  private interface Unpacking<T> {

    T of(Folder zip) throws IOException;
  }

  private <T> T reading(String part, Reading<T> reading) {
    try (var in = new BufferedInputStream(Files.newInputStream(file(part)))) {
      return reading.of(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> T unpacking(String part, Unpacking<T> unpacking) {
    try (var zip = new ZipFolder(part, FileChannel.open(file(part), StandardOpenOption.READ))) {
      return unpacking.of(zip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String part) {
    return Optional.ofNullable(files.get(part))
        .orElseThrow(() -> new IllegalArgumentException("no file " + part));
  }
}
