package org.hafnia.service.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a PostgreSQL of our own: durable, on loopback, behind a password; brought back when it dies.
 */
final class EmbeddedServer implements AutoCloseable {

  static final String USER = "postgres";
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
  private static final Duration WATCH = Duration.ofSeconds(1);
  // As long as a running job waits for its database.
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String DATABASE = "hafnia";

  private final ServerDirectory directory;
  private final Duration startWait;
  private final Runnable onLost;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("postgres-watch").factory());
  private volatile @Nullable EmbeddedPostgres server;
  private volatile int port;
  private volatile @Nullable Future<?> watching;
  private volatile boolean closing;
  private volatile @Nullable Long lostSince;

  private EmbeddedServer(ServerDirectory directory, Duration startWait, Runnable onLost) {
    this.directory = directory;
    this.startWait = startWait;
    this.onLost = onLost;
  }

  /**
   * Starts on a directory that no other process may use until this one ends.
   *
   * @param onLost when a PostgreSQL that died could not be brought back for minutes
   */
  static EmbeddedServer start(Path path, Duration startWait, Runnable onLost) {
    var directory = ServerDirectory.open(path);
    try {
      var server = new EmbeddedServer(directory, startWait, onLost);
      server.launch(0);
      server.watching =
          server.watch.scheduleWithFixedDelay(
              server::reviveIfDead, WATCH.toMillis(), WATCH.toMillis(), TimeUnit.MILLISECONDS);
      return server;
    } catch (IOException | SQLException | RuntimeException failure) {
      var told = directory.explain(failure);
      directory.close();
      throw told;
    }
  }

  String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
  }

  String password() {
    return directory.password();
  }

  private void launch(int wantedPort) throws IOException, SQLException {
    directory.prepare();
    var launched = directory.builder(startWait).setPort(wantedPort).start();
    server = launched;
    port = launched.getPort();
    directory.initialised();
    createDatabase(launched);
    LOG.info("PostgreSQL runs at {}, data in {}", jdbcUrl(), directory.data());
  }

  private void createDatabase(EmbeddedPostgres launched) throws SQLException {
    try (var connection = launched.getPostgresDatabase().getConnection();
        var statement = connection.createStatement();
        var found =
            statement.executeQuery(
                "select 1 from pg_database where datname = '" + DATABASE + "'")) {
      if (!found.next()) {
        statement.execute("create database " + DATABASE);
      }
    }
  }

  private void reviveIfDead() {
    if (closing || answers()) {
      lostSince = null;
      return;
    }
    try {
      if (directory.postmaster().running().isPresent()) {
        return;
      }
      LOG.error("PostgreSQL died; it is started again");
      // Its pid file must not lead the clean-up to a stranger that has the pid by now.
      directory.postmaster().clear();
      release();
      launch(port);
      LOG.info("PostgreSQL is back");
    } catch (IOException | SQLException | RuntimeException failure) {
      giveUpInTime(failure);
    }
  }

  /** A full disk, for example, may have room again soon; jobs and requests wait meanwhile. */
  private void giveUpInTime(Exception failure) {
    long now = System.nanoTime();
    long since = Objects.requireNonNullElse(lostSince, now);
    lostSince = since;
    if (now - since < PATIENCE.toNanos()) {
      LOG.error(
          "PostgreSQL could not be started again, its log says why ({}); trying once more: {}",
          directory.data().resolveSibling("log"),
          failure.toString());
      return;
    }
    LOG.error("PostgreSQL could not be started again; the service ends", failure);
    // In a thread of its own: the end of the service waits for this one.
    Thread.ofPlatform().name("postgres-lost").start(onLost);
    watch.shutdown();
  }

  private boolean answers() {
    try (var socket = new Socket()) {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      socket.connect(address, (int) WATCH.toMillis());
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  /** Once for each launch: the library cannot close a server twice. */
  private void release() throws IOException {
    var running = server;
    if (running != null) {
      server = null;
      running.close();
    }
  }

  /** Stops PostgreSQL with a checkpoint, so that the next start has nothing to recover. */
  @Override
  public void close() throws IOException {
    closing = true;
    var periodic = watching;
    if (periodic != null) {
      periodic.cancel(false);
    }
    watch.shutdown();
    try {
      watch.awaitTermination(startWait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    release();
    directory.close();
  }
}
