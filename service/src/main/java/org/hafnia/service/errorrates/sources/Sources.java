package org.hafnia.service.errorrates.sources;

import java.util.List;
import java.util.Optional;
import org.hafnia.service.devices.DeviceModels;
import org.hafnia.service.devices.KnownModel;
import org.hafnia.service.errorrates.question.Question;
import org.hafnia.service.errorrates.question.Question.States;
import org.hafnia.service.measurements.MeasurementSets;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.device.DeviceModel;
import org.hafnia.simulator.device.RetentionModel;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Finds what a question takes its states from, by name. */
@Component
public class Sources {

  private static final String SET = "/states/measurementSet";
  private static final String MODEL = "/states/deviceModel";
  private static final String RETENTION = "/states/retention/deviceModel";

  /** Families that know both states. */
  private static final List<Family> STATES =
      List.of(Family.STATES, Family.PROGRAMMING, Family.ENDURANCE);

  private final MeasurementSets sets;
  private final DeviceModels models;

  Sources(MeasurementSets sets, DeviceModels models) {
    this.sets = sets;
    this.models = models;
  }

  /** Keeps what a question was answered from, from before the end of this transaction on. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void hold(Origin origin) {
    if (origin.deviceModel() != null) {
      models.hold(origin.deviceModel(), origin.deviceModelSha256(), MODEL);
    }
    if (origin.retentionModel() != null) {
      models.hold(origin.retentionModel(), origin.retentionModelSha256(), RETENTION);
    }
    if (origin.amplifierModel() != null) {
      String sha256 = origin.amplifierModelSha256();
      models.hold(origin.amplifierModel(), sha256, FittedAmplifier.POINTER);
    }
    if (origin.measurementSetId() != null && origin.measurementSet() != null) {
      sets.hold(origin.measurementSetId(), origin.measurementSet(), SET);
    }
  }

  public Source of(Question question) {
    var states = question.states();
    var amplifier = amplifier(question);
    String set = states.measurementSet();
    if (set != null) {
      return reads(set, Boolean.TRUE.equals(states.excludeBadCells()), amplifier);
    }
    var model = states(question);
    var retention = retention(states);
    var origin = Origin.of(states, sha256(model), sha256(retention)).with(amplifier.orElse(null));
    return new Laws(
        model == null ? null : model.model(),
        retention == null ? null : (RetentionModel) retention.model(),
        question.extrapolate(),
        amplifier,
        origin);
  }

  private Optional<FittedAmplifier> amplifier(Question question) {
    return Optional.ofNullable(question.senseAmplifier().deviceModel())
        .map(name -> of(name, List.of(Family.SENSE_AMPLIFIER), FittedAmplifier.POINTER))
        .map(
            known ->
                new FittedAmplifier(
                    (DeviceModel.SenseAmplifier) known.model(),
                    known.sha256(),
                    question.extrapolate()));
  }

  private Reads reads(String name, boolean excludeBadCells, Optional<FittedAmplifier> amplifier) {
    var set = sets.require(name, SET);
    if (set.kind() != MeasurementKind.CYCLING) {
      String detail =
          ("Expected a set of kind cycling, LRS and HRS of cells over cycles; this one is of kind"
                  + " %s.")
              .formatted(set.kind().word());
      throw Problem.of(ProblemType.INVALID_REQUEST, detail, new FieldError(SET, name, detail));
    }
    var origin = Origin.of(set).with(amplifier.orElse(null));
    return new Reads(() -> sets.load(set.id()), set.rows(), excludeBadCells, amplifier, origin);
  }

  private static @Nullable String retentionName(States states) {
    var retention = states.retention();
    return retention == null ? null : retention.deviceModel();
  }

  private @Nullable KnownModel states(Question question) {
    String name = question.states().deviceModel();
    if (name == null) {
      return null;
    }
    var known = of(name, STATES, MODEL);
    Fields.check(known.model(), question);
    return known;
  }

  private @Nullable KnownModel retention(States states) {
    String name = retentionName(states);
    return name == null ? null : of(name, List.of(Family.RETENTION), RETENTION);
  }

  private KnownModel of(String name, List<Family> families, String pointer) {
    var known = models.known(name, pointer);
    if (!families.contains(known.description().family())) {
      throw DeviceModels.wrongFamily(known, families, pointer);
    }
    return known;
  }

  private static @Nullable String sha256(@Nullable KnownModel model) {
    return model == null ? null : model.sha256();
  }
}
