package org.hafnia.service.errorrates.sources;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hafnia.service.errorrates.question.Question.States;
import org.hafnia.service.measurements.MeasurementSet;
import org.jspecify.annotations.Nullable;

/** What states were taken from, with digests, for the provenance of a result. */
public record Origin(
    @Nullable String deviceModel,
    @Nullable String deviceModelSha256,
    @Nullable String retentionModel,
    @Nullable String retentionModelSha256,
    @Nullable UUID measurementSetId,
    @Nullable String measurementSet,
    @Nullable String measurementSetSha256,
    @Nullable String amplifierModel,
    @Nullable String amplifierModelSha256) {

  /** Digests of all device models, by name. */
  public Map<String, String> models() {
    var models = new TreeMap<String, String>();
    put(models, deviceModel, deviceModelSha256);
    put(models, retentionModel, retentionModelSha256);
    put(models, amplifierModel, amplifierModelSha256);
    return models;
  }

  private static void put(
      Map<String, String> models, @Nullable String name, @Nullable String sha256) {
    if (name != null && sha256 != null) {
      models.put(name, sha256);
    }
  }

  Origin with(@Nullable FittedAmplifier amplifier) {
    return new Origin(
        deviceModel,
        deviceModelSha256,
        retentionModel,
        retentionModelSha256,
        measurementSetId,
        measurementSet,
        measurementSetSha256,
        amplifier == null ? null : amplifier.model().name(),
        amplifier == null ? null : amplifier.sha256());
  }

  /** Without a fitted amplifier. */
  static Origin of(States states, @Nullable String modelSha256, @Nullable String agedSha256) {
    var retention = states.retention();
    return new Origin(
        states.deviceModel(),
        modelSha256,
        retention == null ? null : retention.deviceModel(),
        agedSha256,
        null,
        null,
        null,
        null,
        null);
  }

  static Origin of(MeasurementSet set) {
    return new Origin(null, null, null, null, set.id(), set.name(), set.sha256(), null, null);
  }
}
