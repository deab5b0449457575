package org.hafnia.service.measurements.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hafnia.service.api.MeasurementSet;
import org.hafnia.service.measurements.MeasurementUploads;
import org.hafnia.service.measurements.MeasurementUploads.Checked;
import org.hafnia.service.web.Idempotency;
import org.hafnia.service.web.contract.PartJson;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;
import tools.jackson.databind.JsonNode;

/** Takes files in at {@code /v1/measurement-sets}. */
@RestController
class MeasurementUploadController {

  private static final String PATH = "/v1/measurement-sets";

  private final MeasurementUploads uploads;
  private final PartJson parts;
  private final AskedUpload asked;
  private final Idempotency idempotency;
  private final MeasurementDto dto;
  private final Path directory;

  MeasurementUploadController(
      MeasurementUploads uploads,
      PartJson parts,
      AskedUpload asked,
      Idempotency idempotency,
      MeasurementDto dto,
      @Value("${hafnia.measurements.directory}") Path directory) {
    this.uploads = uploads;
    this.parts = parts;
    this.asked = asked;
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
    var sent = asked.sent(request, json);
    var moved = new ArrayList<Path>();
    try {
      for (var one : sent) {
        // Moved, not copied: the container has it on disk already.
        var file = Files.createTempFile(Files.createDirectories(directory), "file-", ".upload");
        moved.add(file);
        one.file().transferTo(file.toAbsolutePath().toFile());
      }
      try (var checked = uploads.check(AskedUpload.of(json, sent, moved))) {
        return validateOnly ? checked(checked) : stored(checked, json, key);
      }
    } finally {
      for (var file : moved) {
        Files.deleteIfExists(file);
      }
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
}
