package org.hafnia.service.measurements.plots;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hafnia.service.plots.sheet.Ink;

/** The same colour for the same state in all pictures, others in the order of their names. */
record StateInks(Map<String, Ink> byWord) {

  private static final Map<String, Ink> LOW_OR_HIGH =
      Map.of("LRS", Ink.BLUE, "SET", Ink.BLUE, "HRS", Ink.VERMILION, "RESET", Ink.VERMILION);

  static StateInks of(Set<String> words) {
    var inks = new HashMap<String, Ink>();
    var others = new ArrayDeque<>(List.of(Ink.values()));
    if (words.stream().anyMatch(LOW_OR_HIGH::containsKey)) {
      others.removeAll(LOW_OR_HIGH.values());
    }
    for (String word : words) {
      var own = LOW_OR_HIGH.get(word);
      inks.put(word, own == null ? Objects.requireNonNullElse(others.poll(), Ink.BLACK) : own);
    }
    return new StateInks(Map.copyOf(inks));
  }

  Ink of(String word) {
    return byWord.getOrDefault(word, Ink.BLACK);
  }
}
