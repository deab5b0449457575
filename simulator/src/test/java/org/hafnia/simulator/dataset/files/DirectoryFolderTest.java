package org.hafnia.simulator.dataset.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryFolderTest {

  @TempDir private Path directory;

  @Test
  void readsFilesOfALinkedDirectoryAndLinkedFiles() throws IOException {
    var there = Files.createDirectories(directory.resolve("there/part"));
    Files.writeString(there.resolve("a.csv"), "1,2");
    var elsewhere = Files.writeString(directory.resolve("elsewhere.csv"), "3");
    Files.createSymbolicLink(there.resolve("b.csv"), elsewhere);
    var link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("there"));

    var folder = new DirectoryFolder(link);

    assertThat(folder.files()).containsExactly("part/a.csv", "part/b.csv");
    assertThat(folder.size("part/a.csv")).isEqualTo(3);
    try (var in = folder.open("part/b.csv")) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("3");
    }
  }

  @Test
  void doesNotGoRoundInCirclesAndLeavesHiddenFilesOut() throws IOException {
    var there = Files.createDirectories(directory.resolve("there"));
    Files.writeString(there.resolve("a.csv"), "1");
    Files.writeString(there.resolve(".hidden"), "2");
    Files.createSymbolicLink(there.resolve("up"), directory);

    assertThat(new DirectoryFolder(there).files()).containsExactly("a.csv");
  }
}
