package org.hafnia.service.measurements.plots;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hafnia.service.measurements.MeasurementSet;
import org.hafnia.service.plots.axes.Axis;
import org.hafnia.service.plots.sheet.Ink;
import org.hafnia.service.plots.sheet.Sheet;

/** Median and band of resistances over cycles, pulses or time, for each state. */
final class Bands {

  static final String OHM = "Resistance (Ω)";
  static final String BAND = "median, 5–95 % band";
  private static final String WIDTH = "widthSecond";

  /** Cycles over more than this factor are shown in decades. */
  private static final double DECADES = 1000;

  /** What pulses differ in, in the order of what is usually swept. */
  private static final Map<String, String> FACTORS = factors();

  private Bands() {}

  private static Map<String, String> factors() {
    var factors = new LinkedHashMap<String, String>();
    factors.put("voltageVolt", "Pulse voltage (V)");
    factors.put("gateVolt", "Gate voltage (V)");
    factors.put(WIDTH, "Pulse width (s)");
    return factors;
  }

  static Sheet overCycles(MeasurementSet set, Reading reading) {
    var cycles = reading.column("cycle");
    boolean decades = cycles.high() >= DECADES * Math.max(1, cycles.low());
    var fields = reading.fields("cycle", "resistanceOhm", "state", decades);
    return bands(set, fields, decades ? Axis.logarithmic("Cycle") : Axis.whole("Cycle"));
  }

  /** Against the factor of the pulses that takes most values. */
  static Sheet response(MeasurementSet set, Reading reading) {
    String most = "";
    Map<String, Field> fields = Map.of();
    int places = 0;
    for (String factor : FACTORS.keySet()) {
      if (reading.has(factor)) {
        boolean decades = factor.equals(WIDTH);
        var over = reading.fields(factor, "resistanceAfterOhm", "operation", decades);
        int own = over.values().stream().mapToInt(Field::places).max().orElse(0);
        if (own > places) {
          most = factor;
          fields = over;
          places = own;
        }
      }
    }
    String title = FACTORS.getOrDefault(most, "");
    return bands(set, fields, most.equals(WIDTH) ? Axis.logarithmic(title) : Axis.linear(title));
  }

  private static Sheet bands(MeasurementSet set, Map<String, Field> fields, Axis x) {
    var sheet = new Sheet(set.name(), x, Axis.logarithmic(OHM));
    var inks = StateInks.of(fields.keySet());
    fields.forEach(
        (word, field) -> {
          var all = field.spread();
          band(sheet, field, inks.of(word));
          String what = word.isEmpty() ? "" : word + ": ";
          sheet.marked(what + BAND, all.x(), all.median(), inks.of(word));
        });
    return sheet;
  }

  /** Over a single x an area has no width: there it is a bar. */
  static void band(Sheet sheet, Field field, Ink ink) {
    var all = field.spread();
    if (all.x().length == 1) {
      sheet.errorBars(all.x(), all.low(), all.high(), ink);
    } else {
      sheet.band("", all.x(), all.low(), all.high(), ink);
    }
  }

  static Sheet retention(MeasurementSet set, Reading reading) {
    boolean log = reading.column("timeSecond").high() > 0;
    var fields = reading.fields("timeSecond", "resistanceOhm", "state", log);
    String title = "Time since programming (s)";
    return bands(set, fields, log ? Axis.logarithmic(title) : Axis.linear(title));
  }
}
