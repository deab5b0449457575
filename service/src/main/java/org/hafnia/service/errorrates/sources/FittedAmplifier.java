package org.hafnia.service.errorrates.sources;

import java.util.List;
import java.util.Objects;
import org.hafnia.service.errorrates.question.Defaults;
import org.hafnia.service.errorrates.question.Over;
import org.hafnia.service.errorrates.question.Point;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.array.sense.PcsaDesign;
import org.hafnia.simulator.array.sense.SenseAmplifier.Pcsa;
import org.hafnia.simulator.device.DeviceModel;
import org.hafnia.simulator.device.conditions.Asked;
import org.hafnia.simulator.device.description.OutOfMeasuredRange;

/** Sense amplifiers of a device model, used where they were measured. */
public record FittedAmplifier(
    DeviceModel.SenseAmplifier model, String sha256, boolean extrapolate) {

  static final String POINTER = "/senseAmplifier/deviceModel";

  /** The circuit; reads tell the time to sense over the capacitance, so one of them is chosen. */
  public PcsaDesign design() {
    return PcsaDesign.of(model.description(), Pcsa.USUAL_SECOND);
  }

  /** What is extrapolated at a point; a problem where that was not asked for. */
  public List<String> warnings(Point point) {
    var amplifier = point.amplifier();
    double volt = Objects.requireNonNull(amplifier.supplyVolt());
    double celsius = Objects.requireNonNull(amplifier.temperatureCelsius());
    try {
      return new Asked(model.description(), extrapolate)
          .about("supply", volt)
          .about("temperature", celsius + Defaults.ZERO_CELSIUS_KELVIN)
          .warnings();
    } catch (OutOfMeasuredRange outside) {
      throw refused(outside, point);
    }
  }

  private static Problem refused(OutOfMeasuredRange outside, Point point) {
    var range = outside.range();
    boolean supply = range.quantity().equals("supply");
    var over = supply ? Over.SUPPLY : Over.TEMPERATURE;
    boolean swept = point.over() == over && point.value() != null;
    String detail =
        "%s = %.4g %s is outside the measured range, %.4g to %.4g %s; extrapolate: true goes on."
            .formatted(
                range.quantity(),
                outside.value(),
                range.unit(),
                range.low(),
                range.high(),
                range.unit());
    String pointer = swept ? "/sweep/values/" + point.place() : "/senseAmplifier/" + over.word();
    return Problem.of(
        ProblemType.OUT_OF_MEASURED_RANGE,
        detail,
        new FieldError(
            pointer,
            supply ? point.amplifier().supplyVolt() : point.amplifier().temperatureCelsius(),
            detail));
  }
}
