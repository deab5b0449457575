package org.hafnia.service.models;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.hafnia.service.web.ETags;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Gives files of models out: NPZ as it is stored, the others made of it. */
@RestController
class ModelFileController {

  private final Models models;

  ModelFileController(Models models) {
    this.models = models;
  }

  @GetMapping(ModelDto.PATH + "/{model}/file")
  @Nullable ResponseEntity<byte[]> file(
      @PathVariable String model,
      @RequestParam(required = false) @Nullable String format,
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept,
      @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known,
      HttpServletResponse response)
      throws IOException {
    var found = models.find(model);
    var chosen = format == null ? ModelFormat.accepted(accept) : ModelFormat.named(format);
    String version = found.sha256() + chosen.suffix();
    var unchanged = ETags.answer(version, known, () -> new byte[0]);
    if (unchanged.getStatusCode().isSameCodeAs(HttpStatus.NOT_MODIFIED)) {
      return unchanged;
    }
    // Before anything is sent, so that a damaged model is a problem and no half file.
    var made =
        chosen == ModelFormat.NPZ
            ? Optional.<byte[]>empty()
            : chosen.made(models.read(found.id()), found.name());
    response.setHeader(HttpHeaders.ETAG, '"' + version + '"');
    response.setContentType(chosen.mediaType());
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentLengthLong(
        made.map(bytes -> (long) bytes.length).orElse(found.content().bytes()));
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename(chosen.fileName(found.name())).build().toString());
    if (made.isPresent()) {
      response.getOutputStream().write(made.get());
    } else {
      try (var stored = models.file(found)) {
        stored.transferTo(response.getOutputStream());
      }
    }
    return null;
  }
}
