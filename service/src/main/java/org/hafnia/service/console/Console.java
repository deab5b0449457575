package org.hafnia.service.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.net.URLEncoder;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hafnia.service.console.report.ModelList;
import org.hafnia.service.console.report.Report;
import org.hafnia.service.console.report.Text;
import tools.jackson.databind.JsonNode;

/** Entry of the launcher: submits requests to a running service and follows its jobs. */
public final class Console {

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
        case "network" -> out.print(connection.text(network(arguments)));
        case "models" -> new ModelList(out).print(connection.get("/v1/models?limit=50"));
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
    byte[] request = Requests.read(arguments.operand("file"));
    String path = arguments.to().orElseGet(() -> Requests.pathFor(request));
    out.println("posting to " + path);
    JsonNode accepted = connection.post(path, request, UUID.randomUUID().toString());
    String jobPath = accepted.at("/links/job").asString("");
    if (jobPath.isEmpty()) {
      answered(accepted, path, connection);
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

  /** What was answered at once: the address of a thing with a name, or the whole answer. */
  private void answered(JsonNode answer, String path, Connection connection) {
    String name = answer.path("name").asString("");
    out.println(
        List.of("/v1/device-models", "/v1/networks").contains(path) && !name.isEmpty()
            ? "stored " + connection.resolve(path + "/" + name)
            : answer.toPrettyString());
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
    String kind = job.path("kind").asString("");
    new Report(out, connection::resolve).print(kind, connection.get(subject));
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

  /** The address of a network's layer table; parameters follow the name as name=value. */
  private static String network(Arguments arguments) {
    if (arguments.operands().isEmpty()) {
      throw new Failure(Failure.USAGE, "network wants a name, and parameters as name=value");
    }
    List<String> words =
        arguments.operands().stream()
            .map(word -> URLEncoder.encode(word, UTF_8).replace("%3D", "=").replace("+", "%20"))
            .toList();
    String query = String.join("&", words.subList(1, words.size()));
    return "/v1/networks/" + words.getFirst() + (query.isEmpty() ? "" : "?" + query);
  }

  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw new Failure(Failure.USAGE, "a job id looks like a UUID, not " + id);
    }
  }
}
