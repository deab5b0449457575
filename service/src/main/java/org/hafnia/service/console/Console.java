package org.hafnia.service.console;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Entry of the launcher: submits requests to a running service and follows its jobs. */
public final class Console {

  private static final List<String> TRAINING_FIELDS =
      List.of("dataset", "network", "hardware", "optimizer", "epochs");

  private final PrintStream out;
  private final PrintStream err;

  Console(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(new Console(System.out, System.err).run(args));
  }

  int run(String... words) {
    try {
      Arguments arguments = Arguments.parse(words);
      Connection connection = new Connection(arguments.url());
      switch (arguments.command()) {
        case "submit" -> submit(arguments, connection);
        case "upload" -> new Upload(out, connection).run(arguments);
        case "watch" -> {
          JsonNode job = connection.get("/v1/jobs/" + uuid(arguments.operand("job id")));
          watch(job, arguments, connection);
        }
        case "status" -> status(connection);
        default -> throw new Failure(Failure.USAGE, "unknown command " + arguments.command());
      }
      return 0;
    } catch (Failure failure) {
      err.println("hafnia: " + failure.getMessage());
      return failure.exitCode();
    }
  }

  private void submit(Arguments arguments, Connection connection) {
    byte[] request = read(arguments.operand("file"));
    String path = arguments.to().orElseGet(() -> pathFor(request));
    JsonNode accepted = connection.post(path, request, UUID.randomUUID().toString());
    String jobPath = accepted.at("/links/job").asString("");
    if (jobPath.isEmpty()) {
      out.println(accepted.toPrettyString());
      return;
    }
    out.println(
        "%s %s"
            .formatted(
                accepted.path("state").asString("queued"),
                connection.resolve(accepted.at("/links/self").asString(jobPath))));
    if (arguments.watch()) {
      watch(connection.get(jobPath), arguments, connection);
    } else {
      out.println("follow it with: ./hafnia watch " + accepted.path("id").asString(""));
    }
  }

  private void watch(JsonNode job, Arguments arguments, Connection connection) {
    String subject = job.at("/links/subject").asString("");
    int epochs = connection.get(subject).at("/spec/epochs").asInt(0);
    Progress progress = new Progress(out, arguments.columns(), epochs);
    Optional<ProcessHandle> service = arguments.pid().flatMap(ProcessHandle::of);
    JobWatch watch = new JobWatch(connection, progress, JobWatch.Limits.usual(service));
    JsonNode finished = watch.follow(job.at("/links/events").asString(""));
    String state = finished.path("state").asString("");
    if (!state.equals("succeeded")) {
      String why =
          finished.hasNonNull("problem") ? ": " + ProblemText.of(finished.path("problem")) : "";
      throw new Failure("the job " + ended(state) + why + "\n  see " + log(finished, connection));
    }
    new TrainingReport(out, connection).print(connection.get(subject));
  }

  private static String ended(String state) {
    return state.equals("cancelled") ? "was cancelled" : state;
  }

  private static String log(JsonNode job, Connection connection) {
    return connection.resolve(job.at("/links/log").asString("")).toString();
  }

  private void status(Connection connection) {
    JsonNode capabilities = connection.get("/v1/capabilities");
    out.println(
        Text.format(
            "version %s, Java %s, %s %s, role %s, %d at a time",
            capabilities.path("version").asString("?"),
            capabilities.path("javaVersion").asString("?"),
            capabilities.path("engine").asString("?"),
            capabilities.path("libtorchVersion").asString("?"),
            capabilities.path("role").asString("?"),
            capabilities.path("workers").asInt(0)));
    JsonNode jobs = connection.get("/v1/jobs?state=running&state=queued&limit=20");
    for (JsonNode job : jobs.path("items").values()) {
      out.println(
          Text.format(
              "%s  %-7s %3.0f %%  %s",
              job.path("id").asString(""),
              job.path("state").asString(""),
              100 * job.path("progress").asDouble(0),
              job.path("name").asString(job.path("kind").asString(""))));
    }
    if (jobs.path("items").isEmpty()) {
      out.println("no job queued or running");
    }
  }

  private static byte[] read(String file) {
    try {
      return file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
    } catch (IOException e) {
      throw new Failure("cannot read " + file + ": " + e.getClass().getSimpleName());
    }
  }

  private static String pathFor(byte[] request) {
    try {
      JsonNode json = Connection.JSON.readTree(request);
      if (json.isMissingNode()) {
        throw new Failure("the request is empty");
      }
      if (TRAINING_FIELDS.stream().anyMatch(json::has)) {
        return "/v1/trainings";
      }
    } catch (JacksonException e) {
      throw new Failure(
          "the request is no JSON: line %d, column %d: %s"
              .formatted(
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr(),
                  e.getOriginalMessage()));
    }
    throw new Failure(
        Failure.USAGE, "cannot tell what this request asks for; say it with --to /v1/trainings");
  }

  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw new Failure(Failure.USAGE, "a job id looks like a UUID, not " + id);
    }
  }
}
