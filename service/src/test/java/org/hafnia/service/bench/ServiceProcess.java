package org.hafnia.service.bench;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.hafnia.service.HafniaService;
import org.hafnia.service.web.TestHttp;

/**
 * The service in a process of its own with its PostgreSQL, started with the options of the launcher
 * {@code hafnia}; what is measured shares no heap and no garbage collector with what measures.
 */
final class ServiceProcess implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(5);
  private static final Duration STOP = Duration.ofMinutes(3);
  private static final List<String> OPTIONS =
      List.of(
          "--add-modules=jdk.incubator.vector",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Dai.djl.offline=true",
          "-Xmx3g",
          "-XX:+UseSerialGC",
          "-XX:MaxNewSize=64m",
          "-XX:MinHeapFreeRatio=10",
          "-XX:MaxHeapFreeRatio=20",
          "-XX:MetaspaceSize=128m");

  private final Process process;
  private final Path home;
  private final int port;

  private ServiceProcess(Process process, Path home, int port) {
    this.process = process;
    this.home = home;
    this.port = port;
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param environment such as {@code HAFNIA_ROLE}; {@code -Dbench.jvm} adds options of the JVM
   */
  static ServiceProcess start(Path home, Map<String, String> environment) throws IOException {
    Files.createDirectories(home);
    int port = freePort();
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(OPTIONS);
    Stream.of(System.getProperty("bench.jvm", "").split(" "))
        .filter(option -> !option.isBlank())
        .forEach(command::add);
    command.addAll(List.of("-cp", classPath(), HafniaService.class.getName()));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("service.log").toFile()));
    builder.environment().put("HAFNIA_HOME", home.toAbsolutePath().toString());
    builder.environment().put("SERVER_PORT", Integer.toString(port));
    builder.environment().putAll(environment);
    var service = new ServiceProcess(builder.start(), home, port);
    try {
      Awaitility.await()
          .atMost(START)
          .pollInterval(Duration.ofMillis(200))
          .ignoreExceptions()
          .until(() -> service.http().get("/actuator/health").status() == 200);
    } catch (ConditionTimeoutException late) {
      service.close();
      throw late;
    }
    return service;
  }

  /** What a user's installation has: no class of the tests, whose databases are others. */
  private static String classPath() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(all.split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  TestHttp http() {
    return new TestHttp(port);
  }

  int port() {
    return port;
  }

  /** A session of the superuser in its database. */
  Connection connect() throws SQLException, IOException {
    var directory = home.resolve("postgres");
    String password = Files.readString(directory.resolve("password")).strip();
    String url = "jdbc:postgresql://127.0.0.1:" + postmaster().get(3) + "/hafnia";
    return DriverManager.getConnection(url, "postgres", password);
  }

  private List<String> postmaster() throws IOException {
    return Files.readAllLines(home.resolve("postgres").resolve("data").resolve("postmaster.pid"));
  }

  /** CPU time so far of the service itself. */
  Duration cpu() {
    return cpu(process.toHandle());
  }

  /** CPU time so far of the processes of PostgreSQL that live now. */
  Duration databaseCpu() throws IOException {
    return ProcessHandle.of(Long.parseLong(postmaster().getFirst())).stream()
        .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.children()))
        .map(ServiceProcess::cpu)
        .reduce(Duration.ZERO, Duration::plus);
  }

  static Duration cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
