package org.hafnia.service.devices;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.hafnia.service.tables.RowWriter;
import org.hafnia.service.tables.TableFormat;
import org.hafnia.service.web.Problem;
import org.hafnia.simulator.device.sampling.SampleSpec;
import org.hafnia.simulator.measurement.MeasurementTable;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Speaks {@code /v1/device-models/{name}/samples} and {@code /plots}; rows go out as a stream. */
@RestController
class SampleController {

  // An SVG is a document: opened by itself it must not run or fetch anything.
  private static final String NOTHING_BUT_STYLES =
      "default-src 'none'; style-src 'unsafe-inline'; sandbox";

  private static final int MISCELLANEOUS = 299;

  private final DeviceModels models;
  private final ModelSampling sampling;
  private final ModelPlots plots;

  SampleController(DeviceModels models, ModelSampling sampling, ModelPlots plots) {
    this.models = models;
    this.sampling = sampling;
    this.plots = plots;
  }

  /** The query, which was held against the contract; null where the contract has a default. */
  record Query(
      @Nullable Integer devices,
      @Nullable Integer points,
      @Nullable Long seed,
      @Nullable List<String> condition,
      @Nullable Boolean extrapolate,
      @Nullable String format) {

    private static final int USUAL = 100;

    SampleSpec spec() {
      return new SampleSpec(
          seed == null ? 1 : seed,
          devices == null ? USUAL : devices,
          points == null ? USUAL : points,
          ModelSampling.conditions(condition == null ? List.of() : condition),
          Boolean.TRUE.equals(extrapolate));
    }

    TableFormat tableFormat() {
      return format == null ? TableFormat.CSV : TableFormat.of(format).orElseThrow();
    }
  }

  @GetMapping(DeviceModelDto.PATH + "/{name}/samples")
  void draw(@PathVariable String name, @ModelAttribute Query query, HttpServletResponse response)
      throws IOException {
    var model = known(name);
    var format = query.tableFormat();
    var rows = format.writer(response.getOutputStream());
    try {
      sampling.stream(
          model,
          query.spec(),
          (table, warning) -> {
            if (!response.isCommitted()) {
              head(name, format, warning, response);
            }
            write(table, rows);
          });
      rows.end();
    } catch (UncheckedIOException gone) {
      throw gone.getCause();
    }
  }

  private static void write(MeasurementTable table, RowWriter rows) {
    try {
      rows.write(table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void head(
      String name, TableFormat format, Optional<String> warning, HttpServletResponse response) {
    var file = ContentDisposition.attachment().filename(name + "." + format.word()).build();
    response.setContentType(format.mediaType());
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, file.toString());
    warning.ifPresent(
        text ->
            response.setHeader(
                HttpHeaders.WARNING, "%d hafnia \"%s\"".formatted(MISCELLANEOUS, text)));
  }

  @GetMapping(DeviceModelDto.PATH + "/{name}/plots/{plot}")
  ResponseEntity<byte[]> plot(@PathVariable String name, @PathVariable String plot) {
    var model = known(name);
    if (ModelPlots.names().contains(plot)) {
      return picture(model, plot.endsWith(".png"));
    }
    if (!model.pictures().contains(plot)) {
      throw Problem.notFound("plot of device model " + name + " called", plot);
    }
    return ResponseEntity.status(HttpStatus.TEMPORARY_REDIRECT)
        .location(URI.create("/v1/jobs/" + model.fitId() + "/artifacts/" + plot))
        .build();
  }

  private ResponseEntity<byte[]> picture(KnownModel model, boolean png) {
    var drawn = plots.samples(model);
    var answer = ResponseEntity.ok().header("X-Content-Type-Options", "nosniff");
    return png
        ? answer.contentType(MediaType.IMAGE_PNG).body(drawn.png())
        : answer
            .header("Content-Security-Policy", NOTHING_BUT_STYLES)
            .contentType(MediaType.valueOf("image/svg+xml"))
            .body(drawn.svg());
  }

  private KnownModel known(String name) {
    return models.find(name).orElseThrow(() -> Problem.notFound("device model", name));
  }
}
