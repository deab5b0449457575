package org.hafnia.simulator.network.presets;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hafnia.simulator.network.Binarize;
import org.hafnia.simulator.network.Precision;

/**
 * The values of a preset's parameters, every one of them inside its range.
 *
 * @param values by name, in the order of the parameters
 */
public record PresetValues(Map<String, Object> values) {

  /**
   * Fills in what is left open.
   *
   * @throws IllegalArgumentException for a value out of range, with the range, and for a name that
   *     is none
   */
  static PresetValues of(List<PresetParameter> parameters, Map<String, Object> asked) {
    var values = new LinkedHashMap<String, Object>();
    for (var parameter : parameters) {
      values.put(
          parameter.name(),
          parameter.checked(asked.getOrDefault(parameter.name(), parameter.usual())));
    }
    for (var name : asked.keySet()) {
      if (!values.containsKey(name)) {
        throw new IllegalArgumentException(
            "%s is no parameter; known: %s".formatted(name, String.join(", ", values.keySet())));
      }
    }
    return new PresetValues(values);
  }

  int integer(String name) {
    return ((Number) value(name)).intValue();
  }

  double number(String name) {
    return ((Number) value(name)).doubleValue();
  }

  List<Integer> integers(String name) {
    return ((List<?>) value(name)).stream().map(Integer.class::cast).toList();
  }

  Precision precision(String name) {
    return Precision.valueOf(((String) value(name)).toUpperCase(Locale.ROOT));
  }

  Binarize binarize() {
    return Binarize.of((String) value(Preset.BINARIZE)).orElseThrow();
  }

  /** So many filters, augmented; at least one. */
  int filters(double usual) {
    return Math.toIntExact(Math.max(1, Math.round(usual * number(Preset.AUGMENTATION))));
  }

  private Object value(String name) {
    var value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("the preset has no parameter " + name);
    }
    return value;
  }
}
