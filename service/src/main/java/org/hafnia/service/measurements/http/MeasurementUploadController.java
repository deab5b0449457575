package org.hafnia.service.measurements.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hafnia.service.api.MeasurementSet;
import org.hafnia.service.measurements.MeasurementSet.SourceFile;
import org.hafnia.service.measurements.MeasurementUploads;
import org.hafnia.service.measurements.MeasurementUploads.Checked;
import org.hafnia.service.measurements.MeasurementUploads.Upload;
import org.hafnia.service.web.Idempotency;
import org.hafnia.service.web.contract.PartJson;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.format.FileFormat;
import org.hafnia.simulator.measurement.mapping.Mapping;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;
import tools.jackson.databind.JsonNode;

/** Takes files in at {@code /v1/measurement-sets}. */
@RestController
class MeasurementUploadController {

  private static final String PATH = "/v1/measurement-sets";

  private final MeasurementUploads uploads;
  private final PartJson parts;
  private final Idempotency idempotency;
  private final MeasurementDto dto;
  private final Path directory;

  MeasurementUploadController(
      MeasurementUploads uploads,
      PartJson parts,
      Idempotency idempotency,
      MeasurementDto dto,
      @Value("${hafnia.measurements.directory}") Path directory) {
    this.uploads = uploads;
    this.parts = parts;
    this.idempotency = idempotency;
    this.dto = dto;
    this.directory = directory;
  }

  @PostMapping(path = PATH, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ResponseEntity<?> upload(
      HttpServletRequest plain,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestParam(defaultValue = "false") boolean validateOnly)
      throws IOException {
    var request = WebUtils.getNativeRequest(plain, MultipartHttpServletRequest.class);
    if (request == null) {
      throw new MultipartException("no parts");
    }
    var json = parts.read(request, "request", "MeasurementSetRequest");
    var file = Objects.requireNonNull(request.getFile("file"));
    var mapping = mapping(json);
    // Moved, not copied: the container has it on disk already.
    var moved = Files.createTempFile(Files.createDirectories(directory), "file-", ".upload");
    try {
      file.transferTo(moved.toAbsolutePath().toFile());
      try (var checked = uploads.check(upload(json, mapping, moved, file))) {
        return validateOnly ? checked(checked) : stored(checked, json, key);
      }
    } finally {
      Files.deleteIfExists(moved);
    }
  }

  private ResponseEntity<?> checked(Checked checked) {
    var existing = uploads.existing(checked);
    var name = existing.map(org.hafnia.service.measurements.MeasurementSet::name).orElse(null);
    return ResponseEntity.ok(dto.check(checked, name));
  }

  private ResponseEntity<MeasurementSet> stored(
      Checked checked, JsonNode json, @Nullable String key) {
    var identity = List.of(json, checked.reading().sha256());
    return idempotency.once(
        new Idempotency.Request<>(key, "POST " + PATH, identity, MeasurementSet.class),
        () -> {
          var stored = uploads.store(checked);
          var body = dto.of(stored.set());
          var location = URI.create(body.getLinks().getSelf());
          return stored.created()
              ? ResponseEntity.created(location).body(body)
              : ResponseEntity.ok().location(location).body(body);
        });
  }

  private Mapping mapping(JsonNode json) {
    var kind = MeasurementKind.of(json.path("kind").asString()).orElseThrow();
    var asked = json.path("mapping");
    if (asked.isObject()) {
      parts.check(asked, "MeasurementMapping", "/mapping");
    }
    var mapping =
        asked.isMissingNode()
            ? Mapping.canonical(kind)
            : asked.isString()
                ? MappingJson.ready(asked.asString(), kind)
                : MappingJson.own(asked, kind);
    return mapping.with(MappingJson.sources(json.path("constants"), "/constants", kind));
  }

  private static Upload upload(JsonNode json, Mapping mapping, Path moved, MultipartFile file) {
    var format = json.path("format");
    return new Upload(
        json.path("name").asString(),
        mapping,
        mapping.name().isEmpty() ? "own" : mapping.name(),
        format.isString() ? FileFormat.of(format.asString()) : Optional.empty(),
        json.toString(),
        moved,
        new SourceFile(name(file), size(moved)));
  }

  private static String name(MultipartFile file) {
    String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    return last.replace("\0", "").substring(0, Math.min(200, last.replace("\0", "").length()));
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
