package org.hafnia.service.errorrates.sources;

import java.util.ArrayList;
import java.util.List;
import org.hafnia.service.errorrates.question.Over;
import org.hafnia.service.errorrates.question.Question;
import org.hafnia.service.errorrates.question.Question.States;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.device.DeviceModel;
import org.hafnia.simulator.device.EnduranceModel;
import org.hafnia.simulator.device.ProgrammingModel;
import org.jspecify.annotations.Nullable;

/** Refuses what a question says of its states that the family of its model does not know. */
final class Fields {

  private final DeviceModel model;
  private final List<FieldError> errors = new ArrayList<>();

  private Fields(DeviceModel model) {
    this.model = model;
  }

  static void check(DeviceModel model, Question question) {
    boolean programming = model instanceof ProgrammingModel;
    boolean endurance = model instanceof EnduranceModel;
    var fields = new Fields(model);
    States states = question.states();
    if (!endurance) {
      fields.refused("/states/cycles", states.cycles());
    }
    if (!programming && !endurance) {
      fields.refused("/states/condition", states.condition());
    }
    if (programming || endurance) {
      fields.refused("/states/excludeBadCells", states.excludeBadCells());
    }
    var sweep = question.sweep();
    if (sweep != null) {
      fields.swept(sweep.over(), programming, endurance);
      if (!programming && !endurance) {
        fields.refused("/sweep/conditions", sweep.conditions());
      }
    }
    if (!fields.errors.isEmpty()) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          "The device model does not know what the question says of it; see errors.",
          fields.errors);
    }
  }

  private void refused(String pointer, @Nullable Object value) {
    if (value != null) {
      boolean plain = value instanceof Number || value instanceof Boolean;
      errors.add(
          new FieldError(
              pointer,
              plain ? value : null,
              "Expected nothing here: a model of family %s does not depend on it."
                  .formatted(model.description().family().word())));
    }
  }

  private void swept(Over over, boolean programming, boolean endurance) {
    boolean unknown = over.pulse() ? !programming : over == Over.CYCLES && !endurance;
    if (unknown) {
      refused("/sweep/over", over.word());
    }
  }
}
