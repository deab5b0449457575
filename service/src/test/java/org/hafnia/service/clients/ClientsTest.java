package org.hafnia.service.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hafnia.service.database.FreshDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Each generated client submits the example, follows it to its end and reads the result. */
@Tag("clients")
@FreshDatabase
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ClientsTest {

  private static final Path CLIENTS =
      Path.of(System.getProperty("hafnia.clients", "target/clients"));
  private static final Path SCRIPTS = Path.of("src/test/clients");
  private static final Path EXAMPLE = Path.of("../examples/trainings/weak-reset-digits.json");

  @LocalServerPort private int port;
  @TempDir private Path folder;
  private Path request;

  @BeforeEach
  void shrinkExample() throws IOException {
    ObjectNode example = (ObjectNode) new JsonMapper().readTree(Files.readString(EXAMPLE));
    example.put("trainSamples", 1000).put("testSamples", 500).put("epochs", 2);
    request = Files.writeString(folder.resolve("request.json"), example.toString());
  }

  @Test
  void pythonFollowsATrainingToItsResult() throws Exception {
    Path python = CLIENTS.resolve("python");
    Path venv = CLIENTS.resolve("venv");
    String interpreter = venv.resolve("bin/python").toAbsolutePath().toString();
    needs("Python", run(CLIENTS, "python3", "-m", "venv", venv.toAbsolutePath().toString()));
    needs(
        "Python's packages",
        run(python, interpreter, "-m", "pip", "install", "-q", "-r", "requirements.txt"));
    Files.copy(SCRIPTS.resolve("follow.py"), emptied(python.resolve("follow.py")));

    Ended ended = run(python, interpreter, "follow.py", url(), request.toString());

    assertThat(ended.output()).contains("python succeeded accuracy 0.", "epochs 2");
    assertThat(ended.exitCode()).isZero();
  }

  @Test
  void typescriptFollowsATrainingToItsResult() throws Exception {
    Path typescript = CLIENTS.resolve("typescript");
    needs("Node", run(CLIENTS, "node", "--version"));
    for (String file : List.of("follow.ts", "tsconfig.json")) {
      Files.copy(SCRIPTS.resolve(file), emptied(typescript.resolve(file)));
    }
    needs("npm", run(typescript, "npm", "pkg", "set", "type=module"));
    needs(
        "npm's packages",
        run(
            typescript,
            "npm install --no-package-lock --no-save --ignore-scripts --no-audit --no-fund"
                .concat(" typescript@5 @types/node@20")
                .split(" ")));
    Ended compiled = run(typescript, "node_modules/.bin/tsc", "-p", "tsconfig.json");
    assertThat(compiled.output()).isBlank();

    Ended ended = run(typescript, "node", "dist/follow.js", url(), request.toString());

    assertThat(ended.output()).contains("typescript succeeded accuracy 0.", "epochs 2");
    assertThat(ended.exitCode()).isZero();
  }

  private String url() {
    return "http://127.0.0.1:" + port;
  }

  private static void needs(String what, Ended ended) {
    if (ended.exitCode() != 0) {
      System.out.printf("clients: skipped, %s cannot be had here: %s%n", what, ended.lastLine());
    }
    assumeThat(ended.exitCode()).as(what).isZero();
  }

  private static Path emptied(Path file) throws IOException {
    Files.deleteIfExists(file);
    return file;
  }

  private Ended run(Path directory, String... command) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        return new Ended(124, Files.readString(output) + "not done after five minutes");
      }
      return new Ended(process.exitValue(), Files.readString(output));
    } catch (IOException missing) {
      return new Ended(127, String.valueOf(missing.getMessage()));
    }
  }

  private record Ended(int exitCode, String output) {
    String lastLine() {
      return output.lines().reduce("", (before, line) -> line);
    }
  }
}
