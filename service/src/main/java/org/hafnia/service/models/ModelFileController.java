package org.hafnia.service.models;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.hafnia.service.web.ETags;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.model.onnx.OnnxModel;
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

/** Gives files of models out: NPZ as it is stored, ONNX made of it. */
@RestController
class ModelFileController {

  private static final String ONNX = "application/onnx";
  private static final String NPZ = "application/zip";

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
    boolean onnx = format == null ? accept.contains(ONNX) : format.equals("onnx");
    String version = found.sha256() + (onnx ? "-onnx" : "");
    var unchanged = ETags.answer(version, known, () -> new byte[0]);
    if (unchanged.getStatusCode().isSameCodeAs(HttpStatus.NOT_MODIFIED)) {
      return unchanged;
    }
    // Before anything is sent, so that a damaged model is a problem and no half file.
    byte[] made = onnx ? onnx(found) : new byte[0];
    response.setHeader(HttpHeaders.ETAG, '"' + version + '"');
    response.setContentType(onnx ? ONNX : NPZ);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentLengthLong(onnx ? made.length : found.content().bytes());
    String name = found.name() + (onnx ? ".onnx" : ".npz");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename(name).build().toString());
    if (onnx) {
      response.getOutputStream().write(made);
    } else {
      try (var stored = models.file(found)) {
        stored.transferTo(response.getOutputStream());
      }
    }
    return null;
  }

  private byte[] onnx(StoredModel model) {
    var file = models.read(model.id());
    try {
      return OnnxModel.of(file.network(), model.name(), file.provenance());
    } catch (IllegalArgumentException tooLarge) {
      throw Problem.of(ProblemType.CONFLICT, "No ONNX file: " + tooLarge.getMessage() + ".");
    }
  }
}
