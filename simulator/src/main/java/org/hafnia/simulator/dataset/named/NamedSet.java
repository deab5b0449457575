package org.hafnia.simulator.dataset.named;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.dataset.files.NamedFile;
import org.hafnia.simulator.dataset.files.SourceFile;
import org.hafnia.simulator.dataset.formats.IdxFiles;

/**
 * A published data set that Hafnia knows by name: its files, where to get them, whom to cite.
 *
 * @param name the name requests use
 * @param classes number of classes
 * @param address public address; a file's address is this followed by its name
 * @param source citation
 * @param sha256 digest of its samples, {@link Dataset#sha256()}
 */
public record NamedSet(
    String name,
    int classes,
    String address,
    String source,
    Optional<String> sha256,
    List<String> classNames,
    NamedFile trainImages,
    NamedFile trainLabels,
    NamedFile testImages,
    NamedFile testLabels) {

  /** Handwritten digits, 28 x 28 grey levels, 60,000 to train on and 10,000 to test on. */
  public static final NamedSet MNIST =
      new NamedSet(
          "mnist",
          10,
          "https://ossci-datasets.s3.amazonaws.com/mnist/",
          "Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, Gradient-based learning applied to document"
              + " recognition, Proc. IEEE 86(11), 2278-2324, 1998, doi:10.1109/5.726791",
          Optional.of("f801ce3113d61c8190a4e67a76ae0da491a4cb5e9c127d5e0f7549670927828b"),
          List.of(),
          new NamedFile(
              "train-images-idx3-ubyte.gz",
              9_912_422,
              "f68b3c2dcbeaaa9fbdd348bbdeb94873",
              47_040_016,
              Optional.of("6bbc9ace898e44ae57da46a324031adb")),
          new NamedFile(
              "train-labels-idx1-ubyte.gz",
              28_881,
              "d53e105ee54ea40749a09fcbcd1e9432",
              60_008,
              Optional.of("a25bea736e30d166cdddb491f175f624")),
          new NamedFile(
              "t10k-images-idx3-ubyte.gz",
              1_648_877,
              "9fb629c4189551a2d022fa330f9573f3",
              7_840_016,
              Optional.of("2646ac647ad5339dbf082846283269ea")),
          new NamedFile(
              "t10k-labels-idx1-ubyte.gz",
              4_542,
              "ec29112dd5afa0611ce80d1b7f02629c",
              10_008,
              Optional.of("27ae3e4e09519cfbb04c329615203637")));

  /** Articles of clothing in the format of MNIST; its authors publish MD5s of packed files only. */
  public static final NamedSet FASHION_MNIST =
      new NamedSet(
          "fashion-mnist",
          10,
          "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
          "H. Xiao, K. Rasul, R. Vollgraf, Fashion-MNIST: a novel image dataset for benchmarking"
              + " machine learning algorithms, arXiv:1708.07747, 2017; MIT licence",
          Optional.empty(),
          List.of(
              "T-shirt/top",
              "trouser",
              "pullover",
              "dress",
              "coat",
              "sandal",
              "shirt",
              "sneaker",
              "bag",
              "ankle boot"),
          new NamedFile(
              "train-images-idx3-ubyte.gz",
              26_421_880,
              "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
              47_040_016,
              Optional.empty()),
          new NamedFile(
              "train-labels-idx1-ubyte.gz",
              29_515,
              "25c81989df183df01b3e8a0aad5dffbe",
              60_008,
              Optional.empty()),
          new NamedFile(
              "t10k-images-idx3-ubyte.gz",
              4_422_102,
              "bef4ecab320f06d8554ea6380940ec79",
              7_840_016,
              Optional.empty()),
          new NamedFile(
              "t10k-labels-idx1-ubyte.gz",
              5_148,
              "bb300cfdad3c16e7a12a480ee83cd310",
              10_008,
              Optional.empty()));

  /** All of them, in the order in which they are listed. */
  public static final List<NamedSet> ALL = List.of(MNIST, FASHION_MNIST);

  public static Optional<NamedSet> find(String name) {
    return ALL.stream().filter(set -> set.name.equals(name)).findFirst();
  }

  /** The four files in the order in which {@link #read} asks for them. */
  public List<NamedFile> files() {
    return List.of(trainImages, trainLabels, testImages, testLabels);
  }

  /**
   * Reads the set from whatever holds its files; compressed or not, each must be the official one.
   *
   * @param open gives the stream of a file, under any of its accepted names; the caller closes it
   * @throws DatasetProblem if a file is damaged or another than the official one
   */
  public Dataset read(Function<NamedFile, SourceFile> open) {
    var train = part(open, trainImages, trainLabels);
    var test = part(open, testImages, testLabels);
    return Dataset.of(name, train, test, classes, source).withClassNames(classNames);
  }

  private Samples part(Function<NamedFile, SourceFile> open, NamedFile images, NamedFile labels) {
    return IdxFiles.read(
        open.apply(images).official(images), open.apply(labels).official(labels), classes);
  }
}
