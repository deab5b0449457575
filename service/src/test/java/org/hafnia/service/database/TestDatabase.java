package org.hafnia.service.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.springframework.util.FileSystemUtils;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The one place that chooses the PostgreSQL of the tests: a container where a Docker engine answers
 * and has or gets the image, our embedded server elsewhere. Databases are copies of one template.
 */
public final class TestDatabase {

  private static final String IMAGE = "postgres:18";
  private static final Duration IMAGE_WAIT = Duration.ofSeconds(60);
  private static final String TEMPLATE = "hafnia_template";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String url;
  private final String user;
  private final String password;

  private TestDatabase(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  /** A migrated database that nobody else uses. */
  public static synchronized TestDatabase fresh() {
    var server = Server.INSTANCE;
    var name = "test_" + COUNT.incrementAndGet();
    server.execute("create database " + name + " template " + TEMPLATE);
    return server.database(name);
  }

  /** What a service needs to use it. Its sessions have another time zone than the JVM. */
  public Map<String, String> properties() {
    return Map.of(
        "hafnia.database.url", url,
        "hafnia.database.user", user,
        "hafnia.database.password", password,
        "hafnia.home", "target/test-home",
        "spring.datasource.hikari.connection-init-sql", "set time zone 'America/St_Johns'");
  }

  /** A server for all tests of this JVM. */
  private record Server(String address, String user, String password) {

    static final Server INSTANCE = choose();

    private static Server choose() {
      var server = container();
      server.awaitAnswer();
      System.out.printf("The tests use PostgreSQL %s%n", server.address());
      server.execute("create database " + TEMPLATE);
      var template = server.database(TEMPLATE);
      Flyway.configure()
          .dataSource(template.url, template.user, template.password)
          .load()
          .migrate();
      return server;
    }

    private static Server container() {
      try {
        if (hasImage() && DockerClientFactory.instance().isDockerAvailable()) {
          var container = new PostgreSQLContainer(IMAGE);
          container.start();
          Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
          return new Server(
              "jdbc:postgresql://" + container.getHost() + ":" + container.getMappedPort(5432),
              container.getUsername(),
              container.getPassword());
        }
      } catch (IOException | RuntimeException noContainer) {
        System.out.printf("No container of %s: %s%n", IMAGE, noContainer.getMessage());
      }
      return embedded();
    }

    /** Asked of the engine beforehand: the library would try for minutes to pull it. */
    private static boolean hasImage() throws IOException {
      return succeeds("docker", "image", "inspect", IMAGE)
          || succeeds("docker", "pull", "--quiet", IMAGE);
    }

    private static boolean succeeds(String... command) throws IOException {
      var process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        return process.waitFor(IMAGE_WAIT.toSeconds(), TimeUnit.SECONDS)
            && process.exitValue() == 0;
      } catch (InterruptedException interrupted) {
        throw new IOException(interrupted);
      } finally {
        process.destroy();
      }
    }

    private static Server embedded() {
      try {
        var directory = Files.createDirectories(Path.of("target", "test-postgres"));
        var own = directory.resolve(Long.toString(ProcessHandle.current().pid()));
        var server = EmbeddedServer.start(own, Duration.ofSeconds(60), () -> {});
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server, own)));
        var url = server.jdbcUrl();
        return new Server(
            url.substring(0, url.lastIndexOf('/')), EmbeddedServer.USER, server.password());
      } catch (IOException failure) {
        throw new IllegalStateException(failure);
      }
    }

    private static void close(EmbeddedServer server, Path directory) {
      try {
        server.close();
        FileSystemUtils.deleteRecursively(directory);
      } catch (IOException failure) {
        throw new IllegalStateException(failure);
      }
    }

    TestDatabase database(String name) {
      return new TestDatabase(address + "/" + name, user, password);
    }

    /** A container says that it is ready once before it starts for good. */
    private void awaitAnswer() {
      Awaitility.await().atMost(IMAGE_WAIT).ignoreExceptions().until(() -> execute("select 1"));
    }

    private boolean execute(String sql) {
      try (var connection = DriverManager.getConnection(address + "/postgres", user, password);
          var statement = connection.createStatement()) {
        return statement.execute(sql);
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      }
    }
  }
}
