package org.hafnia.service.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * People and scripts at work: readers who poll a job each, with its ETag, and now and then look at
 * lists; submitters of trainings and of small measurement sets, each with an Idempotency-Key.
 */
final class LoadClients implements AutoCloseable {

  static final int READERS = 200;
  static final int SUBMITTERS = 20;
  static final Duration PAUSE = Duration.ofSeconds(2);
  // Of ten requests of a reader, one is for something else than the job.
  private static final int LOOK_AROUND = 10;
  private static final int ROWS = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final AtomicLong NUMBER = new AtomicLong(System.currentTimeMillis());
  private final List<Wire> wires;
  private final List<UUID> trainings;
  private final boolean submitsTrainings;
  private final UUID[] jobs = new UUID[READERS];
  private final Map<String, String> tags = new ConcurrentHashMap<>();
  private volatile String set = "";

  LoadClients(int port, List<UUID> trainings, boolean submitsTrainings) {
    this.wires =
        IntStream.range(0, READERS + SUBMITTERS).mapToObj(client -> new Wire(port)).toList();
    this.trainings = trainings;
    this.submitsTrainings = submitsTrainings;
  }

  /**
   * Every reader has a job: a tenth of them the trainings that run, the others one that waits, or
   * one that has ended where a worker is free.
   */
  void submitOwnJobs() {
    var unmeasured = new Latencies();
    for (int reader = 0; reader < READERS; reader++) {
      jobs[reader] =
          reader % 10 == 0
              ? trainings.get(reader / 10 % trainings.size())
              : UUID.fromString(located(submitTraining(wires.getFirst(), unmeasured)));
    }
    set = located(uploadSet(wires.getFirst(), unmeasured));
    assertThat(unmeasured.errors()).isZero();
  }

  private static String located(Wire.Answer answer) {
    String location = Objects.requireNonNull(answer.headers().get("location"));
    return location.substring(location.lastIndexOf('/') + 1);
  }

  /**
   * All of them for that long.
   *
   * @param poll from one request of a reader to the next one; none where it is zero
   */
  void run(Duration time, Duration poll, Latencies latencies) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    // Platform threads: to wake one costs less than a virtual thread with its timer and poller.
    try (var threads = Executors.newCachedThreadPool()) {
      for (int reader = 0; reader < READERS; reader++) {
        int number = reader;
        threads.execute(() -> every(poll, number, end, turn -> read(number, turn, latencies)));
      }
      for (int submitter = 0; submitter < SUBMITTERS; submitter++) {
        int number = submitter;
        threads.execute(
            () ->
                every(
                    PAUSE,
                    number * 10,
                    end,
                    turn -> submit(wires.get(READERS + number), turn, latencies)));
      }
      threads.shutdown();
      threads.awaitTermination(time.plus(PATIENCE).toSeconds(), TimeUnit.SECONDS);
    }
  }

  /** What a client does in its n-th turn. */
  private interface Turn {
    void take(int turn);
  }

  /** Turns at fixed times, those of different clients spread evenly. */
  private static void every(Duration interval, int client, long end, Turn work) {
    long next = System.nanoTime() + interval.toNanos() * client / READERS;
    for (int turn = client; next < end && System.nanoTime() < end; turn++) {
      for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      work.take(turn);
      next += interval.toNanos();
    }
  }

  private void read(int reader, int turn, Latencies latencies) {
    var wire = wires.get(reader);
    if (turn % LOOK_AROUND != 0) {
      get(wire, "GET /v1/jobs/{id}", "/v1/jobs/" + jobs[reader], latencies);
      return;
    }
    String training = "/v1/trainings/" + trainings.getFirst();
    switch (turn / LOOK_AROUND % 8) {
      case 0 -> get(wire, "GET /v1/jobs", "/v1/jobs", latencies);
      case 1 -> get(wire, "GET /v1/jobs?state=running", "/v1/jobs?state=running", latencies);
      case 2 -> get(wire, "GET /v1/trainings", "/v1/trainings?limit=20", latencies);
      case 3 -> get(wire, "GET /v1/trainings/{id}", training, latencies);
      case 4 -> get(wire, "GET /v1/trainings/{id}/metrics", training + "/metrics", latencies);
      case 5 -> get(wire, "GET /v1/measurement-sets", "/v1/measurement-sets", latencies);
      case 6 ->
          get(
              wire,
              "GET /v1/measurement-sets/{id}/points",
              "/v1/measurement-sets/" + set + "/points",
              latencies);
      default -> get(wire, "GET /", "/", latencies);
    }
  }

  private void submit(Wire wire, int turn, Latencies latencies) {
    if (submitsTrainings && turn % 2 == 0) {
      submitTraining(wire, latencies);
    } else {
      uploadSet(wire, latencies);
    }
  }

  private Wire.Answer submitTraining(Wire wire, Latencies latencies) {
    long number = NUMBER.incrementAndGet();
    var body =
        """
        {"name": "of a sweep %d", "dataset": "synthetic-digits", "trainSamples": 1000, "seed": %d,
         "epochs": 1, "network": {"preset": "mlp", "hidden": [64]}, "hardware": {"scheme": "ideal"},
         "optimizer": {"name": "adam", "learningRate": 0.001}, "priority": 1}
        """
            .formatted(number, number);
    var headers = Map.of("Idempotency-Key", "t" + number, "Content-Type", "application/json");
    return send(wire, "POST /v1/trainings", headers, body, latencies);
  }

  private Wire.Answer uploadSet(Wire wire, Latencies latencies) {
    long number = NUMBER.incrementAndGet();
    var body = new StringBuilder();
    body.append("--b\r\nContent-Disposition: form-data; name=\"request\"\r\n\r\n{\"name\": \"set ");
    body.append(number).append("\", \"kind\": \"pulse-train\"}\r\n--b\r\nContent-Disposition:");
    body.append(" form-data; name=\"file\"; filename=\"set.csv\"\r\n\r\n");
    body.append("device,pulse,resistanceOhm\n");
    for (long row = 0; row < ROWS; row++) {
      body.append("d0,").append(row).append(',').append(5000 + (number * 31 + row * 7) % 9001);
      body.append('.').append(number % 100_000_000).append('\n');
    }
    body.append("\r\n--b--\r\n");
    var headers =
        Map.of("Idempotency-Key", "m" + number, "Content-Type", "multipart/form-data; boundary=b");
    return send(wire, "POST /v1/measurement-sets", headers, body.toString(), latencies);
  }

  private void get(Wire wire, String kind, String path, Latencies latencies) {
    String known = tags.get(path);
    var headers = known == null ? Map.<String, String>of() : Map.of("If-None-Match", known);
    long start = System.nanoTime();
    try {
      var answer = wire.exchange("GET", path, headers, new byte[0]);
      latencies.answered(kind, System.nanoTime() - start, answer.status());
      String tag = answer.headers().get("etag");
      if (tag != null) {
        tags.put(path, tag);
      }
    } catch (IOException failure) {
      latencies.failed(kind, failure.toString());
    }
  }

  private static Wire.Answer send(
      Wire wire, String kind, Map<String, String> headers, String body, Latencies latencies) {
    long start = System.nanoTime();
    try {
      String path = kind.substring(kind.indexOf(' ') + 1);
      var answer = wire.exchange("POST", path, headers, body.getBytes(UTF_8));
      latencies.answered(kind, System.nanoTime() - start, answer.status());
      return answer;
    } catch (IOException failure) {
      latencies.failed(kind, failure.toString());
      return new Wire.Answer(0, Map.of());
    }
  }

  @Override
  public void close() throws IOException {
    for (var wire : wires) {
      wire.close();
    }
  }
}
