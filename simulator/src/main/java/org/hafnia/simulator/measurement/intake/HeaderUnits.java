package org.hafnia.simulator.measurement.intake;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.hafnia.simulator.measurement.Unit;
import org.hafnia.simulator.measurement.mapping.MappingProblem;

/** Finds a unit that a header names, as in "R (kOhm)", and holds the mapping against it. */
final class HeaderUnits {

  private static final Pattern UNIT = Pattern.compile("[(\\[]\\s*([^)\\]]+?)\\s*[)\\]]\\s*$");
  private static final Map<String, Unit> WRITTEN = new HashMap<>();

  static {
    for (var unit : Unit.values()) {
      WRITTEN.put(unit.word(), unit);
    }
    written(Unit.OHM, "Ohm", "ohms", "Ohms", "Ω");
    written(Unit.KILOOHM, "kohm", "kOhm", "kOhms", "kΩ");
    written(Unit.MEGAOHM, "Mohm", "MOhm", "MΩ");
    written(Unit.SIEMENS, "S");
    written(Unit.MILLISIEMENS, "mS");
    written(Unit.MICROSIEMENS, "uS", "µS", "μS");
    written(Unit.NANOSIEMENS, "nS");
    written(Unit.MICROSECOND, "µs", "μs");
    written(Unit.MICROAMPERE, "µA", "μA");
    written(Unit.CELSIUS, "°C", "C");
    WRITTEN.remove(Unit.ONE.word());
  }

  private HeaderUnits() {}

  private static void written(Unit unit, String... ways) {
    for (var way : ways) {
      WRITTEN.put(way, unit);
    }
  }

  static void check(String name, Unit mapped, String at) {
    var matcher = UNIT.matcher(name);
    if (!matcher.find()) {
      return;
    }
    var named = WRITTEN.get(matcher.group(1));
    if (named != null && named != mapped) {
      throw new MappingProblem(
          at + "/unit",
          mapped.word(),
          "The header says " + name + ", so expected the unit " + named.word() + ".");
    }
  }
}
