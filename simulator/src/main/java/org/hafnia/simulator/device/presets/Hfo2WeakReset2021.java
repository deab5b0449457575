package org.hafnia.simulator.device.presets;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.description.ModelParameter;
import org.hafnia.simulator.device.description.ModelParameter.Tag;
import org.hafnia.simulator.random.TruncatedLaw;

/** Preset "hfo2-weak-reset-2021". */
public final class Hfo2WeakReset2021 {

  private static final String AUTHORS =
      "arXiv 2107.06064, repository Atreya95/Learning-with-memory-device-imperfections";
  private static final String CONSTANT = "constant";
  private static final String RADAR = "RADAR arrays, IEEE TED 2021, 10.1109/TED.2021.3097975";

  private static final TruncatedLaw SLOPE =
      new TruncatedLaw.Exponential(3.7415768289771944e-05, 0.0006564678011593196, 3.74e-5, 0.0076);
  private static final TruncatedLaw KNEE =
      new TruncatedLaw.Lognormal(0.8033817700570505, 542.5385224079308, 41, 2000);
  private static final TruncatedLaw OFFSET =
      new TruncatedLaw.Normal(0.005293141020227579, 0.05320804175540371, -0.15, 0.15);
  private static final TruncatedLaw LATE_SLOPE =
      new TruncatedLaw.Exponential(1.644496812189661e-34, 2.8890516951651312e-05, 0, 0.00013);
  private static final TruncatedLaw INITIAL = new TruncatedLaw.Normal(6988, 381.7, 6252, 7897);
  private static final TruncatedLaw AMPLITUDE = new TruncatedLaw.Uniform(0, 0.5);

  private Hfo2WeakReset2021() {}

  /** HfO2 devices of 2021 under weak RESET: the numbers of the authors' repository. */
  public static WeakResetModel model() {
    return new WeakResetModel(
        "hfo2-weak-reset-2021",
        SLOPE,
        KNEE,
        OFFSET,
        LATE_SLOPE,
        INITIAL,
        new WeakResetModel.Telegraph(0.0008, 0.002, AMPLITUDE),
        0.025,
        0,
        new WeakResetModel.Pulse(1.5, 100e-9),
        new WeakResetModel.Pulse(2.0, 100e-9),
        Stream.concat(published().stream(), pulses().stream()).toList(),
        List.of());
  }

  private static List<ModelParameter> published() {
    return List.of(
        drawn("slope before the knee", "m1", "1/pulse", SLOPE),
        drawn("knee", "t*", "pulse", KNEE),
        drawn("offset after SET", "c1", "1", OFFSET),
        drawn("slope after the knee", "m2", "1/pulse", LATE_SLOPE),
        drawn("initial resistance", "R0", "ohm", INITIAL),
        drawn("telegraph amplitude", "amp", "1", AMPLITUDE),
        fixed("telegraph, low to high", "P(low->high)", "1/pulse", 0.0008),
        fixed("telegraph, high to low", "P(high->low)", "1/pulse", 0.002),
        fixed("coupling of the pink noise", "alpha", "1", 0.025),
        fixed("pink noise memory", "taps", "pulse", 15),
        fixed("most pulses per update", "n_max", "pulse", 14));
  }

  /** Not part of the published model: what its pulses may have been. For the energy only. */
  private static List<ModelParameter> pulses() {
    var window = "about the middle of the weak-RESET window of the " + RADAR;
    var width = "shorter of the two widths in the RESET sweeps of the " + RADAR;
    var sweep = "SET gate sweep of the " + RADAR;
    var gate = sweep + "; its median reaches 7.0 kohm at a gate of 2.5 V";
    return List.of(
        pulse("weak RESET voltage", "V_reset", new Value("V", 1.5, 1.4, 1.65), window, Tag.R),
        pulse("weak RESET pulse width", "t_reset", new Value("s", 1e-7, 1e-7, 2e-7), width, Tag.R),
        pulse("SET voltage", "V_set", new Value("V", 2.0, 1.8, 2.6), gate, Tag.D),
        pulse("SET pulse width", "t_set", new Value("s", 1e-7, 1e-7, 3e-7), sweep, Tag.D));
  }

  /** A constant, and between which values it was measured. */
  private record Value(String unit, double value, double low, double high) {}

  private static ModelParameter pulse(
      String name, String symbol, Value value, String source, Tag tag) {
    return new ModelParameter(
        name,
        symbol,
        value.unit(),
        CONSTANT,
        Map.of("value", value.value()),
        value.low(),
        value.high(),
        value.value(),
        source + "; energy only",
        tag);
  }

  private static ModelParameter drawn(String name, String symbol, String unit, TruncatedLaw law) {
    return new ModelParameter(
        name,
        symbol,
        unit,
        law.family(),
        numbers(law),
        law.min(),
        law.max(),
        law.mean(),
        AUTHORS,
        Tag.S);
  }

  private static ModelParameter fixed(String name, String symbol, String unit, double value) {
    return new ModelParameter(
        name, symbol, unit, CONSTANT, Map.of("value", value), value, value, value, AUTHORS, Tag.S);
  }

  private static Map<String, Double> numbers(TruncatedLaw law) {
    return switch (law) {
      case TruncatedLaw.Exponential e -> Map.of("location", e.location(), "scale", e.scale());
      case TruncatedLaw.Normal n -> Map.of("mean", n.centre(), "deviation", n.deviation());
      case TruncatedLaw.Lognormal l -> Map.of("shape", l.shape(), "median", l.median());
      case TruncatedLaw.Uniform u -> Map.of("from", u.min(), "to", u.max());
    };
  }
}
