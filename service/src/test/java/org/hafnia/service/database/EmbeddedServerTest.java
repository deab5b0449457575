package org.hafnia.service.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServerTest {

  private static final Duration WAIT = Duration.ofSeconds(60);

  @TempDir private Path home;

  @Test
  void keepsDataThroughDeathAndRestartBehindItsPassword() throws Exception {
    var pidFile = home.resolve("data/postmaster.pid");
    try (var server = start()) {
      query(server, "create table kept as select 1 as x");
      assertThat(query(server, "show fsync")).isEqualTo("on");
      assertThat(query(server, "show synchronous_commit")).isEqualTo("on");
      assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), "postgres", "wrong"))
          .isInstanceOf(SQLException.class);
      assertThat(PosixFilePermissions.toString(mode())).isEqualTo("rw-------");

      refusesASecondService();
      var pid = Long.parseLong(Files.readAllLines(pidFile).getFirst());
      ProcessHandle.of(pid).orElseThrow().destroyForcibly();

      Awaitility.await()
          .atMost(WAIT)
          .ignoreExceptions()
          .until(() -> "1".equals(query(server, "select x from kept")));
    }

    // A pid that lives, but is not PostgreSQL's.
    Files.writeString(
        pidFile, ProcessHandle.current().pid() + "\n" + home.resolve("data") + "\n1\n1\n");
    try (var server = start()) {
      assertThat(query(server, "select x from kept")).isEqualTo("1");
    }
  }

  private void refusesASecondService() {
    assertThatThrownBy(this::start)
        .isInstanceOf(DatabaseStartFailure.class)
        .hasMessageContaining("process " + ProcessHandle.current().pid());
  }

  private EmbeddedServer start() {
    return EmbeddedServer.start(home, WAIT, () -> {});
  }

  private Set<PosixFilePermission> mode() throws IOException {
    return Files.getPosixFilePermissions(home.resolve("password"));
  }

  private static String query(EmbeddedServer server, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(server.jdbcUrl(), EmbeddedServer.USER, server.password());
        var statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (var rows = statement.getResultSet()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }
}
