package org.hafnia.service.errorrates.sources;

import java.util.List;
import org.hafnia.service.errorrates.question.Question;
import org.hafnia.service.errorrates.question.Question.States;
import org.hafnia.service.measurements.MeasurementSets;
import org.hafnia.service.web.CanonicalJson;
import org.hafnia.service.web.Nearest;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.device.DeviceModel;
import org.hafnia.simulator.device.RetentionModel;
import org.hafnia.simulator.device.presets.DeviceModels;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what a question takes its states from, by name. */
@Component
public final class Sources {

  private static final String SET = "/states/measurementSet";
  static final String MODEL = "/states/deviceModel";
  private static final String RETENTION = "/states/retention/deviceModel";

  private final MeasurementSets sets;

  Sources(MeasurementSets sets) {
    this.sets = sets;
  }

  public Source of(Question question) {
    var states = question.states();
    String set = states.measurementSet();
    if (set != null) {
      return reads(set, Boolean.TRUE.equals(states.excludeBadCells()));
    }
    var model = model(question);
    var retention = retention(states);
    var origin =
        new Origin(
            states.deviceModel(),
            sha256(model),
            retentionName(states),
            sha256(retention),
            null,
            null);
    return new Laws(model, retention, question.extrapolate(), origin);
  }

  private Reads reads(String name, boolean excludeBadCells) {
    var set = sets.require(name, SET);
    if (set.kind() != MeasurementKind.CYCLING) {
      String detail =
          ("Expected a set of kind cycling, LRS and HRS of cells over cycles; this one is of kind"
                  + " %s.")
              .formatted(set.kind().word());
      throw Problem.of(ProblemType.INVALID_REQUEST, detail, new FieldError(SET, name, detail));
    }
    var origin = new Origin(null, null, null, null, set.name(), set.sha256());
    return new Reads(() -> sets.load(set.id()), set.rows(), excludeBadCells, origin);
  }

  private static @Nullable String retentionName(States states) {
    var retention = states.retention();
    return retention == null ? null : retention.deviceModel();
  }

  private static @Nullable DeviceModel model(Question question) {
    String name = question.states().deviceModel();
    if (name == null) {
      return null;
    }
    var model = require(name, MODEL);
    Fields.check(model, question);
    return model;
  }

  private static @Nullable RetentionModel retention(States states) {
    String name = retentionName(states);
    if (name == null) {
      return null;
    }
    if (require(name, RETENTION) instanceof RetentionModel model) {
      return model;
    }
    throw wrongFamily(require(name, RETENTION), "retention", RETENTION);
  }

  private static DeviceModel require(String name, String pointer) {
    var names = DeviceModels.presets().stream().map(DeviceModel::name).toList();
    return DeviceModels.find(name)
        .orElseThrow(
            () -> {
              String detail =
                  "There is no such device model."
                      + Nearest.question(name, names)
                      + " Known: "
                      + String.join(", ", names)
                      + ".";
              return Problem.of(
                  ProblemType.UNKNOWN_DEVICE_MODEL, detail, new FieldError(pointer, name, detail));
            });
  }

  static Problem wrongFamily(DeviceModel model, String expected, String pointer) {
    String detail =
        "Expected a model of family %s; this one is of family %s."
            .formatted(expected, model.description().family().word());
    return Problem.of(
        ProblemType.INVALID_REQUEST, detail, new FieldError(pointer, model.name(), detail));
  }

  private static @Nullable String sha256(@Nullable DeviceModel model) {
    return model == null ? null : CanonicalJson.sha256(List.of(model.description()));
  }
}
