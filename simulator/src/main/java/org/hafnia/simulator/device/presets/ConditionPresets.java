package org.hafnia.simulator.device.presets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hafnia.simulator.device.DeviceModel;
import org.hafnia.simulator.device.conditions.EnduranceCurve;
import org.hafnia.simulator.device.conditions.ProgrammingCurve;
import org.hafnia.simulator.device.conditions.RetentionCurve;
import org.hafnia.simulator.device.conditions.Term;
import org.hafnia.simulator.device.conditions.Terms;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.device.description.MeasuredRange;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelParameter;
import org.hafnia.simulator.device.description.ModelParameter.Quantity;
import org.hafnia.simulator.device.description.ModelParameter.Tag;

/** Programming, endurance and retention of measured arrays: what our fits of public data gave. */
final class ConditionPresets {

  private static final String RADAR = "RADAR arrays, IEEE TED 2021, 10.1109/TED.2021.3097975";
  private static final String SET_SWEEP = "our fit of set-sweep-bl-inner-4-14-20, " + RADAR;
  private static final String RESET_SWEEP =
      "our fit of reset-sweep-sl-200ns-step-0.05-9-21-20, " + RADAR;
  private static final String CHIP =
      "our fit of 1us_endurance, one cell of a 40 nm chip, public measurements";
  private static final String RELAXATION =
      "our fit of techA_relaxdata, 16,384 cells of technology A, public measurements (MIT)";

  private ConditionPresets() {}

  static List<DeviceModel> models() {
    return List.of(programming(), endurance(), retention());
  }

  /** SET against gate and width, RESET against voltage, of 60 cells of HfO2. */
  private static DeviceModel programming() {
    var parameters = new ArrayList<ModelParameter>();
    parameters.addAll(
        ProgrammingCurve.SUM.parameters(
            "SET.", SET_SWEEP, 11.363, 8.5109, 0.63578, 0.10781, 0.10053, 0.032353, 0.53136, 0,
            7.5344, 3.0171));
    parameters.addAll(reference("SET.", SET_SWEEP, 3.3, 2.08));
    parameters.addAll(
        ProgrammingCurve.SUM.parameters(
            "RESET.",
            RESET_SWEEP,
            8.702,
            10.594,
            0.027035,
            0.64512,
            0.21224,
            0.22226,
            1.1546,
            5.9022,
            0,
            0));
    parameters.addAll(reference("RESET.", RESET_SWEEP, 1.15, 3.5));
    var ranges =
        List.of(
            new MeasuredRange("SET voltage", "V", 3.3, 3.3),
            new MeasuredRange("SET gate", "V", 1.5, 3),
            new MeasuredRange("SET width", "s", 1e-7, 3e-7),
            new MeasuredRange("RESET voltage", "V", 0, 4),
            new MeasuredRange("RESET gate", "V", 3.5, 3.5),
            new MeasuredRange("RESET width", "s", 2e-7, 2e-7));
    return DeviceModel.of(
        new ModelDescription(
            "hfo2-radar-programming-2021",
            Family.PROGRAMMING,
            "SET against gate and pulse width, RESET against voltage, of HfO2 cells",
            RADAR,
            parameters,
            ranges,
            Map.of()));
  }

  private static List<ModelParameter> reference(
      String prefix, String source, double volt, double gateVolt) {
    return List.of(
        constant("reference voltage", prefix + "V0", new Quantity(volt, "V"), source),
        constant("reference gate voltage", prefix + "g0", new Quantity(gateVolt, "V"), source),
        constant("reference width", prefix + "w0", new Quantity(2e-7, "s"), source),
        constant(
            "shape of the step, 1 logistic, 0 Gumbel",
            prefix + "kappa",
            new Quantity(0, "1"),
            source));
  }

  /** LRS and HRS over a million cycles of 1 us pulses. */
  private static DeviceModel endurance() {
    var parameters = new ArrayList<ModelParameter>();
    var terms = EnduranceCurve.KNEE.terms();
    var own = new Terms(terms.subList(0, terms.size() - 1));
    parameters.addAll(
        own.parameters("LRS.", CHIP, 9.28204, 0.031318, 0.066617, 0.31207, 0, 0.28261, 0.35793));
    parameters.addAll(
        own.parameters("HRS.", CHIP, 12.1051, -0.3547, 0.87197, -0.12614, 0, 0.15393, 0.49977));
    Term knee = terms.getLast();
    parameters.add(knee.parameter("", 240990, CHIP));
    parameters.add(constant("reference cycle", "n0", new Quantity(1e4, "1"), CHIP));
    return DeviceModel.of(
        new ModelDescription(
            "rram-40nm-endurance",
            Family.ENDURANCE,
            "LRS and HRS of one cell over a million cycles of 1 us pulses",
            CHIP,
            parameters,
            List.of(new MeasuredRange("cycles", "1", 100, 1005000)),
            Map.of()));
  }

  /** Relaxation from 10 ms to 10,000 s. */
  private static DeviceModel retention() {
    var parameters =
        new ArrayList<>(
            RetentionCurve.MIXED.parameters(
                "",
                RELAXATION,
                -6.93097e-4,
                -7.0761e-4,
                0.128164,
                0.480286,
                0.00483777,
                21732.5,
                2.23224,
                0,
                0.629638));
    parameters.add(constant("reference temperature", "T0", new Quantity(298, "K"), RELAXATION));
    parameters.add(constant("reference ln(R/ohm)", "x00", new Quantity(9.03, "1"), RELAXATION));
    return DeviceModel.of(
        new ModelDescription(
            "rram-relaxation-a",
            Family.RETENTION,
            "Relaxation of resistance from 10 ms to 10,000 s, temperature not varied",
            RELAXATION,
            parameters,
            List.of(
                new MeasuredRange("time", "s", 0, 10050),
                new MeasuredRange("temperature", "K", 298, 298.15),
                new MeasuredRange("resistance", "ohm", 3228, 1e6)),
            Map.of()));
  }

  private static ModelParameter constant(
      String name, String symbol, Quantity value, String source) {
    return ModelParameter.constant(name, symbol, value, source, Tag.D);
  }
}
