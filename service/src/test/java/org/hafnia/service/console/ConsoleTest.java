package org.hafnia.service.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hafnia.service.console.FakeService.epoch;
import static org.hafnia.service.console.FakeService.event;
import static org.hafnia.service.console.FakeService.job;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleTest {

  private static final String REQUEST =
      """
      {"dataset": "synthetic-digits", "network": {"preset": "mlp", "hidden": [512]}}""";

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
  void showsProgressAndResultOfASubmittedTraining() throws IOException {
    service.connection(
        event(1, "state", job("running", 0, "\"stage\": \"loading\", ")),
        event(2, "epoch", epoch(1, 0.9)),
        event(3, "progress", job("running", 0.5, "\"etaSeconds\": 12, ")),
        event(4, "epoch", epoch(2, 0.95)),
        event(5, "state", job("succeeded", 1, "")));

    int exit = run("submit", file(REQUEST), "--watch");

    assertThat(errors()).isEmpty();
    assertThat(exit).isZero();
    assertThat(service.posted).containsExactly(REQUEST);
    assertThat(output())
        .contains("running: loading", "\nepoch  1/2  loss 0.5000", "ETA 12 s", "two epochs")
        .contains("95.00 % (95 % interval 94.30 % to 95.60 %; 4,750 of 5,000 right)")
        .contains("2,469,134 on 813,056 devices, 3 each", "1.53 mJ")
        .contains(service.uri() + "/v1/jobs/" + FakeService.ID + "/artifacts/accuracy.svg");
  }

  @Test
  void redrawsOneLineOnATerminal() throws IOException {
    service.connection(
        event(1, "state", job("running", 0.25, "\"etaSeconds\": 90, ")),
        event(2, "epoch", epoch(1, 0.9)),
        event(3, "state", job("succeeded", 1, "")));

    run("submit", file(REQUEST), "--watch", "--columns", "100");

    assertThat(output())
        .contains("\repoch  1/2  [######..................]  25 %  ETA 1 min 30 s")
        .contains("\repoch  2/2  [######..................]  25 %  test 90.00 %");
  }

  @Test
  void goesOnAfterTheLastEventSeenWhenTheConnectionBreaks() {
    service
        .connection(event(7, "progress", job("running", 0.1, "")))
        .connection(": still there\n\n", event(9, "state", job("succeeded", 1, "")));

    int exit = run("watch", FakeService.ID);

    assertThat(exit).isZero();
    assertThat(service.lastEventIds).containsExactly("none", "7");
  }

  @Test
  void failsWhenTheJobFailedAndSaysWhy() {
    service.connection(
        event(
            1,
            "state",
            job(
                "failed",
                0.3,
                """
                "problem": {"title": "Out of memory", "status": 500, "detail": "needs 9 GB"}, \
                """)));

    int exit = run("watch", FakeService.ID);

    assertThat(exit).isEqualTo(Failure.FAILED);
    assertThat(errors()).contains("the job failed: Out of memory: needs 9 GB", "/log");
  }

  @Test
  void failsWhenTheJobWasCancelled() {
    service.connection(event(1, "state", job("cancelled", 0.3, "")));

    int exit = run("watch", FakeService.ID);

    assertThat(exit).isEqualTo(Failure.FAILED);
    assertThat(errors()).contains("the job was cancelled");
  }

  @Test
  void printsPointerValueAndDetailOfEveryError() throws IOException {
    service.refusing(
        """
        {"type": "/docs/problems/invalid-request", "title": "Invalid request", "status": 422,
         "errors": [{"pointer": "/epochs", "value": 0, "detail": "must be at least 1"},
                    {"pointer": "/netwrk", "detail": "unknown; nearest is network"}]}""");

    int exit = run("submit", file(REQUEST));

    assertThat(exit).isEqualTo(Failure.FAILED);
    assertThat(errors())
        .contains("422 Invalid request", "/epochs  0  must be at least 1")
        .contains("/netwrk  unknown; nearest is network", "/docs/problems/invalid-request");
  }

  @Test
  void saysWhereARequestIsNoJson() throws IOException {
    int exit = run("submit", file("{\n  \"epochs\": }"));

    assertThat(exit).isEqualTo(Failure.FAILED);
    assertThat(errors()).contains("no JSON: line 2");
    assertThat(service.posted).isEmpty();
  }

  @Test
  void saysThatARequestIsEmpty() throws IOException {
    int exit = run("submit", file(""));

    assertThat(exit).isEqualTo(Failure.FAILED);
    assertThat(errors()).contains("the request is empty");
    assertThat(service.posted).isEmpty();
  }

  @Test
  void asksForThePathOfARequestItDoesNotKnow() throws IOException {
    int exit = run("submit", file("{\"colour\": \"blue\"}"));

    assertThat(exit).isEqualTo(Failure.USAGE);
    assertThat(errors()).contains("--to");
  }

  @Test
  void saysWhatIsMissingWhenNoServiceAnswers() throws IOException {
    service.close();

    int exit = run("submit", file(REQUEST));

    assertThat(exit).isEqualTo(Failure.SERVICE_LOST);
    assertThat(errors()).contains("no service answers at " + service.uri(), "HAFNIA_URL");
  }

  @Test
  void refusesWordsThatItDoesNotKnow() {
    assertThat(run("sumbit", "x.json")).isEqualTo(Failure.USAGE);
    assertThat(run("watch")).isEqualTo(Failure.USAGE);
    assertThat(run("watch", "not-an-id")).isEqualTo(Failure.USAGE);
    assertThat(run("watch", FakeService.ID, "--colour")).isEqualTo(Failure.USAGE);
  }

  private int run(String... words) {
    String[] all = java.util.Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--url";
    all[words.length + 1] = service.uri().toString();
    return new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
        .run(all);
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("request.json"), text).toString();
  }

  private String output() {
    return out.toString(UTF_8);
  }

  private String errors() {
    return err.toString(UTF_8);
  }
}
