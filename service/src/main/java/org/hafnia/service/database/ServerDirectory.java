package org.hafnia.service.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/** The directory of a PostgreSQL of our own: lock, password, binaries, log and data. */
final class ServerDirectory implements AutoCloseable {

  private static final long LEAST_SPACE_BYTES = 128L << 20;
  private static final long LOG_BYTES = 16L << 20;
  private static final Map<String, String> SETTINGS =
      Map.of(
          "fsync", "on",
          "synchronous_commit", "on",
          "listen_addresses", "127.0.0.1",
          "unix_socket_directories", "",
          "max_connections", "100");
  // The library hands these to initdb as --key=value, after its own "-A trust".
  private static final Map<String, String> INITIAL =
      Map.of(
          "auth", "scram-sha-256",
          "locale", "C",
          "locale-provider", "builtin",
          "builtin-locale", "C.UTF-8");

  private final Path path;
  private final DirectoryLock lock;
  private final String password;

  private ServerDirectory(Path path, DirectoryLock lock, String password) {
    this.path = path;
    this.lock = lock;
    this.password = password;
  }

  static ServerDirectory open(Path path) {
    try {
      var absolute = path.toAbsolutePath().normalize();
      Files.createDirectories(absolute);
      Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString("rwx------"));
      refuseFullDisk(absolute);
      var lock = DirectoryLock.take(absolute);
      return new ServerDirectory(absolute, lock, readOrMakePassword(absolute.resolve("password")));
    } catch (IOException failure) {
      throw unusable(path, failure);
    }
  }

  Path data() {
    return path.resolve("data");
  }

  String password() {
    return password;
  }

  Postmaster postmaster() {
    return new Postmaster(data());
  }

  /** Clears away what an interrupted first start, unpacking or service left behind. */
  void prepare() throws IOException {
    var unfinished = path.resolve("unfinished");
    if (Files.exists(unfinished)) {
      FileSystemUtils.deleteRecursively(data());
    }
    if (!Files.exists(data().resolve("PG_VERSION"))) {
      Files.writeString(unfinished, "The first start did not end; data is not used yet.\n");
    }
    var binaries = Files.createDirectories(path.resolve("binaries"));
    try (var versions = Files.newDirectoryStream(binaries)) {
      for (var version : versions) {
        if (!Files.exists(version.resolve(".exists"))) {
          FileSystemUtils.deleteRecursively(version);
        }
      }
    }
    if (Files.exists(log()) && Files.size(log()) > LOG_BYTES) {
      Files.move(log(), path.resolve("log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    postmaster().clear();
  }

  void initialised() throws IOException {
    Files.deleteIfExists(path.resolve("unfinished"));
  }

  EmbeddedPostgres.Builder builder(Duration startWait) {
    var builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data())
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setOverrideWorkingDirectory(path.resolve("binaries").toFile())
            .setPGStartupWait(startWait)
            .setConnectConfig("password", password)
            .setLocaleConfig("pwfile", path.resolve("password").toString())
            .setOutputRedirector(Redirect.appendTo(log().toFile()))
            .setErrorRedirector(Redirect.appendTo(log().toFile()));
    INITIAL.forEach(builder::setLocaleConfig);
    SETTINGS.forEach(builder::setServerConfig);
    return builder;
  }

  private Path log() {
    return path.resolve("log");
  }

  /** What went wrong at a start, with what its reader can do. */
  DatabaseStartFailure explain(Exception failure) {
    if (failure instanceof DatabaseStartFailure told) {
      return told;
    }
    if (failure instanceof FileSystemException file) {
      return unusable(path, file);
    }
    return new DatabaseStartFailure(
        "PostgreSQL did not start in " + path + ": " + failure.getMessage(),
        "Read " + log() + "; its last lines say why.",
        failure);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException failure) {
      throw unusable(path, failure);
    }
  }

  private static void refuseFullDisk(Path path) throws IOException {
    var space = Files.getFileStore(path).getUsableSpace();
    if (space < LEAST_SPACE_BYTES) {
      throw new DatabaseStartFailure(
          "The disk of "
              + path
              + " has "
              + (space >> 20)
              + " MiB left; PostgreSQL needs "
              + (LEAST_SPACE_BYTES >> 20)
              + " MiB to start.",
          "Make room there, or name another home with HAFNIA_HOME.");
    }
  }

  private static DatabaseStartFailure unusable(Path path, IOException failure) {
    return new DatabaseStartFailure(
        "The directory " + path + " cannot be used for PostgreSQL: " + failure,
        "Make it writable for the user of this process, or name another home with HAFNIA_HOME.",
        failure);
  }

  private static String readOrMakePassword(Path file) throws IOException {
    if (!Files.exists(file)) {
      var bytes = new byte[24];
      new SecureRandom().nextBytes(bytes);
      var onlyOwner =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      var draft = file.resolveSibling("password.new");
      Files.deleteIfExists(draft);
      Files.createFile(draft, onlyOwner);
      Files.writeString(draft, HexFormat.of().formatHex(bytes) + "\n");
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(file).strip();
  }
}
