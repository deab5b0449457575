package org.hafnia.simulator.dataset.named;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.Digests;
import org.hafnia.simulator.dataset.files.NamedFile;
import org.hafnia.simulator.dataset.files.SourceFile;
import org.hafnia.simulator.dataset.formats.IdxBytes;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class NamedSetTest {

  private static final Logger log = LoggerFactory.getLogger(NamedSetTest.class);

  /** Reads the official files where HAFNIA_DATASETS names a folder with them, else small ones. */
  @Test
  void readsEverySampleOfMnist() {
    var folder = Optional.ofNullable(System.getenv("HAFNIA_DATASETS")).map(Path::of);
    var mnist = folder.map(f -> f.resolve("mnist")).filter(Files::isDirectory);
    if (mnist.isPresent()) {
      log.info("reading the official MNIST files in {}", mnist.get());
      checkOfficial(NamedSet.MNIST.read(file -> open(mnist.get(), file)));
    } else {
      log.info("HAFNIA_DATASETS names no folder with mnist: reading small files made here");
      checkSmall(small(IdxBytes.labels(3, 1)).read(NamedSetTest::openSmall));
    }
  }

  @Test
  void refusesAGoodFileThatIsNotTheOfficialOne() {
    var other = small(IdxBytes.labels(3, 2));

    assertThatThrownBy(() -> other.read(NamedSetTest::openSmall))
        .isInstanceOf(DatasetProblem.class)
        .hasMessageContaining("labels")
        .hasMessageContaining("official file's MD5");
  }

  @Test
  void checksTheMd5OfAFileWhileItIsCopied() throws IOException {
    byte[] published = IdxBytes.gzip(IdxBytes.labels(1, 2));
    var file = file("labels.gz", published, IdxBytes.labels(1, 2));
    var good = file.digesting(new ByteArrayInputStream(published));
    var cut = file.digesting(new ByteArrayInputStream(published, 0, published.length - 1));

    assertThat(good.readAllBytes()).isEqualTo(published);
    file.checkPublished(good);
    assertThat(cut.readAllBytes()).hasSize(published.length - 1);
    assertThatThrownBy(() -> file.checkPublished(cut)).isInstanceOf(DatasetProblem.class);
  }

  @Test
  void acceptsTheSpellingsInUse() {
    assertThat(NamedSet.MNIST.trainImages().acceptedNames())
        .containsExactly(
            "train-images-idx3-ubyte.gz",
            "train-images-idx3-ubyte",
            "train-images.idx3-ubyte.gz",
            "train-images.idx3-ubyte");
  }

  @Test
  void findsSetsByName() {
    assertThat(NamedSet.find("mnist")).contains(NamedSet.MNIST);
    assertThat(NamedSet.find("MNIST")).isEmpty();
  }

  private static void checkOfficial(Dataset mnist) {
    assertThat(mnist.train().count()).isEqualTo(60_000);
    assertThat(mnist.test().count()).isEqualTo(10_000);
    assertThat(mnist.train().shape()).containsExactly(28, 28);
    assertThat(mnist.train().bytes()).isEqualTo(47_100_000);
    assertThat(mnist.train().label(0)).isEqualTo(5);
    assertThat(mnist.test().label(0)).isEqualTo(7);
    assertThat(mnist.classes()).isEqualTo(10);
    assertThat(mnist.sha256()).isEqualTo(NamedSet.MNIST.sha256().orElseThrow());
  }

  private static void checkSmall(Dataset small) {
    assertThat(small.train().count()).isEqualTo(2);
    assertThat(small.test().label(0)).isEqualTo(3);
    assertThat(small.train().pixel(1, 3)).isEqualTo(4);
    assertThat(small.source()).isEqualTo("made by a test");
  }

  private static SourceFile open(Path folder, NamedFile file) {
    for (String name : file.acceptedNames()) {
      if (Files.isReadable(folder.resolve(name))) {
        try (InputStream stream = Files.newInputStream(folder.resolve(name))) {
          return SourceFile.of(name, new ByteArrayInputStream(stream.readAllBytes()));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    throw new AssertionError(folder + " holds none of " + file.acceptedNames());
  }

  /** A set like MNIST of two 2 x 2 images; the labels as given are the official ones. */
  private static NamedSet small(byte[] labels) {
    byte[] images = IdxBytes.images(2, 2, 2);
    var imageFile = file("images.gz", IdxBytes.gzip(images), images);
    var labelFile = file("labels.gz", IdxBytes.gzip(labels), labels);
    return new NamedSet(
        "small",
        10,
        "https://example.org/",
        "made by a test",
        Optional.empty(),
        java.util.List.of(),
        imageFile,
        labelFile,
        imageFile,
        labelFile);
  }

  private static SourceFile openSmall(NamedFile file) {
    byte[] content =
        file.name().startsWith("images") ? IdxBytes.images(2, 2, 2) : IdxBytes.labels(3, 1);
    return SourceFile.of(file.name(), new ByteArrayInputStream(IdxBytes.gzip(content)));
  }

  private static NamedFile file(String name, byte[] published, byte[] content) {
    return new NamedFile(
        name, published.length, md5(published), content.length, Optional.of(md5(content)));
  }

  private static String md5(byte[] bytes) {
    return HexFormat.of().formatHex(Digests.md5().digest(bytes));
  }
}
