package org.hafnia.service.measurements;

import java.time.Instant;
import java.util.UUID;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.summary.MeasurementSummary;

/**
 * A set of measurements without its rows.
 *
 * @param sha256 over the kind and the rows in SI units
 * @param mapping name of a ready mapping, or "own"
 * @param request as it was uploaded, JSON
 */
public record MeasurementSet(
    UUID id,
    String name,
    MeasurementKind kind,
    String sha256,
    String mapping,
    String request,
    SourceFile file,
    MeasurementSummary summary,
    Instant createdAt) {

  /** The file that it came from. */
  public record SourceFile(String name, long bytes) {}

  public long rows() {
    return summary.rows();
  }
}
