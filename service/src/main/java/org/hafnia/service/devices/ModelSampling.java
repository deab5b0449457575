package org.hafnia.service.devices;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.device.description.OutOfMeasuredRange;
import org.hafnia.simulator.device.sampling.ModelSamples;
import org.hafnia.simulator.device.sampling.SampleSpec;
import org.hafnia.simulator.measurement.MeasurementTable;
import org.springframework.stereotype.Service;

/** Draws rows from device models, no more than fit into memory. */
@Service
final class ModelSampling {

  private static final int AT_A_TIME = 2;

  private final DevicesProperties properties;
  private final Semaphore places = new Semaphore(AT_A_TIME, true);

  ModelSampling(DevicesProperties properties) {
    this.properties = properties;
  }

  /**
   * Rows, and what their reader must know.
   *
   * @param warning where they are extrapolated
   */
  record Drawn(MeasurementTable table, Optional<String> warning) {}

  /** What is done with rows while they are in memory. */
  @FunctionalInterface
  interface Use<E extends Exception> {
    void of(Drawn drawn) throws E;
  }

  <E extends Exception> void draw(KnownModel model, SampleSpec spec, Use<E> use) throws E {
    limit(spec);
    places.acquireUninterruptibly();
    try {
      use.of(drawn(model, spec));
    } finally {
      places.release();
    }
  }

  private void limit(SampleSpec spec) {
    long rows = Math.multiplyFull(spec.devices(), spec.points());
    if (rows > properties.sampleRows()) {
      throw invalid(
          new FieldError(
              "devices",
              spec.devices(),
              ("Expected devices times points to be at most %,d (hafnia.devices.sample-rows),"
                      + " found %,d.")
                  .formatted(properties.sampleRows(), rows)));
    }
  }

  private static Drawn drawn(KnownModel model, SampleSpec spec) {
    var within =
        new SampleSpec(spec.seed(), spec.devices(), spec.points(), spec.conditions(), false);
    try {
      return new Drawn(ModelSamples.draw(model.model(), within), Optional.empty());
    } catch (OutOfMeasuredRange outside) {
      if (spec.extrapolate()) {
        return new Drawn(
            ModelSamples.draw(model.model(), spec),
            Optional.of(outside.range().warning(outside.value())));
      }
      var range = outside.range();
      var error =
          new FieldError(
              range.quantity(),
              outside.value(),
              "Expected %s to %s %s, where %s was measured, or extrapolate=true."
                  .formatted(range.low(), range.high(), range.unit(), model.name()));
      throw Problem.of(ProblemType.OUT_OF_MEASURED_RANGE, outside.getMessage() + ".", error);
    } catch (IllegalArgumentException unusable) {
      throw invalid(new FieldError("condition", spec.conditions(), unusable.getMessage() + "."));
    }
  }

  /** Conditions as the query writes them, {@code gateVolt=2.4}. */
  static Map<String, Double> conditions(List<String> pairs) {
    var conditions = new TreeMap<String, Double>();
    for (var pair : pairs) {
      var parts = pair.split("=", 2);
      try {
        if (conditions.put(parts[0], Double.valueOf(parts[1])) != null) {
          throw Problem.parameter("condition", pair, "Expected each condition once.");
        }
      } catch (NumberFormatException e) {
        throw Problem.parameter("condition", pair, "Expected a number after the =.");
      }
    }
    return conditions;
  }

  private static Problem invalid(FieldError error) {
    return Problem.of(ProblemType.INVALID_REQUEST, error.pointer() + ": " + error.detail(), error);
  }
}
