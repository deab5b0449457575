package org.hafnia.service.evaluations.spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.hafnia.service.errorrates.question.Over;
import org.hafnia.service.errorrates.question.Question;
import org.hafnia.service.evaluations.spec.EvaluationSpec.Errors;
import org.hafnia.service.evaluations.spec.EvaluationSpec.Sweep;
import org.hafnia.service.evaluations.spec.EvaluationSpec.Types;
import org.hafnia.service.trainings.hardware.SweptCells;
import org.hafnia.service.web.Problem.FieldError;
import org.jspecify.annotations.Nullable;

/** Finds what does not go together in the errors of a request. */
final class ErrorRules {

  private static final String RATES = "/errors/bitErrorRates";
  private static final String TYPES = "/errors/ternaryErrors";
  private static final String DEVICE = "/errors/device";
  private static final String SWEEP = "/errors/sweep";

  /** Beyond it, ternary weights cannot be wrong as often, and activations are not asked to be. */
  static final double HALF = 0.5;

  private static final double MOST_STUCK = 0.999;

  private final Errors errors;
  private final boolean ternary;
  private final boolean weights;
  private final boolean activations;
  private final List<FieldError> broken = new ArrayList<>();

  private ErrorRules(EvaluationSpec spec, boolean ternary) {
    this.errors = spec.errors();
    this.weights = spec.weights();
    this.activations = spec.activations();
    this.ternary = ternary;
  }

  /**
   * What is wrong.
   *
   * @param ternary whether some layer with errors has ternary weights
   */
  static List<FieldError> broken(EvaluationSpec spec, boolean ternary) {
    var rules = new ErrorRules(spec, ternary);
    rules.kinds();
    rules.parts();
    if (rules.errors.bitErrorRates() != null) {
      rules.rates(rules.errors.bitErrorRates());
    }
    if (rules.errors.ternaryErrors() != null) {
      rules.types(rules.errors.ternaryErrors());
    }
    if (rules.errors.device() != null) {
      rules.device();
    }
    return List.copyOf(rules.broken);
  }

  /** The cells as /v1/error-rates would be asked; stuck cells are swept here, not there. */
  static SweptCells.Asked cells(Errors errors, boolean ternary) {
    var cells = Objects.requireNonNull(errors.device());
    var sweep = errors.sweep();
    var asked =
        sweep == null || stuck(sweep)
            ? null
            : new Question.Sweep(Over.of(sweep.over()), sweep.values(), sweep.conditions());
    return new SweptCells.Asked(cells, asked, ternary, DEVICE, SWEEP);
  }

  static boolean stuck(Sweep sweep) {
    return sweep.over().startsWith("stuck");
  }

  private void refuse(String pointer, @Nullable Object value, String expected) {
    broken.add(new FieldError(pointer, value, expected));
  }

  private void kinds() {
    var named = new ArrayList<String>();
    if (errors.bitErrorRates() != null) {
      named.add("bitErrorRates");
    }
    if (errors.ternaryErrors() != null) {
      named.add("ternaryErrors");
    }
    if (errors.device() != null) {
      named.add("device");
    }
    if (named.size() != 1) {
      refuse(
          "/errors",
          named.isEmpty() ? null : String.join(", ", named),
          "Expected exactly one of bitErrorRates, ternaryErrors and device.");
    }
    if (errors.sweep() != null && errors.device() == null) {
      refuse(SWEEP, null, "Expected nothing here: only device is swept.");
    }
  }

  private void parts() {
    if (!weights && !activations) {
      refuse("/weights", false, "Expected weights, activations or both to be read wrong.");
    }
    if (activations && errors.bitErrorRates() == null) {
      refuse(
          "/activations",
          true,
          "Expected false: activations are read wrong at bitErrorRates only.");
    }
    if (!weights && errors.bitErrorRates() == null) {
      refuse("/weights", false, "Expected true: only activations at bitErrorRates go without.");
    }
  }

  private void rates(List<Double> rates) {
    var known = new HashSet<Double>();
    for (int i = 0; i < rates.size(); i++) {
      double rate = rates.get(i);
      if (!known.add(rate)) {
        refuse(RATES + "/" + i, rate, "Expected each rate once: this one is in the list already.");
      } else if (rate > HALF && ternary) {
        refuse(
            RATES + "/" + i,
            rate,
            "Expected at most 0.5: ternary weights cannot be wrong more often by errors to their"
                + " neighbours; ternaryErrors can.");
      } else if (rate > HALF && activations) {
        refuse(RATES + "/" + i, rate, "Expected at most 0.5 where activations are read wrong.");
      }
    }
  }

  private void types(List<Types> all) {
    var known = new HashSet<Types>();
    for (int i = 0; i < all.size(); i++) {
      var types = all.get(i);
      String at = TYPES + "/" + i;
      if (!known.add(types)) {
        refuse(at, null, "Expected each set of rates once: this one is in the list already.");
      }
      if (types.signReversal() + types.nonzeroAsZero() > 1) {
        refuse(
            at + "/nonzeroAsZero",
            types.nonzeroAsZero(),
            "Expected at most 1 together with signReversal, %s.".formatted(types.signReversal()));
      }
      if (!ternary && types.nonzeroAsZero() > 0) {
        refuse(at + "/nonzeroAsZero", types.nonzeroAsZero(), noTernary());
      }
      if (!ternary && types.zeroAsNonzero() > 0) {
        refuse(at + "/zeroAsNonzero", types.zeroAsNonzero(), noTernary());
      }
    }
  }

  private static String noTernary() {
    return "Expected nothing here: none of the layers has ternary weights.";
  }

  private void device() {
    var cells = Objects.requireNonNull(errors.device());
    if (cells.states().measurementSet() != null) {
      refuse(
          DEVICE + "/states/measurementSet",
          cells.states().measurementSet(),
          "Expected nothing here: weights are drawn from laws. Fit a model first.");
      return;
    }
    broken.addAll(SweptCells.broken(cells(errors, ternary)));
    var sweep = errors.sweep();
    if (sweep != null && stuck(sweep)) {
      stuckValues(sweep);
    }
  }

  private void stuckValues(Sweep sweep) {
    var values = sweep.values();
    if (sweep.conditions() != null) {
      refuse(SWEEP + "/conditions", null, "Expected values: a share of stuck devices is a number.");
    }
    if (values == null) {
      refuse(SWEEP + "/values", null, "Missing; expected 2 values or more, rising.");
      return;
    }
    for (int i = 0; i < values.size(); i++) {
      double value = values.get(i);
      if (!(value >= 0 && value <= MOST_STUCK)) {
        refuse(SWEEP + "/values/" + i, value, "Expected a share from 0 to 0.999.");
      } else if (i > 0 && !(value > values.get(i - 1))) {
        refuse(SWEEP + "/values/" + i, value, "Expected more than " + values.get(i - 1) + ".");
      }
    }
  }
}
