package org.hafnia.simulator.dataset.named;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hafnia.simulator.dataset.files.Archives.npy;
import static org.hafnia.simulator.dataset.files.Archives.numbers;
import static org.hafnia.simulator.dataset.files.Archives.zip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.dataset.files.Archives;
import org.hafnia.simulator.dataset.files.DirectoryFolder;
import org.hafnia.simulator.dataset.files.Folder;
import org.hafnia.simulator.dataset.synthetic.SyntheticEcg;
import org.hafnia.simulator.dataset.synthetic.SyntheticTextures;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class FolderSetsTest {

  private static final Logger log = LoggerFactory.getLogger(FolderSetsTest.class);

  @Test
  void readsSomeOfTheBatchesOfCifar() {
    var images = SyntheticTextures.generate(1, 30, 10);
    var folder =
        Archives.folder(
            Map.of(
                "data_batch_1.bin", cifar(images.train()),
                "data_batch_4.bin", cifar(images.train()),
                "test_batch.bin", cifar(images.test())));

    var set = CifarSet.CIFAR_10.read(folder);

    assertThat(CifarSet.CIFAR_10.found(folder))
        .contains("2 of the 5 training batches: data_batch_1.bin, data_batch_4.bin.");
    assertThat(set.train().count()).isEqualTo(60);
    assertThat(set.train().shape()).containsExactly(3, 32, 32);
    assertThat(set.train().pixel(31, 2000)).isEqualTo(images.train().pixel(1, 2000));
    assertThat(set.className(set.train().label(0)))
        .isEqualTo(CifarSet.CIFAR_10.classNames().get(images.train().label(0)));
    assertThat(set.train().normalisation()).isPresent();
    assertThat(CifarSet.CIFAR_100.found(folder)).isEmpty();
  }

  @Test
  void refusesDamagedBatchesAndArchivesThatAreNotOfficial() throws IOException {
    byte[] batch = cifar(SyntheticTextures.generate(1, 10, 1).train());
    byte[] mislabelled = batch.clone();
    mislabelled[3073] = 10;

    assertThatThrownBy(() -> read(Arrays.copyOf(batch, 5000), batch))
        .isInstanceOf(DatasetProblem.class)
        .hasMessageContaining("data_batch_1.bin, byte 3073")
        .hasMessageContaining("a multiple of 3073");
    assertThatThrownBy(() -> read(mislabelled, batch)).hasMessageContaining("label 10");
    var packed = Archives.folder(Map.of("cifar-10-binary.tar.gz", tarGz("test_batch.bin", batch)));
    assertThatThrownBy(() -> CifarSet.CIFAR_10.read(packed))
        .hasMessageContaining("the official archive's MD5 c32a1d4ab5d03f1284b67883e8d87530");
  }

  @Test
  void invertsEachRecordOnceAndKeepsItOnOneSide() {
    var set = new EcgInversion().read(folderOr("ecg-ptbxl", FolderSetsTest::records));

    assertThat(set.train().shape()[0]).isEqualTo(12);
    assertThat(set.train().count() + set.test().count()).isEven();
    assertThat(groups(set.train())).doesNotContainAnyElementsOf(groups(set.test()));
    assertThat(labels(set.test(), 1)).isEqualTo(set.test().count() / 2);
    int length = set.train().shape()[1];
    int changed = 0;
    for (int t = 0; t < length; t++) {
      for (int lead = 0; lead < 12; lead++) {
        int at = lead * length + t;
        changed += set.train().value(0, at) != set.train().value(1, at) ? 1 : 0;
      }
    }
    assertThat(changed).isGreaterThan(length);
    assertThat(new EcgInversion().read(folderOr("ecg-ptbxl", FolderSetsTest::records)).sha256())
        .isEqualTo(set.sha256());
  }

  @Test
  void cutsBeatsAndHoldsOutWholeRecords() {
    var set = new EcgBeats().read(folderOr("ecg-mitbih", FolderSetsTest::beats));

    assertThat(set.train().shape()).containsExactly(1, 256);
    assertThat(groups(set.train())).doesNotContainAnyElementsOf(groups(set.test()));
    long pvcs = labels(set.train(), 1) + labels(set.test(), 1);
    assertThat(labels(set.test(), 1)).isGreaterThan(0).isLessThan(pvcs);
    log.info(
        "beats: {} to train on ({} PVC), {} to test on ({} PVC)",
        set.train().count(),
        labels(set.train(), 1),
        set.test().count(),
        labels(set.test(), 1));
  }

  @Test
  void cutsTrialsOfImaginedMovement() {
    var set = new EegMotorImagery().read(folderOr("eeg-motor-imagery", FolderSetsTest::runs));

    assertThat(set.train().shape()).containsExactly(64, 640);
    assertThat(groups(set.train())).allMatch(id -> id.matches("S\\d{3}R(06|10|14)"));
    assertThat(labels(set.test(), 1)).isBetween(1L, set.test().count() - 1L);
    assertThat(set.train().normalisation().orElseThrow().mean()).hasSize(64);
    log.info("{} trials to train on, {} to test on", set.train().count(), set.test().count());
  }

  private interface Made {

    Folder folder();
  }

  private static Folder folderOr(String name, Made made) {
    var folder = Optional.ofNullable(System.getenv("HAFNIA_DATASETS")).map(Path::of);
    var there = folder.map(f -> f.resolve(name)).filter(Files::isDirectory);
    if (there.isPresent()) {
      log.info("reading {}", there.get());
      return new DirectoryFolder(there.get());
    }
    log.info("HAFNIA_DATASETS names no folder with {}: reading small files made here", name);
    return made.folder();
  }

  private static Folder records() {
    var ecg = SyntheticEcg.generate(1, 20, 1).train();
    double[] x = new double[20 * ecg.features()];
    for (int k = 0; k < x.length; k++) {
      x[k] = 1000 * ecg.value(k / ecg.features(), k % ecg.features());
    }
    return Archives.folder(
        Map.of("e.npz", zip(Map.of("x.npy", npy("<i2", "(20, 12, 1000)", numbers("<i2", x))))));
  }

  private static Folder beats() {
    double[] adu = IntStream.range(0, 4000).mapToDouble(t -> 1024 + t % 360).toArray();
    byte[] record =
        zip(
            Map.of(
                "adu.npy", npy("<i2", "(4000,)", numbers("<i2", adu)),
                "rpeak.npy", npy("<i4", "(3,)", numbers("<i4", 500, 900, 1300)),
                "pvc.npy", npy("|u1", "(3,)", numbers("|u1", 0, 1, 0))));
    return Archives.folder(
        Map.of("1.npz", record, "2.npz", record, "3.npz", record, "4.npz", record));
  }

  private static Folder runs() {
    double[] x = IntStream.range(0, 64 * 7000).mapToDouble(k -> k % 97).toArray();
    byte[] names = new byte[64 * 4];
    Arrays.fill(names, (byte) 0);
    IntStream.range(0, 64).forEach(c -> names[4 * c] = (byte) ('A' + c % 26));
    byte[] run =
        zip(
            Map.of(
                "x.npy", npy("<i2", "(64, 7000)", numbers("<i2", x)),
                "onset.npy", npy("<f4", "(6,)", numbers("<f4", 0, 5, 10, 15, 20, 25)),
                "code.npy", npy("|u1", "(6,)", numbers("|u1", 1, 2, 0, 1, 2, 1)),
                "ch.npy", npy("<U1", "(64,)", names)));
    return Archives.folder(Map.of("S001R06.npz", run, "S001R10.npz", run, "S001R07.npz", run));
  }

  private static Dataset read(byte[] train, byte[] test) {
    return CifarSet.CIFAR_10.read(
        Archives.folder(Map.of("data_batch_1.bin", train, "test_batch.bin", test)));
  }

  private static byte[] cifar(Samples images) {
    byte[] file = new byte[images.count() * 3073];
    for (int i = 0; i < images.count(); i++) {
      file[i * 3073] = (byte) images.label(i);
      for (int p = 0; p < 3072; p++) {
        file[i * 3073 + 1 + p] = (byte) images.pixel(i, p);
      }
    }
    return file;
  }

  private static byte[] tarGz(String name, byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      var entry = new TarArchiveEntry("cifar-10-batches-bin/" + name);
      entry.setSize(content.length);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  private static Set<String> groups(Samples samples) {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < samples.count(); i++) {
      ids.add(samples.group(i).orElseThrow());
    }
    return ids;
  }

  private static long labels(Samples samples, int label) {
    return IntStream.range(0, samples.count()).filter(i -> samples.label(i) == label).count();
  }
}
