package org.hafnia.service.devices;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.device.description.OutOfMeasuredRange;
import org.hafnia.simulator.device.sampling.ModelSamples;
import org.hafnia.simulator.device.sampling.SampleSpec;
import org.hafnia.simulator.measurement.MeasurementTable;
import org.springframework.stereotype.Service;

/** Draws rows from device models, table after table. */
@Service
final class ModelSampling {

  private static final int AT_A_TIME = 2;

  private final DevicesProperties properties;
  private final Semaphore places = new Semaphore(AT_A_TIME, true);

  ModelSampling(DevicesProperties properties) {
    this.properties = properties;
  }

  /** Takes rows as they are drawn; with a warning where they are extrapolated. */
  @FunctionalInterface
  interface Taker {
    void take(MeasurementTable table, Optional<String> warning);
  }

  /** Draws rows, {@link ModelSamples#CHUNK} at a time. */
  void stream(KnownModel model, SampleSpec spec, Taker taker) {
    limit(spec);
    places.acquireUninterruptibly();
    try {
      draw(model, spec, taker);
    } finally {
      places.release();
    }
  }

  /** All rows in one table, of a spec that asks for few. */
  MeasurementTable table(KnownModel model, SampleSpec spec) {
    return ModelSamples.draw(model.model(), spec);
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

  private static void draw(KnownModel model, SampleSpec spec, Taker taker) {
    var within =
        new SampleSpec(spec.seed(), spec.devices(), spec.points(), spec.conditions(), false);
    var taken = new AtomicBoolean();
    try {
      ModelSamples.stream(
          model.model(),
          within,
          table -> {
            taken.set(true);
            taker.take(table, Optional.empty());
          });
    } catch (OutOfMeasuredRange outside) {
      // What was sent cannot be taken back; a range is looked at before the first row.
      if (taken.get() || !spec.extrapolate()) {
        throw refused(model, outside);
      }
      var warning = Optional.of(outside.range().warning(outside.value()));
      ModelSamples.stream(model.model(), spec, table -> taker.take(table, warning));
    } catch (IllegalArgumentException unusable) {
      throw invalid(new FieldError("condition", spec.conditions(), unusable.getMessage() + "."));
    }
  }

  private static Problem refused(KnownModel model, OutOfMeasuredRange outside) {
    var range = outside.range();
    var error =
        new FieldError(
            range.quantity(),
            outside.value(),
            "Expected %s to %s %s, where %s was measured, or extrapolate=true."
                .formatted(range.low(), range.high(), range.unit(), model.name()));
    return Problem.of(ProblemType.OUT_OF_MEASURED_RANGE, outside.getMessage() + ".", error);
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
