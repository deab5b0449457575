package org.hafnia.simulator.dataset.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipFolderTest {

  private static final byte[] TEXT = "text".getBytes(UTF_8);

  @Test
  void listsFilesSortedWithoutLitter() throws IOException {
    try (var zip =
        Archives.folder(
            Map.of("b/2.png", TEXT, "a.txt", TEXT, "__MACOSX/x", TEXT, "b/.DS_Store", TEXT))) {
      assertThat(zip.files()).isEqualTo(List.of("a.txt", "b/2.png"));
      assertThat(zip.size("a.txt")).isEqualTo(4);
      assertThat(zip.open("b/2.png").readAllBytes()).isEqualTo(TEXT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../out", "a/../../out", "/etc/passwd", "C:/out", "a\\..\\out", ".."})
  void refusesNamesThatLeadOut(String name) {
    assertThatThrownBy(() -> Archives.folder(Map.of(name, TEXT)))
        .isInstanceOf(DatasetProblem.class)
        .hasMessageContaining(name.replace('\\', '/'))
        .hasMessageContaining("a name inside");
  }

  @Test
  void refusesABomb() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("zeros"));
      byte[] megabyte = new byte[1 << 20];
      for (int k = 0; k < 70; k++) {
        zip.write(megabyte);
      }
    }

    assertThatThrownBy(() -> Archives.folder(bytes.toByteArray()))
        .isInstanceOf(DatasetProblem.class)
        .hasMessageContaining("unpack to 73400320 or more")
        .hasMessageContaining("at most 100 times");
  }

  @Test
  void refusesTheSameNameTwice() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipArchiveOutputStream(bytes)) {
      for (int k = 0; k < 2; k++) {
        zip.putArchiveEntry(new ZipArchiveEntry("twice"));
        zip.write(TEXT);
        zip.closeArchiveEntry();
      }
    }

    assertThatThrownBy(() -> Archives.folder(bytes.toByteArray()))
        .hasMessageContaining("entry twice")
        .hasMessageContaining("a second entry");
  }

  @Test
  void refusesEncryptedEntries() {
    byte[] zip = Archives.zip(Map.of("secret", TEXT));
    // The flag of encryption, in the local header and in the directory.
    zip[6] |= 1;
    zip[indexOf(zip, new byte[] {'P', 'K', 1, 2}) + 8] |= 1;

    assertThatThrownBy(() -> Archives.folder(zip)).hasMessageContaining("an encrypted entry");
  }

  @Test
  void refusesWhatIsNoArchiveOrEndsEarly() {
    byte[] zip = Archives.zip(Map.of("a", TEXT));

    assertThatThrownBy(() -> Archives.folder(new byte[0])).hasMessageContaining("an empty file");
    assertThatThrownBy(() -> Archives.folder(TEXT))
        .isInstanceOf(DatasetProblem.class)
        .hasMessageContaining("a zip archive");
    assertThatThrownBy(() -> Archives.folder(Arrays.copyOf(zip, zip.length - 10)))
        .isInstanceOf(DatasetProblem.class);
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    for (int at = 0; at + wanted.length <= bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    throw new AssertionError();
  }
}
