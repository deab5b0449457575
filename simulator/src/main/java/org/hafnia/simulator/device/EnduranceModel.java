package org.hafnia.simulator.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hafnia.simulator.device.conditions.Asked;
import org.hafnia.simulator.device.conditions.EnduranceCurve;
import org.hafnia.simulator.device.conditions.FailureLaw;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelProblem;
import org.hafnia.simulator.device.states.MixtureLaw;
import org.hafnia.simulator.device.states.StateLaw;
import org.hafnia.simulator.device.states.StatePair;

/**
 * LRS and HRS against the number of SET/RESET cycles, for each programming condition: {@link
 * EnduranceCurve} of the working cells under the symbols "LRS.mean", "HRS.drift", "knee", ... and
 * {@link FailureLaw} of those that stop switching. Where there are several conditions, "strong." or
 * what it is called stands before each symbol. The energy of a condition, where it is known, is the
 * constant "energy" in joule. The range is "cycles".
 *
 * @param description the model as data
 */
public record EnduranceModel(ModelDescription description) implements DeviceModel {

  private static final String FIRST = "LRS.mean";

  public EnduranceModel {
    var conditions = conditions(description);
    if (conditions.isEmpty()) {
      throw new ModelProblem(FIRST, "missing", "a parameter of family endurance");
    }
    for (String condition : conditions) {
      EnduranceCurve.of(description, condition, "LRS");
      EnduranceCurve.of(description, condition, "HRS");
      FailureLaw.of(description, condition);
    }
  }

  /** The model that a description describes. */
  static EnduranceModel of(ModelDescription description) {
    return new EnduranceModel(description);
  }

  @Override
  public String name() {
    return description.name();
  }

  /** The programming conditions, in the order of the description; "" where there is one only. */
  public List<String> conditions() {
    return conditions(description);
  }

  private static List<String> conditions(ModelDescription description) {
    var found = new ArrayList<String>();
    for (var parameter : description.parameters()) {
      String symbol = parameter.symbol();
      if (symbol.equals(FIRST)) {
        found.add("");
      } else if (symbol.endsWith("." + FIRST)) {
        found.add(symbol.substring(0, symbol.length() - FIRST.length() - 1));
      }
    }
    return found;
  }

  /** The working cells' curve of a state, "LRS" or "HRS". */
  public EnduranceCurve curve(String condition, String state) {
    return EnduranceCurve.of(description, known(condition), state);
  }

  /** The law of failing; empty where no cell had failed. */
  public Optional<FailureLaw> failures(String condition) {
    return FailureLaw.of(description, known(condition));
  }

  /** {@link #states(String, double, boolean)} of the one condition that there is. */
  public StatePair states(double cycles, boolean extrapolate) {
    return states(conditions().getFirst(), cycles, extrapolate);
  }

  /**
   * The two states after so many cycles.
   *
   * @param condition one of {@link #conditions}
   * @param cycles at least 0
   * @throws org.hafnia.simulator.device.description.OutOfMeasuredRange outside what was measured,
   *     unless {@code extrapolate}
   */
  public StatePair states(String condition, double cycles, boolean extrapolate) {
    var asked = new Asked(description, extrapolate).about("cycles", cycles);
    StateLaw low = curve(condition, "LRS").law(cycles);
    StateLaw high = curve(condition, "HRS").law(cycles);
    var failures = failures(condition);
    if (failures.isPresent()) {
      double share = failures.get().failed(cycles);
      low = mixed(low, failures.get().stuck(), share);
      high = mixed(high, failures.get().stuck(), share);
    }
    return new StatePair(low, high, energy(condition), asked.warnings());
  }

  private static StateLaw mixed(StateLaw working, StateLaw stuck, double share) {
    if (share <= 0) {
      return working;
    }
    return share >= 1 ? stuck : new MixtureLaw(working, stuck, share);
  }

  private OptionalDouble energy(String condition) {
    String symbol = condition.isEmpty() ? "energy" : condition + ".energy";
    return description.find(symbol).isPresent()
        ? OptionalDouble.of(description.constant(symbol))
        : OptionalDouble.empty();
  }

  private String known(String condition) {
    if (!conditions().contains(condition)) {
      throw new IllegalArgumentException(
          "condition = \"" + condition + "\" is none of " + conditions());
    }
    return condition;
  }
}
