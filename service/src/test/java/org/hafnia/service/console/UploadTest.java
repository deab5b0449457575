package org.hafnia.service.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir Path folder;
  private FakeService service;

  @BeforeEach
  void start() throws IOException {
    service = new FakeService();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void sendsTheFileAndShowsWhatIsInIt() throws IOException {
    var file = Files.writeString(folder.resolve("chip 7.csv.gz"), "rows");

    int exit = run("upload", file.toString(), "--kind", "cycling", "--mapping", "radar-cycling");

    assertThat(err.toString(UTF_8)).isEmpty();
    assertThat(exit).isZero();
    assertThat(service.posted.getFirst())
        .contains("\"name\":\"chip 7\"", "\"kind\":\"cycling\"", "\"mapping\":\"radar-cycling\"")
        .contains("filename=\"chip 7.csv.gz\"", "\r\n\r\nrows\r\n--");
    assertThat(out.toString(UTF_8))
        .contains("chip 7 " + service.uri() + "/v1/measurement-sets/1", "4,800")
        .contains("40, each with 120 to 120 rows", "LRS", "median 5080 ohm", "plots/histogram.svg");
  }

  @Test
  void sendsSeveralFilesAsOneSetInTheOrderThatIsAskedFor() throws IOException {
    var first = Files.writeString(folder.resolve("monday.csv.gz"), "rows of monday");
    var second = Files.writeString(folder.resolve("tuesday.csv"), "rows of tuesday");

    int exit = run("upload", first.toString(), second.toString(), "--kind", "cycling");

    assertThat(err.toString(UTF_8)).isEmpty();
    assertThat(exit).isZero();
    assertThat(service.posted).hasSize(1);
    assertThat(service.posted.getFirst())
        .contains("\"name\":\"monday\"")
        .containsSubsequence(
            "filename=\"monday.csv.gz\"",
            "rows of monday",
            "filename=\"tuesday.csv\"",
            "rows of tuesday");
  }

  @Test
  void sendsNothingWhereOneOfSeveralFilesCannotBeRead() throws IOException {
    var first = Files.writeString(folder.resolve("monday.csv"), "rows").toString();

    int exit = run("upload", first, folder.resolve("gone.csv").toString(), "--kind", "cycling");

    assertThat(exit).isEqualTo(Failure.FAILED);
    assertThat(err.toString(UTF_8)).contains("cannot read", "gone.csv");
    assertThat(service.posted).isEmpty();
  }

  @Test
  void showsTheRowsThatAreWrong() throws IOException {
    service.refusing(
        """
        {"title": "The measurements are invalid", "status": 422,
         "detail": "One row breaks a rule. Nothing was stored.",
         "errors": [{"pointer": "file:3:R", "value": "-5", "detail": "Line 3, column R: expected"}]}
        """);
    var file = Files.writeString(folder.resolve("bad.csv"), "rows");

    int exit = run("upload", file.toString(), "--kind", "cycling");

    assertThat(exit).isEqualTo(Failure.FAILED);
    assertThat(err.toString(UTF_8)).contains("One row breaks a rule", "file:3:R", "\"-5\"");
  }

  @Test
  void asksForAKindAndForAFileThatCanBeRead() throws IOException {
    var file = Files.writeString(folder.resolve("x.csv"), "rows").toString();

    assertThat(run("upload", file)).isEqualTo(Failure.USAGE);
    assertThat(run("upload", file + ".none", "--kind", "cycling")).isEqualTo(Failure.FAILED);
    assertThat(err.toString(UTF_8)).contains("--kind pulse-train", "cannot read");
  }

  private int run(String... words) {
    String[] all = Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--url";
    all[words.length + 1] = service.uri().toString();
    return new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
        .run(all);
  }
}
