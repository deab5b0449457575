package org.hafnia.service.console;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Request files: what stands in them, and where to post them. */
final class Requests {

  private static final List<Resource> RESOURCES =
      List.of(
          new Resource(
              "/v1/trainings",
              List.of("dataset", "network", "hardware", "optimizer", "epochs", "batchSize")),
          new Resource(
              "/v1/fits", List.of("measurementSet", "family", "variant", "select", "confidence")),
          new Resource(
              "/v1/error-rates",
              List.of("cell", "states", "senseAmplifier", "thresholdOhm", "against", "methods")),
          new Resource(
              "/v1/evaluations",
              List.of("model", "errors", "draws", "until", "commonRandomNumbers", "energy")),
          new Resource(
              "/v1/device-models", List.of("family", "parameters", "title", "tables", "range")),
          new Resource("/v1/networks", List.of("layers", "binarize", "weights", "activations")));

  private Requests() {}

  /**
   * What can be posted to.
   *
   * @param fields by which a request for it is known
   */
  private record Resource(String path, List<String> fields) {

    long known(JsonNode request) {
      return fields.stream().filter(request::has).count();
    }
  }

  static byte[] read(String file) {
    try {
      return file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
    } catch (NoSuchFileException e) {
      throw new Failure("there is no file " + file);
    } catch (AccessDeniedException e) {
      throw new Failure("you may not read " + file);
    } catch (IOException e) {
      String why = Files.isDirectory(Path.of(file)) ? "it is a directory" : e.getMessage();
      throw new Failure("cannot read " + file + ": " + why);
    }
  }

  /** The resource whose fields the request has most of. */
  static String pathFor(byte[] request) {
    JsonNode json = json(request);
    long most = RESOURCES.stream().mapToLong(one -> one.known(json)).max().orElse(0);
    List<String> paths =
        RESOURCES.stream().filter(one -> one.known(json) == most).map(Resource::path).toList();
    if (most == 0) {
      throw new Failure(
          Failure.USAGE,
          "cannot tell what this request asks for; say it with --to PATH, one of "
              + String.join(", ", paths));
    }
    if (paths.size() > 1) {
      throw new Failure(
          Failure.USAGE,
          "this request may be for %s; say which with --to PATH"
              .formatted(String.join(" or ", paths)));
    }
    return paths.getFirst();
  }

  private static JsonNode json(byte[] request) {
    try {
      JsonNode json = Connection.JSON.readTree(request);
      if (json.isMissingNode()) {
        throw new Failure("the request is empty");
      }
      return json;
    } catch (JacksonException e) {
      throw new Failure(
          "the request is no JSON: line %d, column %d: %s"
              .formatted(
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr(),
                  e.getOriginalMessage()));
    }
  }
}
