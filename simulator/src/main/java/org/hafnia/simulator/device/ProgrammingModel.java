package org.hafnia.simulator.device;

import java.util.List;
import java.util.OptionalDouble;
import org.hafnia.simulator.device.conditions.Asked;
import org.hafnia.simulator.device.conditions.ProgrammingCurve;
import org.hafnia.simulator.device.conditions.PulseEnergy;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelProblem;
import org.hafnia.simulator.device.states.LognormalLaw;
import org.hafnia.simulator.device.states.StatePair;

/**
 * Resistance after a SET and after a RESET against voltage, gate voltage and pulse width: {@link
 * ProgrammingCurve} for each, under the symbols "SET.start", "RESET.kV", ... Its ranges are called
 * "SET voltage", "SET gate", "SET width" and likewise for RESET. A model of one operation only has
 * no {@link #states}.
 *
 * @param description the model as data
 */
public record ProgrammingModel(ModelDescription description) implements DeviceModel {

  /** What to do. */
  public enum Operation {
    SET,
    RESET
  }

  /**
   * A programming pulse.
   *
   * @param volt over bit line and source line, in volt
   * @param gateVolt at the word line, in volt; of no effect where the data had no gate
   * @param second width, in second, positive
   */
  public record Pulse(double volt, double gateVolt, double second) {

    public Pulse {
      if (!(second > 0 && second < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("second = " + second + " must be positive, in s");
      }
    }
  }

  /** How a cell is programmed: the SET pulse and the RESET pulse. */
  public record Condition(Pulse set, Pulse reset) {}

  public ProgrammingModel {
    if (!has(description, Operation.SET) && !has(description, Operation.RESET)) {
      throw new ModelProblem("SET.start", "missing, as RESET.start is", "one of the two curves");
    }
    for (var operation : Operation.values()) {
      if (has(description, operation)) {
        ProgrammingCurve.of(description, operation.name());
      }
    }
  }

  /** The model that a description describes. */
  static ProgrammingModel of(ModelDescription description) {
    return new ProgrammingModel(description);
  }

  @Override
  public String name() {
    return description.name();
  }

  /** Whether the data had this operation. */
  public boolean has(Operation operation) {
    return has(description, operation);
  }

  private static boolean has(ModelDescription description, Operation operation) {
    return description.find(operation + ".start").isPresent();
  }

  /** The curve of an operation; a problem where the data had none. */
  public ProgrammingCurve curve(Operation operation) {
    return ProgrammingCurve.of(description, operation.name());
  }

  /**
   * The law of the resistance after one pulse.
   *
   * @throws org.hafnia.simulator.device.description.OutOfMeasuredRange outside what was measured,
   *     unless {@code extrapolate}
   */
  public LognormalLaw after(Operation operation, Pulse pulse, boolean extrapolate) {
    asked(operation, pulse, new Asked(description, extrapolate));
    return curve(operation).law(pulse.volt(), pulse.gateVolt(), pulse.second());
  }

  /**
   * LRS after the SET pulse and HRS after the RESET pulse, with the mean energy of the two ({@link
   * PulseEnergy}, at the means of ln R).
   *
   * @throws org.hafnia.simulator.device.description.OutOfMeasuredRange outside what was measured,
   *     unless {@code extrapolate}
   * @throws ModelProblem where the data had one of the two operations only
   */
  public StatePair states(Condition condition, boolean extrapolate) {
    var asked = new Asked(description, extrapolate);
    asked(Operation.SET, condition.set(), asked);
    asked(Operation.RESET, condition.reset(), asked);
    var low = after(Operation.SET, condition.set(), true);
    var high = after(Operation.RESET, condition.reset(), true);
    double energy = 0.5 * (joule(condition.set(), high, low) + joule(condition.reset(), low, high));
    return new StatePair(low, high, OptionalDouble.of(energy), asked.warnings());
  }

  private static double joule(Pulse pulse, LognormalLaw before, LognormalLaw after) {
    return PulseEnergy.joule(pulse.volt(), pulse.second(), before.mu(), after.mu());
  }

  private static void asked(Operation operation, Pulse pulse, Asked asked) {
    asked
        .about(operation + " voltage", pulse.volt())
        .about(operation + " gate", pulse.gateVolt())
        .about(operation + " width", pulse.second());
  }

  /** The operations that the data had. */
  public List<Operation> operations() {
    return List.of(Operation.values()).stream().filter(this::has).toList();
  }
}
