package org.hafnia.service.datasets;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hafnia.service.api.Dataset;
import org.hafnia.service.datasets.DatasetUploads.Upload;
import org.hafnia.service.datasets.intake.PreparationFields;
import org.hafnia.service.datasets.intake.SampleFiles;
import org.hafnia.service.datasets.intake.UploadRequest;
import org.hafnia.service.web.Idempotency;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.ProblemType;
import org.hafnia.service.web.contract.PartJson;
import org.hafnia.simulator.dataset.formats.ImageFolders.Size;
import org.hafnia.simulator.dataset.named.EegMotorImagery;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.InputStreamSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;
import tools.jackson.databind.JsonNode;

/** Takes data sets in: four IDX files, or files of any other format with a request. */
@RestController
class DatasetUploadController {

  private static final String PATH = DatasetController.PATH;
  private static final long MOST_BYTES = 256L << 20;
  private static final List<String> IDX_PARTS =
      List.of("trainImages", "trainLabels", "testImages", "testLabels");

  private final DatasetUploads uploads;
  private final Idempotency idempotency;
  private final PartJson parts;
  private final Path directory;

  DatasetUploadController(
      DatasetUploads uploads,
      Idempotency idempotency,
      PartJson parts,
      @Value("${spring.servlet.multipart.location}") Path directory) {
    this.uploads = uploads;
    this.idempotency = idempotency;
    this.parts = parts;
    this.directory = directory;
  }

  @PostMapping(path = PATH, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ResponseEntity<Dataset> upload(
      HttpServletRequest plain,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key)
      throws IOException {
    var request = WebUtils.getNativeRequest(plain, MultipartHttpServletRequest.class);
    if (request == null) {
      throw new MultipartException("no parts");
    }
    request.getFileMap().forEach(DatasetUploadController::checkSize);
    boolean described =
        request.getParameter("request") != null || request.getFile("request") != null;
    return described ? samples(request, key) : idx(request, key);
  }

  private ResponseEntity<Dataset> idx(MultipartHttpServletRequest request, @Nullable String key) {
    var name = request.getParameter("name");
    if (name == null || !name.matches("[a-z0-9][a-z0-9-]{0,99}")) {
      throw Problem.parameter(
          "name", name, "Expected lower-case letters, digits and hyphens, 1 to 100 of them.");
    }
    Map<String, InputStreamSource> files = new LinkedHashMap<>();
    for (String part : IDX_PARTS) {
      files.put(part, file(request, part));
    }
    var upload = new Upload(name, files);
    var checked = uploads.check(upload);
    return once(key, List.of(name, checked), () -> uploads.store(checked, upload));
  }

  private ResponseEntity<Dataset> samples(MultipartHttpServletRequest request, @Nullable String key)
      throws IOException {
    var json = parts.read(request, "request", "DatasetRequest");
    PreparationFields.check(json);
    boolean here = isHere(json, request);
    Map<String, Path> files = new LinkedHashMap<>();
    try {
      if (!here) {
        files.put(SampleFiles.TRAIN, moved(file(request, SampleFiles.TRAIN)));
      }
      var test = request.getFile(SampleFiles.TEST);
      if (test != null) {
        files.put(SampleFiles.TEST, moved(test));
      }
      var checked = uploads.check(request(json), files);
      return once(key, List.of(json, checked.summary()), () -> uploads.store(checked));
    } finally {
      for (var file : files.values()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Whether the service itself has the recordings; then no file may come with the request. */
  private static boolean isHere(JsonNode json, MultipartHttpServletRequest request) {
    boolean here = json.path("format").asString().equals(EegMotorImagery.NAME);
    if (here) {
      for (String part : List.of(SampleFiles.TRAIN, SampleFiles.TEST)) {
        if (request.getFile(part) != null) {
          throw Problem.parameter(
              part, "a file", "Expected none with format " + EegMotorImagery.NAME + ".");
        }
      }
    }
    return here;
  }

  private interface Storing {

    DatasetSummary store();
  }

  /** The same request is one with the same content, whenever it was checked. */
  private ResponseEntity<Dataset> once(
      @Nullable String key, List<Object> identity, Storing storing) {
    var summary = (DatasetSummary) identity.getLast();
    return idempotency.once(
        new Idempotency.Request<>(
            key,
            "POST " + PATH,
            List.of(identity.getFirst(), String.valueOf(summary.sha256())),
            Dataset.class),
        () -> {
          var set = storing.store();
          return ResponseEntity.created(URI.create(PATH + "/" + set.name()))
              .body(DatasetController.dto(set));
        });
  }

  private static UploadRequest request(JsonNode json) {
    var resize = json.path("resize");
    return new UploadRequest(
        json.path("name").asString(),
        json.path("format").asString(),
        text(json, "source"),
        text(json, "labelColumn"),
        text(json, "groupColumn"),
        resize.isObject()
            ? Optional.of(new Size(resize.path("rows").asInt(), resize.path("columns").asInt()))
            : Optional.empty(),
        json.path("testFraction").asDouble(0.2),
        json.path("seed").asLong(1),
        new UploadRequest.Window(
            text(json, "classes"),
            number(json, "windowStartSecond"),
            number(json, "windowLengthSecond")),
        PreparationFields.runs(json),
        PreparationFields.preparation(json));
  }

  private static Optional<String> text(JsonNode json, String field) {
    return json.has(field) ? Optional.of(json.path(field).asString()) : Optional.empty();
  }

  private static Optional<Double> number(JsonNode json, String field) {
    return json.has(field) ? Optional.of(json.path(field).asDouble()) : Optional.empty();
  }

  /** Moved, not copied: the container has it on disk already. */
  private Path moved(MultipartFile file) throws IOException {
    var moved = Files.createTempFile(Files.createDirectories(directory), "set-", ".upload");
    file.transferTo(moved.toAbsolutePath().toFile());
    return moved;
  }

  private static MultipartFile file(MultipartHttpServletRequest request, String part) {
    var file = request.getFile(part);
    if (file == null) {
      throw Problem.parameter(part, null, "Missing; expected a file.");
    }
    return file;
  }

  /** Data sets are checked in memory, so that less of them is taken than of other uploads. */
  private static void checkSize(String part, MultipartFile file) {
    if (file.getSize() > MOST_BYTES) {
      throw Problem.of(
          ProblemType.TOO_LARGE,
          "The file " + part + " has more than " + MOST_BYTES + " bytes.",
          new Problem.FieldError(part, file.getSize(), "Expected a smaller file."));
    }
  }
}
