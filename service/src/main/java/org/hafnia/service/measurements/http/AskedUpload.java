package org.hafnia.service.measurements.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hafnia.service.measurements.MeasurementSet.SourceFile;
import org.hafnia.service.measurements.MeasurementUploads.Upload;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.service.web.contract.PartJson;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.format.FileFormat;
import org.hafnia.simulator.measurement.intake.MeasurementReader.Part;
import org.hafnia.simulator.measurement.mapping.ColumnSource;
import org.hafnia.simulator.measurement.mapping.Mapping;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import tools.jackson.databind.JsonNode;

/** Puts the files of a request beside what it says of each of them. */
@Component
final class AskedUpload {

  private final PartJson parts;

  AskedUpload(PartJson parts) {
    this.parts = parts;
  }

  /** A file that was sent, how its columns are mapped and what format it is said to have. */
  record Sent(MultipartFile file, Mapping mapping, Optional<FileFormat> format) {}

  /** The first file, and those that follow it; what one of them leaves out is as for the first. */
  List<Sent> sent(MultipartHttpServletRequest request, JsonNode json) {
    var kind = MeasurementKind.of(json.path("kind").asString()).orElseThrow();
    var files = request.getFiles("more");
    var more = json.path("more");
    if (more.size() > files.size()) {
      String detail =
          "Expected as many parts \"more\" as entries: %d, found %d."
              .formatted(more.size(), files.size());
      throw Problem.of(
          ProblemType.INVALID_REQUEST, detail, new FieldError("/more", more.size(), detail));
    }
    var sent = new ArrayList<Sent>();
    sent.add(new Sent(file(request), mapping(json, json, "", kind), format(json, json)));
    for (int i = 0; i < files.size(); i++) {
      var own = more.path(i);
      sent.add(new Sent(files.get(i), mapping(own, json, "/more/" + i, kind), format(own, json)));
    }
    return sent;
  }

  private static MultipartFile file(MultipartHttpServletRequest request) {
    return Objects.requireNonNull(request.getFile("file"));
  }

  private Mapping mapping(JsonNode own, JsonNode json, String prefix, MeasurementKind kind) {
    var reading = new MappingJson(kind, prefix);
    var asked = own.has("mapping") ? own.path("mapping") : json.path("mapping");
    if (asked.isObject()) {
      parts.check(asked, "MeasurementMapping", prefix + "/mapping");
    }
    var mapping =
        asked.isMissingNode()
            ? Mapping.canonical(kind)
            : asked.isString() ? reading.ready(asked.asString()) : reading.own(asked);
    Map<String, ColumnSource> constants =
        new HashMap<>(reading.sources(json.path("constants"), "/constants"));
    if (!prefix.isEmpty()) {
      constants.putAll(reading.sources(own.path("constants"), "/constants"));
    }
    reading.throwIfAny();
    return mapping.with(constants);
  }

  private static Optional<FileFormat> format(JsonNode own, JsonNode json) {
    var format = own.has("format") ? own.path("format") : json.path("format");
    return format.isString() ? FileFormat.of(format.asString()) : Optional.empty();
  }

  /** The upload, whose files were moved to these places. */
  static Upload of(JsonNode json, List<Sent> sent, List<Path> moved) {
    var all = new ArrayList<Part>();
    long bytes = 0;
    for (int i = 0; i < sent.size(); i++) {
      var one = sent.get(i);
      String name = name(one.file());
      all.add(new Part(name, moved.get(i), one.mapping(), one.format()));
      bytes += size(moved.get(i));
    }
    var mapping = sent.getFirst().mapping().name();
    String name = all.getFirst().name();
    String more = all.size() == 1 ? "" : " and %d more".formatted(all.size() - 1);
    return new Upload(
        json.path("name").asString(),
        all,
        mapping.isEmpty() ? "own" : mapping,
        json.toString(),
        new SourceFile(name + more, bytes));
  }

  private static String name(MultipartFile file) {
    String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String plain = last.replace("\0", "");
    return plain.substring(0, Math.min(180, plain.length()));
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
