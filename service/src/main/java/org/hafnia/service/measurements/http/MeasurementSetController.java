package org.hafnia.service.measurements.http;

import java.util.Optional;
import org.hafnia.service.api.MeasurementKind;
import org.hafnia.service.api.MeasurementMappingPage;
import org.hafnia.service.api.MeasurementSet;
import org.hafnia.service.api.MeasurementSetPage;
import org.hafnia.service.api.MeasurementSetsApi;
import org.hafnia.service.api.MeasurementSummary;
import org.hafnia.service.measurements.MeasurementSets;
import org.hafnia.service.measurements.MeasurementSets.Listed;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.contract.Cursor;
import org.hafnia.simulator.measurement.mapping.ReadyMappings;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** Speaks {@code /v1/measurement-sets} and {@code /v1/measurement-mappings}. */
@RestController
class MeasurementSetController implements MeasurementSetsApi {

  private final MeasurementSets sets;
  private final MeasurementDto dto;

  MeasurementSetController(MeasurementSets sets, MeasurementDto dto) {
    this.sets = sets;
    this.dto = dto;
  }

  @Override
  public ResponseEntity<MeasurementSetPage> listMeasurementSets(
      @Nullable MeasurementKind kind,
      @Nullable String name,
      Integer limit,
      @Nullable String cursor) {
    var listed =
        new Listed(
            Optional.ofNullable(kind).map(MeasurementKind::getValue),
            Optional.ofNullable(name),
            Optional.ofNullable(Cursor.read(cursor)),
            limit);
    var found = sets.list(listed);
    var items = found.stream().limit(limit).map(set -> dto.of(set)).toList();
    var page = new MeasurementSetPage(items);
    return ResponseEntity.ok(
        found.size() > limit ? page.nextCursor(Cursor.of(items.getLast().getId())) : page);
  }

  @Override
  public ResponseEntity<MeasurementSet> readMeasurementSet(String set) {
    return ResponseEntity.ok(dto.of(found(set)));
  }

  @Override
  public ResponseEntity<MeasurementSummary> readMeasurementSummary(String set) {
    return ResponseEntity.ok(dto.summary(found(set)));
  }

  @Override
  public ResponseEntity<Void> deleteMeasurementSet(String set) {
    sets.delete(set);
    return ResponseEntity.noContent().build();
  }

  @Override
  public ResponseEntity<MeasurementMappingPage> listMeasurementMappings() {
    var items = ReadyMappings.all().stream().map(MeasurementDto::of).toList();
    return ResponseEntity.ok(new MeasurementMappingPage(items));
  }

  private org.hafnia.service.measurements.MeasurementSet found(String set) {
    return sets.find(set).orElseThrow(() -> Problem.notFound("measurement set", set));
  }
}
