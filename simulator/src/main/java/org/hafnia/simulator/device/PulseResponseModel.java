package org.hafnia.simulator.device;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.device.description.MeasuredRange;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelParameter;
import org.hafnia.simulator.device.pulse.Conductance;
import org.hafnia.simulator.device.pulse.PulseDevice;
import org.hafnia.simulator.device.pulse.PulseNoise;
import org.hafnia.simulator.device.pulse.StepLaw;
import org.hafnia.simulator.device.pulse.StepSizes;
import org.hafnia.simulator.device.pulse.WeightBounds;

/**
 * Analog memory that moves by a step per pulse, up and down; the state is a dimensionless weight w.
 *
 * <pre>
 *   w' = clip( w + d dw_d y_d(w) (1 + c xi), b_min, b_max );   additive: d dw_d (y_d(w) + c xi)
 *   a read shows  w + n dw_min xi
 * </pre>
 *
 * with d = +1 or -1, xi standard normal and independent, y_d the step law, dw_d and the bounds
 * drawn once per device. Where the conductance is known, G = G0 + S w; where a model tells its
 * pulses, "V_pulse" in volt and "t_pulse" in second, their energy is V_pulse^2 t_pulse G.
 *
 * <p>Source: IBM/aihwkit, its pulsed devices and their documentation.
 *
 * @param name name of the preset or fit
 * @param title a line for people
 * @param reference where it comes from
 * @param law how steps depend on the weight
 * @param sizes step sizes
 * @param bounds hard bounds
 * @param noise cycle-to-cycle and write noise
 * @param oneSided whether it takes up pulses only; going down is a reset of the whole device
 * @param conductance what a weight is in siemens, where that is known
 * @param parameters all of the above with unit, source and tag
 * @param range where it was measured; empty where that is not known
 */
public record PulseResponseModel(
    String name,
    String title,
    String reference,
    StepLaw law,
    StepSizes sizes,
    WeightBounds bounds,
    PulseNoise noise,
    boolean oneSided,
    Optional<Conductance> conductance,
    List<ModelParameter> parameters,
    List<MeasuredRange> range)
    implements DeviceModel {

  public PulseResponseModel {
    parameters = List.copyOf(parameters);
    range = List.copyOf(range);
  }

  @Override
  public ModelDescription description() {
    return new ModelDescription(
        name, Family.PULSE_RESPONSE, title, reference, parameters, range, Map.of());
  }

  /** The model of a description of family pulse-response. */
  public static PulseResponseModel of(ModelDescription description) {
    return PulseResponseDescription.model(description);
  }

  /** The device with those four normal numbers: size, up/down asymmetry, upper, lower bound. */
  public PulseDevice device(double xiSize, double xiUpDown, double xiUpper, double xiLower) {
    return new PulseDevice(
        sizes.of(1, xiSize, xiUpDown),
        sizes.of(-1, xiSize, xiUpDown),
        bounds.upper(xiUpper),
        bounds.lower(xiLower));
  }

  /** The weight after a pulse in that direction, with the cycle-to-cycle number xi. */
  public double after(int direction, double weight, PulseDevice device, double xi) {
    double factor = law.factor(direction, weight, device);
    double noisy =
        noise.additive() ? factor + noise.cycle() * xi : factor * (1 + noise.cycle() * xi);
    return device.bounded(weight + direction * device.step(direction) * noisy);
  }

  /** What a read of that weight shows, with the write-noise number xi. */
  public double read(double weight, double xi) {
    return weight + noise.write() * sizes.mean() * xi;
  }
}
