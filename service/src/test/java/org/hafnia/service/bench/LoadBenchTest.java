package org.hafnia.service.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.util.FileSystemUtils;

/**
 * Readers and submitters beside a training, quiet and loaded windows in turn: {@code mvn -B -pl
 * service -am test -Dtest=LoadBenchTest -Dbench=load -Dsurefire.failIfNoSpecifiedTests=false}.
 * {@code -Dbench.workers} jobs are run side by side, 2 unless told, as in any installation; {@code
 * -Dbench.trainings=2} keeps both busy, so that no core is left. Submitters send measurement sets,
 * and trainings that wait where no worker is free: one that started would be another training.
 * {@code -Dbench.home} may name a directory that {@link ListingBenchTest} has filled.
 */
@EnabledIfSystemProperty(named = "bench", matches = "load")
class LoadBenchTest {

  private static final double LIMIT_MILLIS = 100;
  private static final double LIMIT_SLOWDOWN = 0.15;
  private static final int WORKERS = Integer.getInteger("bench.workers", 2);
  private static final int TRAININGS = Integer.getInteger("bench.trainings", 1);
  private static final Duration WINDOW =
      Duration.ofSeconds(Integer.getInteger("bench.seconds", 15));
  // Many and short, for trainings change their pace by themselves.
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 6);
  // Of a service that has been up for minutes: within 20 s the JIT still takes 0.2 cores.
  private static final Duration WARM_UP =
      Duration.ofSeconds(Integer.getInteger("bench.warmup", 120));
  private static final Duration CEILING = Duration.ofSeconds(15);
  private final List<UUID> trainings = new ArrayList<>();

  /** Time with or without the load, and what it was used for. */
  private record Window(
      Instant from, Instant to, double epochs, Duration service, Duration database) {

    double seconds() {
      return Duration.between(from, to).toNanos() / 1e9;
    }
  }

  @Test
  void answersBesideTrainings() throws IOException, SQLException, InterruptedException {
    var home = Path.of(System.getProperty("bench.home", "target/load-bench"));
    var environment = Map.of("HAFNIA_JOBS_WORKERS", Integer.toString(WORKERS));
    try (var service = ServiceProcess.start(home, environment)) {
      startTrainings(service);
      try (var clients = new LoadClients(service.port(), trainings, TRAININGS >= WORKERS)) {
        clients.submitOwnJobs();
        clients.run(WARM_UP, Duration.ofSeconds(1), new Latencies());
        measure(service, clients);
      }
      // The next run shall not go on with these.
      trainings.forEach(id -> service.http().post("/v1/jobs/" + id + "/cancel", ""));
    }
    if (System.getProperty("bench.home") == null) {
      FileSystemUtils.deleteRecursively(home);
    }
  }

  private void startTrainings(ServiceProcess service) {
    for (int i = 1; i <= TRAININGS; i++) {
      var training =
          """
          {"name": "beside the load %d", "dataset": "synthetic-digits", "trainSamples": 5000,
           "testSamples": 500, "seed": %d, "epochs": 10000, "batchSize": 500, "priority": 100,
           "network": {"preset": "mlp", "hidden": [512]}, "hardware": {"scheme": "weak-reset"},
           "optimizer": {"name": "adam-pulses", "learningRate": 8}}
          """
              .formatted(i, i);
      var answer = service.http().post("/v1/trainings", training);
      assertThat(answer.status()).as(answer.text()).isEqualTo(202);
      trainings.add(UUID.fromString(answer.json().path("id").asString()));
    }
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> trainings.stream().allMatch(id -> epochs(service, id) > 3));
  }

  private static int epochs(ServiceProcess service, UUID training) {
    return service.http().get("/v1/trainings/" + training + "/metrics").json().path("items").size();
  }

  private void measure(ServiceProcess service, LoadClients clients)
      throws IOException, SQLException, InterruptedException {
    var quiet = new ArrayList<Window>();
    var loaded = new ArrayList<Window>();
    var latencies = new Latencies();
    var own = ServiceProcess.cpu(ProcessHandle.current());
    var clientCpu = Duration.ZERO;
    for (int round = 0; round < ROUNDS; round++) {
      quiet.add(window(service, () -> Thread.sleep(WINDOW)));
      own = ServiceProcess.cpu(ProcessHandle.current());
      loaded.add(window(service, () -> clients.run(WINDOW, Duration.ofSeconds(1), latencies)));
      clientCpu = clientCpu.plus(ServiceProcess.cpu(ProcessHandle.current())).minus(own);
    }
    quiet.add(window(service, () -> Thread.sleep(WINDOW.dividedBy(2))));
    System.out.printf(
        "%d readers, a poll a second each; %d submitters, a POST every %d s each; %d trainings%n",
        LoadClients.READERS, LoadClients.SUBMITTERS, LoadClients.PAUSE.toSeconds(), TRAININGS);
    latencies.print();
    shares("quiet ", quiet);
    shares("loaded", loaded);
    double seconds = loaded.stream().mapToDouble(Window::seconds).sum();
    System.out.printf(
        Locale.ROOT,
        "%.0f requests/s; the clients took %.2f cores%n",
        latencies.count() / seconds,
        clientCpu.toNanos() / 1e9 / seconds);
    ceiling(clients);
    verdict(latencies, 1 - rate(loaded) / rate(quiet));
  }

  /** Work that may be interrupted. */
  private interface Work {
    void run() throws InterruptedException;
  }

  private Window window(ServiceProcess service, Work work)
      throws IOException, SQLException, InterruptedException {
    var from = Instant.now();
    var cpu = service.cpu();
    var database = service.databaseCpu();
    work.run();
    var to = Instant.now();
    return new Window(
        from,
        to,
        epochsPerSecond(service, from, to),
        service.cpu().minus(cpu),
        service.databaseCpu().minus(database));
  }

  /** Of all trainings together, from the end of an epoch to the end of another one. */
  private double epochsPerSecond(ServiceProcess service, Instant from, Instant to)
      throws IOException, SQLException {
    double sum = 0;
    try (var connection = service.connect();
        var query =
            connection.prepareStatement(
                """
                select (count(*) - 1) / extract(epoch from max(finished_at) - min(finished_at))
                from epoch_metric where training_id = ? and finished_at between ? and ?
                """)) {
      for (var training : trainings) {
        query.setObject(1, training);
        query.setTimestamp(2, Timestamp.from(from));
        query.setTimestamp(3, Timestamp.from(to));
        try (var row = query.executeQuery()) {
          row.next();
          sum += row.getDouble(1);
        }
      }
    }
    return sum;
  }

  private static void shares(String name, List<Window> windows) {
    for (var window : windows) {
      System.out.printf(
          Locale.ROOT,
          "%s %.0f s: %.3f epochs/s; service with its trainings %.2f cores, PostgreSQL %.2f%n",
          name,
          window.seconds(),
          window.epochs(),
          window.service().toNanos() / 1e9 / window.seconds(),
          window.database().toNanos() / 1e9 / window.seconds());
    }
  }

  private static double rate(List<Window> windows) {
    double seconds = windows.stream().mapToDouble(Window::seconds).sum();
    return windows.stream().mapToDouble(each -> each.epochs() * each.seconds()).sum() / seconds;
  }

  private static void ceiling(LoadClients clients) throws InterruptedException {
    var latencies = new Latencies();
    clients.run(CEILING, Duration.ZERO, latencies);
    System.out.printf(
        Locale.ROOT,
        "for information: as fast as they can, %.0f requests/s, worst p99 %.0f ms, %d errors%n",
        latencies.count() / (double) CEILING.toSeconds(),
        latencies.worstPercentileMillis(99),
        latencies.errors());
  }

  private static void verdict(Latencies latencies, double slowdown) {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    double worst = latencies.worstPercentileMillis(99);
    say(
        worst < LIMIT_MILLIS,
        "p99 of every request below 100 ms: worst %.1f ms; load average %.1f"
            .formatted(worst, load));
    say(
        slowdown < LIMIT_SLOWDOWN,
        "trainings slowed by less than 15 %%: %.1f %%".formatted(100 * slowdown));
    say(latencies.errors() == 0, "no error: " + latencies.errors());
    assertThat(latencies.errors()).isZero();
  }

  private static void say(boolean holds, String what) {
    System.out.println((holds ? "HOLDS: " : "FAILS: ") + what);
  }
}
