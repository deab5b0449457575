package org.hafnia.service.console;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.hafnia.service.console.report.Text;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends files of measurements to the service and shows what became of it. */
final class Upload {

  private static final String SETS = "/v1/measurement-sets";

  private final PrintStream out;
  private final Connection connection;

  Upload(PrintStream out, Connection connection) {
    this.out = out;
    this.connection = connection;
  }

  void run(Arguments arguments) {
    var files = arguments.operands("file").stream().map(Path::of).toList();
    for (var file : files) {
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        throw new Failure("cannot read " + file);
      }
    }
    boolean check = arguments.options().containsKey("--check");
    JsonNode answer =
        connection.upload(
            check ? SETS + "?validateOnly=true" : SETS,
            request(arguments, files.getFirst()).toString(),
            files,
            UUID.randomUUID().toString());
    if (check) {
      out.println("good; nothing was stored");
      summary(answer.path("summary"));
      return;
    }
    out.println(
        Text.format("%s %s", answer.path("name").asString(""), connection.resolve(self(answer))));
    summary(answer.path("summary"));
    for (JsonNode plot : answer.path("plots").values()) {
      row("plot", connection.resolve(plot.path("svg").asString("")).toString());
    }
  }

  private static String self(JsonNode set) {
    return set.at("/links/self").asString("");
  }

  private static ObjectNode request(Arguments arguments, Path file) {
    var options = arguments.options();
    ObjectNode request = read(options.get("--request"));
    options.forEach(
        (option, value) -> {
          switch (option) {
            case "--kind" -> request.put("kind", value);
            case "--mapping" -> request.put("mapping", value);
            case "--name" -> request.put("name", value);
            default -> {
              // The rest is not part of the request.
            }
          }
        });
    if (!request.has("name")) {
      request.put("name", nameOf(file));
    }
    if (!request.has("kind")) {
      throw new Failure(
          Failure.USAGE, "what kind? --kind pulse-train, cycling, programming, retention or sense");
    }
    return request;
  }

  private static ObjectNode read(@Nullable String file) {
    if (file == null) {
      return Connection.JSON.createObjectNode();
    }
    try {
      if (Connection.JSON.readTree(Files.readAllBytes(Path.of(file))) instanceof ObjectNode json) {
        return json;
      }
    } catch (IOException e) {
      throw new Failure("cannot read " + file + ": " + e.getClass().getSimpleName());
    } catch (JacksonException e) {
      throw new Failure(file + " is no JSON: " + e.getOriginalMessage());
    }
    throw new Failure(file + " is no JSON object");
  }

  /** The file's own name, without what says how it is packed. */
  private static String nameOf(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.replaceFirst("(?i)(\\.(csv|tsv|txt|jsonl|parquet|h5|hdf5))?(\\.gz)?$", "");
  }

  private void summary(JsonNode summary) {
    row("rows", Text.count(summary.path("rows").asLong(0)));
    long skipped = summary.path("skippedLines").asLong(0);
    if (skipped > 0) {
      row("left out", Text.count(skipped) + " lines");
    }
    if (summary.path("devices").asInt(0) > 0) {
      row(
          "devices",
          Text.format(
              "%s, each with %s to %s rows",
              Text.count(summary.path("devices").asLong(0)),
              Text.count(summary.at("/rowsPerDevice/fewest").asLong(0)),
              Text.count(summary.at("/rowsPerDevice/most").asLong(0))));
    }
    for (JsonNode column : summary.path("numbers").values()) {
      row(
          column.path("name").asString(""),
          Text.format(
              "%.6g to %.6g %s%s",
              column.path("low").asDouble(0),
              column.path("high").asDouble(0),
              column.path("unit").asString("").replaceFirst("^1$", ""),
              missing(column.path("missing").asLong(0))));
    }
    for (JsonNode population : summary.path("populations").values()) {
      row(
          label(population),
          Text.format(
              "median %.4g ohm, 5 to 95 %% %.4g to %.4g ohm, %s outliers",
              population.path("medianOhm").asDouble(0),
              population.path("lowOhm").asDouble(0),
              population.path("highOhm").asDouble(0),
              Text.count(population.path("outliers").asLong(0))));
    }
  }

  private static String label(JsonNode population) {
    String state = population.path("state").asString("");
    String when =
        switch (population.path("column").asString("")) {
          case "resistanceBeforeOhm" -> " before";
          case "resistanceAfterOhm" -> " after";
          case "resistanceBlOhm" -> " BL";
          case "resistanceBlbOhm" -> " BLb";
          default -> "";
        };
    return ((state.isEmpty() ? "all" : state) + when).strip();
  }

  private static String missing(long rows) {
    return rows == 0 ? "" : ", missing in " + Text.count(rows) + " rows";
  }

  private void row(String what, String text) {
    out.println(Text.format("%-20s", what) + text);
  }
}
