package org.hafnia.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadDirectoryTest {

  @TempDir Path directory;

  @Test
  void removesWhatAKilledProcessLeftAndLeavesWhatALivingOneHas() throws Exception {
    var process = taker();
    try {
      assertThat(process.inputReader().readLine()).isEqualTo("taking an upload in");
      start();
      assertThat(left()).containsExactlyInAnyOrder("file-1.upload", "rows-1.spool", "up.tmp");
    } finally {
      process.destroyForcibly().waitFor();
    }

    start();

    assertThat(left()).isEmpty();
  }

  private void start() throws IOException {
    var service = new UploadDirectory(directory, Clock.systemUTC());
    service.open();
    service.destroy();
  }

  private List<String> left() throws IOException {
    try (var files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(".in-use"))
          .toList();
    }
  }

  private Process taker() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Taker.class.getName(),
            directory.toString())
        .redirectError(Redirect.DISCARD)
        .start();
  }

  /** A process in the middle of an upload. */
  static final class Taker {

    private Taker() {}

    public static void main(String[] args) throws IOException {
      var directory = Path.of(args[0]);
      new UploadDirectory(directory, Clock.systemUTC()).open();
      for (String name : List.of("file-1.upload", "rows-1.spool", "up.tmp")) {
        Files.writeString(directory.resolve(name), "half of a");
      }
      System.out.println("taking an upload in");
      System.out.flush();
      // Until it is killed, or the test itself is gone.
      System.in.transferTo(System.out);
    }
  }
}
