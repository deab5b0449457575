package org.hafnia.simulator.dataset.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hafnia.simulator.dataset.formats.IdxBytes.IMAGES;
import static org.hafnia.simulator.dataset.formats.IdxBytes.LABELS;
import static org.hafnia.simulator.dataset.formats.IdxBytes.gzip;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.dataset.files.SourceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxFilesTest {

  private static final byte[] GOOD_IMAGES = IdxBytes.images(3, 2, 2);
  private static final byte[] GOOD_LABELS = IdxBytes.labels(0, 9, 1);

  @Test
  void readsPlainAndCompressedFilesAlike() {
    var plain = read(GOOD_IMAGES, GOOD_LABELS);
    var compressed = read(gzip(GOOD_IMAGES), gzip(GOOD_LABELS));

    for (var samples : new Samples[] {plain, compressed}) {
      assertThat(samples.count()).isEqualTo(3);
      assertThat(samples.shape()).containsExactly(2, 2);
      assertThat(samples.label(1)).isEqualTo(9);
      assertThat(samples.pixel(2, 3)).isEqualTo(5);
    }
  }

  @Test
  void readsStreamsThatGiveFewBytesAtATime() {
    byte[] file = gzip(IdxBytes.images(300, 20, 20));
    var trickle =
        new ByteArrayInputStream(file) {
          @Override
          public synchronized int read(byte[] target, int from, int length) {
            return super.read(target, from, Math.min(length, 3));
          }
        };

    var samples =
        IdxFiles.read(
            SourceFile.of("trickle", trickle), IdxBytes.labels(IdxBytes.labels(new int[300])), 10);

    assertThat(samples.pixel(299, 399)).isEqualTo((299 + 399) & 0xff);
  }

  @ParameterizedTest(name = "cut after {0} bytes")
  @ValueSource(ints = {0, 1, 3, 4, 7, 15, 16, 17, 27})
  void saysWhereATruncatedFileEnds(int length) {
    var problem = refuse(Arrays.copyOf(GOOD_IMAGES, length), GOOD_LABELS);

    assertThat(problem.file()).isEqualTo("images.idx");
    assertThat(problem.place()).isEqualTo("byte " + length);
    assertThat(problem.found()).isEqualTo("the end of the file");
  }

  @ParameterizedTest(name = "{0} bytes less")
  @ValueSource(ints = {1, 8, 9, 20})
  void refusesATruncatedGzip(int missing) {
    byte[] whole = gzip(GOOD_IMAGES);

    var problem = refuse(Arrays.copyOf(whole, whole.length - missing), GOOD_LABELS);

    assertThat(problem.found()).isEqualTo("the end of the compressed file");
  }

  @ParameterizedTest(name = "header of {0} bytes")
  @ValueSource(ints = {2, 5, 9})
  void refusesAGzipThatEndsInItsHeader(int length) {
    var problem = refuse(Arrays.copyOf(gzip(GOOD_IMAGES), length), GOOD_LABELS);

    assertThat(problem.place()).isEqualTo("byte 0");
    assertThat(problem.expected()).contains("gzip header");
  }

  @Test
  void refusesAnyDamagedByteOfAGzip() {
    byte[] whole = gzip(IdxBytes.images(40, 5, 5));
    byte[] labels = IdxBytes.labels(new int[40]);
    for (int at = 10; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x55;

      var problem = refuse(damaged, labels);

      assertThat(problem.file()).as("byte %d", at).isEqualTo("images.idx");
    }
  }

  @Test
  void refusesBytesBehindTheData() {
    var behindContent = refuse(append(GOOD_IMAGES, 1), GOOD_LABELS);
    var behindContentOfGzip = refuse(gzip(append(GOOD_IMAGES, 5)), GOOD_LABELS);
    var behindGzip = refuse(append(gzip(GOOD_IMAGES), 12), GOOD_LABELS);
    var farBehindGzip = refuse(append(gzip(GOOD_IMAGES), 100_000), GOOD_LABELS);
    var behindLabels = refuse(GOOD_IMAGES, append(GOOD_LABELS, 1));

    assertThat(behindContent.place()).isEqualTo("byte 28");
    assertThat(behindContent.found()).isEqualTo("more bytes");
    assertThat(behindContentOfGzip.place()).isEqualTo("byte 28");
    assertThat(behindGzip.found()).contains("after the compressed content");
    assertThat(farBehindGzip.found()).contains("after the compressed content");
    assertThat(behindLabels.file()).isEqualTo("labels.idx");
    assertThat(behindLabels.place()).isEqualTo("byte 11");
  }

  @ParameterizedTest(name = "magic number {0}")
  @CsvSource({
    "0x00000801, type 0x08 in 1 dimension",
    "0x00000d03, type 0x0d in 3 dimension",
    "0x3c68746d, not an IDX file",
    "0x00000000, type 0x00 in 0 dimension"
  })
  void refusesAnotherMagicNumber(String magic, String meaning) {
    int word = Integer.decode(magic);

    var problem = refuse(IdxBytes.file(new byte[12], word, 3, 2, 2), GOOD_LABELS);

    assertThat(problem.place()).isEqualTo("byte 0");
    assertThat(problem.found()).contains(magic).contains(meaning);
    assertThat(problem.expected()).contains("0x00000803");
  }

  @Test
  void refusesImagesGivenAsLabels() {
    var problem = refuse(GOOD_IMAGES, GOOD_IMAGES);

    assertThat(problem.file()).isEqualTo("labels.idx");
    assertThat(problem.expected()).contains("0x00000801");
  }

  @ParameterizedTest(name = "{0} images of {1} x {2}: byte {3}")
  @CsvSource({"0, 2, 2, 4", "3, 0, 2, 8", "3, 2, 0, 12", "-1, 2, 2, 4", "3, -2147483648, 2, 8"})
  void refusesExtentsBelowOne(int count, int rows, int columns, long offset) {
    byte[] file = IdxBytes.file(new byte[12], IMAGES, count, rows, columns);

    var problem = refuse(file, GOOD_LABELS);

    assertThat(problem.place()).isEqualTo("byte " + offset);
    assertThat(problem.found()).startsWith("an extent of");
  }

  @Test
  void refusesAHeaderThatAnnouncesTooMuch() {
    int most = Integer.MAX_VALUE;

    assertThat(refuse(IdxBytes.file(new byte[9], IMAGES, most, most, most), GOOD_LABELS).found())
        .contains("over 1073741824 bytes");
    assertThat(refuse(GOOD_IMAGES, IdxBytes.file(new byte[9], LABELS, most)).file())
        .isEqualTo("labels.idx");
  }

  @Test
  void takesNoMemoryOnTheWordOfALyingHeader() {
    int count = 1 << 20;
    byte[] images = IdxBytes.file(new byte[4], IMAGES, count, 32, 32);
    byte[] labels = IdxBytes.file(new byte[count], LABELS, count);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    var problem = refuse(images, labels);

    assertThat(problem.expected()).isEqualTo("1073741820 more bytes");
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(16L << 20);
  }

  @Test
  void refusesCountsThatDiffer() {
    var problem = refuse(GOOD_IMAGES, IdxBytes.labels(1, 2));

    assertThat(problem)
        .hasMessage("labels.idx, byte 4: found 2 labels, expected 3 as in images.idx");
  }

  @Test
  void refusesLabelsOutsideTheClasses() {
    var ten = refuse(GOOD_IMAGES, IdxBytes.labels(0, 10, 1));
    var last = refuse(GOOD_IMAGES, IdxBytes.labels(0, 1, 255));

    assertThat(ten).hasMessage("labels.idx, byte 9: found label 10, expected 0..9");
    assertThat(last).hasMessage("labels.idx, byte 10: found label 255, expected 0..9");
  }

  @Test
  void anyNoiseIsRefusedAsAProblemAndNothingElse() {
    var random = new Random(1);
    for (int trial = 0; trial < 2_000; trial++) {
      byte[] noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      if (trial % 2 == 0 && noise.length > 4) {
        System.arraycopy(gzip(GOOD_IMAGES), 0, noise, 0, 4);
      }
      refuse(noise, GOOD_LABELS);
    }
  }

  @Test
  void tellsABrokenStreamFromABrokenFile() {
    var broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the disk is gone");
          }

          @Override
          public int read(byte[] target, int from, int length) throws IOException {
            return read();
          }
        };
    var images = new SequenceInputStream(new ByteArrayInputStream(GOOD_IMAGES, 0, 20), broken);

    assertThatThrownBy(
            () -> IdxFiles.read(SourceFile.of("a", images), IdxBytes.labels(GOOD_LABELS), 10))
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseMessage("the disk is gone");
  }

  private static Samples read(byte[] images, byte[] labels) {
    return IdxFiles.read(IdxBytes.images(images), IdxBytes.labels(labels), 10);
  }

  private static DatasetProblem refuse(byte[] images, byte[] labels) {
    var problem = catchThrowableOfType(DatasetProblem.class, () -> read(images, labels));
    assertThat(problem).isNotNull();
    return problem;
  }

  private static byte[] append(byte[] file, int more) {
    return Arrays.copyOf(file, file.length + more);
  }
}
