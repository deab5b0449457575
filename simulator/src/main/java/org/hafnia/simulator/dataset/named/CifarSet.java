package org.hafnia.simulator.dataset.named;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.Normalisation;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.dataset.files.Content;
import org.hafnia.simulator.dataset.files.Folder;
import org.hafnia.simulator.dataset.files.SourceFile;
import org.hafnia.simulator.dataset.files.TarGz;
import org.hafnia.simulator.dataset.formats.CifarFiles;
import org.hafnia.simulator.dataset.formats.CifarFiles.Variant;

/**
 * CIFAR-10 or CIFAR-100, from the official archive, checked by its MD5, or from the files that are
 * in it; some of CIFAR-10's batches make a smaller set. Colours are normalised by the mean and
 * deviation of all training images, as is usual with these sets.
 *
 * @param archive the official one
 * @param archiveMd5 as its page states it
 * @param trainFiles as they are called in the archive
 */
public record CifarSet(
    String name,
    Variant variant,
    String archive,
    String archiveMd5,
    List<String> trainFiles,
    String testFile,
    List<String> folders,
    List<String> classNames,
    Normalisation normalisation)
    implements FolderSet {

  /** 50,000 colour images of ten classes to train on, 10,000 to test on. */
  public static final CifarSet CIFAR_10 =
      new CifarSet(
          "cifar10",
          Variant.CIFAR_10,
          "cifar-10-binary.tar.gz",
          "c32a1d4ab5d03f1284b67883e8d87530",
          List.of(
              "data_batch_1.bin",
              "data_batch_2.bin",
              "data_batch_3.bin",
              "data_batch_4.bin",
              "data_batch_5.bin"),
          "test_batch.bin",
          List.of("cifar10", "cifar-10-batches-bin"),
          List.of(
              "airplane",
              "automobile",
              "bird",
              "cat",
              "deer",
              "dog",
              "frog",
              "horse",
              "ship",
              "truck"),
          new Normalisation(
              List.of(0.4914f, 0.4822f, 0.4465f), List.of(0.2470f, 0.2435f, 0.2616f)));

  /** As many images of a hundred classes. */
  public static final CifarSet CIFAR_100 =
      new CifarSet(
          "cifar100",
          Variant.CIFAR_100,
          "cifar-100-binary.tar.gz",
          "03b5dce01913d631647c71ecec9e9cb8",
          List.of("train.bin"),
          "test.bin",
          List.of("cifar100", "cifar-100-binary"),
          List.of(),
          new Normalisation(
              List.of(0.5071f, 0.4865f, 0.4409f), List.of(0.2673f, 0.2564f, 0.2762f)));

  private static final long MOST_BYTES = CifarFiles.MAX_BYTES;

  @Override
  public List<Integer> usualShape() {
    return List.of(CifarFiles.CHANNELS, CifarFiles.SIDE, CifarFiles.SIDE);
  }

  @Override
  public int classes() {
    return variant.classes();
  }

  @Override
  public String source() {
    return "A. Krizhevsky, Learning multiple layers of features from tiny images, University of"
        + " Toronto, 2009";
  }

  @Override
  public String wanted() {
    return archive + ", or " + String.join(", ", trainFiles) + " and " + testFile + " of it";
  }

  @Override
  public Optional<String> found(Folder folder) {
    if (folder.find(archive).isPresent()) {
      return Optional.of("The official archive.");
    }
    var batches = trainFiles.stream().filter(file -> folder.find(file).isPresent()).toList();
    if (batches.isEmpty() || folder.find(testFile).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        batches.size() == trainFiles.size()
            ? "All files of the archive."
            : "%d of the %d training batches: %s."
                .formatted(batches.size(), trainFiles.size(), String.join(", ", batches)));
  }

  @Override
  public Dataset read(Folder folder) {
    var packed = folder.find(archive);
    var contents = packed.isPresent() ? unpacked(folder, packed.get()) : files(folder);
    var train = new ByteArrayOutputStream();
    for (String file : trainFiles) {
      byte[] bytes = contents.get(file);
      if (bytes != null) {
        CifarFiles.split(bytes, folder.nameOf(file), variant);
        train.writeBytes(bytes);
      }
    }
    byte[] test = contents.get(testFile);
    if (test == null || train.size() == 0) {
      throw new DatasetProblem(folder.name(), "its files", "only " + contents.keySet(), wanted());
    }
    return Dataset.of(
            name,
            samples(train.toByteArray(), folder.nameOf(trainFiles.getFirst())),
            samples(test, folder.nameOf(testFile)),
            variant.classes(),
            source())
        .withClassNames(classNames);
  }

  private Samples samples(byte[] bytes, String file) {
    return CifarFiles.split(bytes, file, variant).normalised(normalisation);
  }

  private Map<String, byte[]> unpacked(Folder folder, String file) {
    Map<String, byte[]> contents = new TreeMap<>();
    try (var in = folder.open(file)) {
      TarGz.read(
          SourceFile.of(folder.nameOf(file), in),
          archiveMd5,
          (name, content) -> {
            if (trainFiles.contains(name) || name.equals(testFile)) {
              contents.put(name, new Content(SourceFile.of(name, content)).toEnd(MOST_BYTES));
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + folder.nameOf(file), e);
    }
    return contents;
  }

  private Map<String, byte[]> files(Folder folder) {
    Map<String, byte[]> contents = new TreeMap<>();
    for (String name : folder.files()) {
      var last = name.substring(name.lastIndexOf('/') + 1);
      if ((trainFiles.contains(last) || last.equals(testFile)) && !contents.containsKey(last)) {
        try (var in = folder.open(name);
            var content = new Content(SourceFile.of(folder.nameOf(name), in))) {
          contents.put(last, content.toEnd(MOST_BYTES));
        } catch (IOException e) {
          throw new UncheckedIOException("reading " + folder.nameOf(name), e);
        }
      }
    }
    return contents;
  }
}
