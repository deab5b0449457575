package org.hafnia.service.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.util.FileSystemUtils;

/**
 * Reads every list, and single things, with 200,000 jobs and 20 million metric rows present: {@code
 * mvn -B -pl service -am test -Dtest=ListingBenchTest -Dbench=listing
 * -Dsurefire.failIfNoSpecifiedTests=false}. {@code -Dbench.home} names a directory that is filled
 * once and kept.
 */
@EnabledIfSystemProperty(named = "bench", matches = "listing")
class ListingBenchTest {

  private static final double LIMIT_MILLIS = 50;
  private static final int REQUESTS = Integer.getInteger("bench.requests", 100);
  private static final Duration LONGEST = Duration.ofSeconds(3);
  private static final String OWN_HOME = "target/listing-bench";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Latencies latencies = new Latencies();

  @Test
  void listsManyJobs() throws IOException, SQLException, InterruptedException {
    var home = FilledHome.of(Path.of(System.getProperty("bench.home", OWN_HOME)));
    // Copies of jobs cannot be run.
    try (var service = ServiceProcess.start(home, Map.of("HAFNIA_ROLE", "api"))) {
      List<ListingRequests.Kind> kinds;
      try (var connection = service.connect()) {
        sizes(connection);
        kinds = ListingRequests.of(connection);
      }
      warm(service, kinds);
      for (var kind : kinds) {
        measure(service, kind, REQUESTS, latencies);
      }
    }
    latencies.print();
    verdict();
    if (System.getProperty("bench.home") == null) {
      FileSystemUtils.deleteRecursively(home);
    }
  }

  private static void sizes(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                """
                select (select count(*) from job), (select count(*) from epoch_metric),
                       pg_database_size(current_database()) >> 20
                """)) {
      row.next();
      System.out.printf(
          Locale.ROOT,
          "%,d jobs, %,d metric rows, database of %,d MB%n",
          row.getLong(1),
          row.getLong(2),
          row.getLong(3));
    }
  }

  /** Compiles what answers, and lets PostgreSQL's sessions plan as they do after a while. */
  private void warm(ServiceProcess service, List<ListingRequests.Kind> kinds)
      throws IOException, InterruptedException {
    for (int round = 0; round < 2; round++) {
      for (var kind : kinds) {
        measure(service, kind, 12, new Latencies());
      }
    }
  }

  private void measure(
      ServiceProcess service, ListingRequests.Kind kind, int requests, Latencies into)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    for (int i = 0; i < requests && System.nanoTime() < end; i++) {
      String path = kind.paths().get(i % kind.paths().size());
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path)).build();
      long start = System.nanoTime();
      var answer = client.send(request, BodyHandlers.ofByteArray());
      into.answered(kind.name(), System.nanoTime() - start, answer.statusCode());
    }
  }

  private void verdict() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    var above = new ArrayList<String>();
    latencies
        .above(99, LIMIT_MILLIS)
        .forEach((kind, millis) -> above.add(String.format(Locale.ROOT, "%s %.0f", kind, millis)));
    System.out.printf(
        Locale.ROOT,
        "%s: p99 of every request below %.0f ms: worst %.1f ms, %d of them above %s;"
            + " load average %.1f%n",
        above.isEmpty() ? "HOLDS" : "FAILS",
        LIMIT_MILLIS,
        latencies.worstPercentileMillis(99),
        above.size(),
        above,
        load);
    assertThat(latencies.errors()).isZero();
  }
}
