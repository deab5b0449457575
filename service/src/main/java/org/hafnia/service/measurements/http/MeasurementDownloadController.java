package org.hafnia.service.measurements.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.hafnia.service.api.MeasurementPointPage;
import org.hafnia.service.measurements.MeasurementSet;
import org.hafnia.service.measurements.MeasurementSets;
import org.hafnia.service.measurements.plots.MeasurementPlots;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.contract.Cursor;
import org.hafnia.simulator.measurement.Column;
import org.hafnia.simulator.measurement.export.MeasurementWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Gives rows and pictures of measurements out. */
@RestController
class MeasurementDownloadController {

  private static final String PARQUET = "application/vnd.apache.parquet";
  private static final String CSV = "text/csv";

  private final MeasurementSets sets;
  private final MeasurementPlots plots;

  MeasurementDownloadController(MeasurementSets sets, MeasurementPlots plots) {
    this.sets = sets;
    this.plots = plots;
  }

  /** A page of JSON; files are written as they are read, so that they may be of any size. */
  @GetMapping("/v1/measurement-sets/{set}/points")
  @SuppressWarnings("checkstyle:ParameterNumber") // Those of the contract.
  @Nullable ResponseEntity<MeasurementPointPage> points(
      @PathVariable String set,
      @RequestParam(required = false) @Nullable String format,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept,
      HttpServletResponse response)
      throws IOException {
    var found = found(set);
    var chosen = format == null ? format(accept) : format;
    if (chosen.equals("json")) {
      return ResponseEntity.ok()
          .contentType(MediaType.APPLICATION_JSON)
          .body(page(found, cursor, limit));
    }
    boolean csv = chosen.equals("csv");
    response.setContentType(csv ? CSV : PARQUET);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"%s.%s\"".formatted(found.name(), chosen));
    file(found, csv, response.getOutputStream());
    return null;
  }

  private static String format(String accept) {
    return accept.contains(PARQUET) ? "parquet" : accept.contains(CSV) ? "csv" : "json";
  }

  private void file(MeasurementSet set, boolean csv, OutputStream out) throws IOException {
    var columns = columns(set);
    try (var writer =
        csv ? MeasurementWriter.csv(out, columns) : MeasurementWriter.parquet(out, columns)) {
      rows(set, columns, 0, Integer.MAX_VALUE, writer::row);
    }
  }

  private MeasurementPointPage page(MeasurementSet set, @Nullable String cursor, int limit) {
    var last = Cursor.read(cursor);
    long from = last == null ? 0 : last.getLeastSignificantBits();
    if (from < 0 || from > set.rows()) {
      throw Problem.parameter("cursor", cursor, "Expected the nextCursor of the page before.");
    }
    var columns = columns(set);
    var items = new ArrayList<Map<String, Object>>();
    rows(set, columns, from, limit, values -> items.add(map(columns, values)));
    var page = new MeasurementPointPage(items);
    long next = from + items.size();
    return next < set.rows() ? page.nextCursor(Cursor.of(new UUID(0, next))) : page;
  }

  private static Map<String, Object> map(List<Column> columns, List<?> values) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < columns.size(); i++) {
      var value = values.get(i);
      if (value != null) {
        map.put(columns.get(i).name(), value);
      }
    }
    return map;
  }

  private interface Row {
    void accept(List<?> values) throws IOException;
  }

  private void rows(MeasurementSet set, List<Column> columns, long from, int limit, Row receiver) {
    var places = columns.stream().map(set.kind().columns()::indexOf).toList();
    var words =
        columns.stream()
            .map(
                column ->
                    column.type() == Column.Type.WORD
                        ? sets.words(set, column.name())
                        : List.<String>of())
            .toList();
    long end = from + limit;
    sets.scan(
        set,
        from,
        limit,
        chunk -> {
          long first = Math.max(from, chunk.firstRow());
          long last = Math.min(end, chunk.firstRow() + chunk.rows());
          for (long at = first; at < last; at++) {
            int row = Math.toIntExact(at - chunk.firstRow());
            @Nullable Object[] values = new Object[columns.size()];
            for (int i = 0; i < values.length; i++) {
              double number = chunk.number(places.get(i), row);
              int code = chunk.code(places.get(i), row);
              values[i] =
                  code >= 0
                      ? words.get(i).get(code)
                      : Double.isNaN(number) ? null : (Double) number;
            }
            receiver.accept(Arrays.asList(values));
          }
        });
  }

  /** Those of which the set has something. */
  private static List<Column> columns(MeasurementSet set) {
    var summary = set.summary();
    return set.kind().columns().stream()
        .filter(
            column ->
                summary.numbers().stream().anyMatch(one -> one.name().equals(column.name()))
                    || summary.words().stream().anyMatch(one -> one.name().equals(column.name())))
        .toList();
  }

  @GetMapping("/v1/measurement-sets/{set}/plots/{name}")
  ResponseEntity<byte[]> plot(@PathVariable String set, @PathVariable String name) {
    var found = found(set);
    int dot = name.lastIndexOf('.');
    var plot =
        plots
            .draw(found, name.substring(0, dot))
            .orElseThrow(() -> Problem.notFound("picture of " + found.name() + " named", name));
    boolean png = name.toLowerCase(Locale.ROOT).endsWith(".png");
    return ResponseEntity.ok()
        .contentType(png ? MediaType.IMAGE_PNG : MediaType.parseMediaType("image/svg+xml"))
        .body(png ? plot.png() : plot.svg());
  }

  private MeasurementSet found(String set) {
    return sets.find(set).orElseThrow(() -> Problem.notFound("measurement set", set));
  }
}
