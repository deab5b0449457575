package org.hafnia.service.web.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import tools.jackson.databind.JsonNode;

/** Reads a part of an upload that is JSON, with or without a file name, as the contract has it. */
@Component
public final class PartJson {

  private static final int LONGEST = 1 << 20;

  private final Contract contract;

  PartJson(Contract contract) {
    this.contract = contract;
  }

  public JsonNode read(MultipartHttpServletRequest request, String part, String schema) {
    byte[] bytes = bytes(request, part);
    if (bytes.length > LONGEST) {
      throw Problem.of(
          ProblemType.TOO_LARGE, "The part " + part + " has more than " + LONGEST + " bytes.");
    }
    var json = StrictJson.read(bytes);
    check(json, schema, "");
    return json;
  }

  /** Holds a value within a part against a schema of its own. */
  public void check(JsonNode json, String schema, String pointer) {
    var unstorable = Unstorable.in(json);
    var errors = unstorable.isEmpty() ? contract.check(schema, json) : unstorable;
    if (!errors.isEmpty()) {
      String count = errors.size() == 1 ? "One thing is" : errors.size() + " things are";
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          count + " wrong with the request; see errors.",
          under(errors, pointer));
    }
  }

  private static List<FieldError> under(List<FieldError> errors, String pointer) {
    return errors.stream()
        .map(error -> new FieldError(pointer + error.pointer(), error.value(), error.detail()))
        .toList();
  }

  private static byte[] bytes(MultipartHttpServletRequest request, String part) {
    var file = request.getFile(part);
    if (file == null) {
      return String.valueOf(request.getParameter(part)).getBytes(UTF_8);
    }
    try (var content = file.getInputStream()) {
      return content.readNBytes(LONGEST + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
