package org.hafnia.service.jobs.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.jobs.FakeHandler;
import org.hafnia.service.jobs.JobContext.Level;
import org.hafnia.service.jobs.JobState;
import org.hafnia.service.jobs.JobsHarness;
import org.hafnia.service.jobs.JobsTestApplication;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@FreshDatabase
@SpringBootTest(
    classes = JobsTestApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class JobsOverHttpTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();
  @Autowired private ApplicationContext context;
  @LocalServerPort private int port;
  private JobsHarness harness;

  @BeforeEach
  void look() {
    harness = JobsHarness.of(context);
  }

  @Test
  void streamsEventsToTheEndAndGoesOnAfterTheLastOneSeen() throws Exception {
    var gate = new CountDownLatch(1);
    var id =
        harness.submit(
            job -> {
              job.log(Level.WARNING, "two\nlines");
              job.epoch(Map.of("epoch", 1), "epoch 1", () -> {});
              JobsHarness.pass(gate);
              return FakeHandler.done();
            });
    var events = "/v1/jobs/" + id + "/events";

    var streaming = client.sendAsync(request(events).build(), BodyHandlers.ofString());
    gate.countDown();
    var stream = streaming.get().body();

    assertThat(names(stream)).containsExactly("state", "state", "log", "epoch", "log", "state");
    assertThat(stream).contains("\"level\":\"warning\"").contains("two\\nlines");
    var rest = send(request(events).header("Last-Event-ID", "3"));
    assertThat(names(rest.body())).containsExactly("epoch", "log", "state");
    assertThat(send(request(events).header("Last-Event-ID", "6")).statusCode()).isEqualTo(204);
    assertThat(send(request("/v1/jobs/" + UUID.randomUUID() + "/events")).statusCode())
        .isEqualTo(404);
  }

  @Test
  void letsFollowersGo() throws Exception {
    var feed = context.getBean(EventFeed.class);
    var id = harness.submit(JobsHarness::untilStopped);
    harness.await(id, JobState.RUNNING);
    var stream =
        client.send(request("/v1/jobs/" + id + "/events").build(), BodyHandlers.ofInputStream());
    Awaitility.await().until(feed::followers, count -> count == 1);

    stream.body().close();
    harness.jobs().cancel(id);

    Awaitility.await().until(feed::followers, count -> count == 0);
  }

  @Test
  void pagesThroughJobsNewestFirst() throws Exception {
    var ids = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      var id = harness.submit(job -> FakeHandler.done());
      harness.await(id, JobState.SUCCEEDED);
      ids.addFirst(id.toString());
    }

    var seen = new ArrayList<String>();
    var path = "/v1/jobs?limit=2&state=succeeded&kind=training";
    for (var page = get(path);
        ;
        page = get(path + "&cursor=" + page.get("nextCursor").asString())) {
      page.get("items").forEach(item -> seen.add(item.get("id").asString()));
      if (!page.has("nextCursor")) {
        break;
      }
    }

    assertThat(seen).containsSubsequence(ids).doesNotHaveDuplicates();
    assertThat(send(request("/v1/jobs?cursor=nonsense")).statusCode()).isEqualTo(400);
  }

  @Test
  void answersUnchangedPollsWithoutABody() throws Exception {
    var id = harness.submit(job -> FakeHandler.done());
    harness.await(id, JobState.SUCCEEDED);
    var tag = send(request("/v1/jobs/" + id)).headers().firstValue("ETag").orElseThrow();

    var again = send(request("/v1/jobs/" + id).header("If-None-Match", tag));

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void servesDrawingsThatCannotRunAnything() throws Exception {
    var id =
        harness.submit(
            job -> {
              job.artifact("a.svg", "image/svg+xml", "<svg/>".getBytes(StandardCharsets.UTF_8));
              return FakeHandler.done();
            });
    harness.await(id, JobState.SUCCEEDED);

    var answer = send(request("/v1/jobs/" + id + "/artifacts/a.svg"));

    assertThat(answer.body()).isEqualTo("<svg/>");
    assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    assertThat(answer.headers().firstValue("Content-Disposition").orElse("")).startsWith("inline");
    var tag = answer.headers().firstValue("ETag").orElseThrow();
    var cached = request("/v1/jobs/" + id + "/artifacts/a.svg").header("If-None-Match", tag);
    assertThat(send(cached).statusCode()).isEqualTo(304);
    assertThat(send(request("/v1/jobs/" + id + "/artifacts/b.svg")).statusCode()).isEqualTo(404);
  }

  @Test
  void pagesThroughTheLog() throws Exception {
    var id =
        harness.submit(
            job -> {
              job.log(Level.INFO, "one");
              job.log(Level.ERROR, "two");
              return FakeHandler.done();
            });
    harness.await(id, JobState.SUCCEEDED);

    var first = get("/v1/jobs/" + id + "/log?limit=1").get("items").get(0);
    var after = first.get("sequence").asLong();
    var second = get("/v1/jobs/" + id + "/log?after=" + after).get("items");

    assertThat(first.get("message").asString()).isEqualTo("one");
    assertThat(second).hasSize(1);
    assertThat(second.get(0).get("level").asString()).isEqualTo("error");
  }

  @Test
  void repeatsNothingForAKeySeenBefore() throws Exception {
    var id = harness.submit(job -> FakeHandler.done());
    harness.await(id, JobState.SUCCEEDED);

    var refused = post("/v1/jobs/" + id + "/retry", "k1");
    var unknown = post("/v1/jobs/" + UUID.randomUUID() + "/cancel", "k1");

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(unknown.statusCode()).isEqualTo(404);
  }

  private static List<String> names(String stream) {
    return stream
        .lines()
        .filter(line -> line.startsWith("event: "))
        .map(line -> line.substring(7))
        .toList();
  }

  private HttpResponse<String> post(String path, String key)
      throws IOException, InterruptedException {
    var nothing = HttpRequest.BodyPublishers.noBody();
    return send(request(path).header("Idempotency-Key", key).POST(nothing));
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return json.readTree(send(request(path)).body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
