package org.hafnia.simulator.network.presets;

import java.util.List;

/**
 * One parameter of a preset.
 *
 * @param name as requests write it
 * @param kind what its values are
 * @param usual value where a request says nothing: an Integer, a Double, a word, or a list of
 *     Integers
 * @param low least number; NaN for words
 * @param high greatest number; NaN for words
 * @param words that it can be; empty for numbers
 * @param meaning in a few words
 */
public record PresetParameter(
    String name,
    Kind kind,
    Object usual,
    double low,
    double high,
    List<String> words,
    String meaning) {

  /** What the values of a parameter are. */
  public enum Kind {
    /** A whole number. */
    INTEGER,
    /** Any number. */
    NUMBER,
    /** One of some words. */
    WORD,
    /** 1 to 64 whole numbers. */
    INTEGERS
  }

  static PresetParameter integer(String name, int usual, int low, int high, String meaning) {
    return new PresetParameter(name, Kind.INTEGER, usual, low, high, List.of(), meaning);
  }

  static PresetParameter number(
      String name, double usual, double low, double high, String meaning) {
    return new PresetParameter(name, Kind.NUMBER, usual, low, high, List.of(), meaning);
  }

  static PresetParameter word(String name, String usual, List<String> words, String meaning) {
    return new PresetParameter(
        name, Kind.WORD, usual, Double.NaN, Double.NaN, List.copyOf(words), meaning);
  }

  /** The value, refused where it is none of this parameter. */
  public Object checked(Object value) {
    boolean fits =
        switch (kind) {
          case INTEGER -> value instanceof Integer number && isInside(number);
          case NUMBER -> value instanceof Number number && isInside(number.doubleValue());
          case WORD -> value instanceof String word && words.contains(word);
          case INTEGERS ->
              value instanceof List<?> list
                  && !list.isEmpty()
                  && list.stream().allMatch(one -> one instanceof Integer i && isInside(i));
        };
    if (!fits) {
      throw new IllegalArgumentException("%s is %s; expected %s".formatted(name, value, range()));
    }
    return value;
  }

  private boolean isInside(double value) {
    return value >= low && value <= high;
  }

  /** The values it takes, in words. */
  public String range() {
    return switch (kind) {
      case INTEGER -> "a whole number from %.0f to %.0f".formatted(low, high);
      case NUMBER -> "a number from %s to %s".formatted(low, high);
      case WORD -> "one of " + String.join(", ", words);
      case INTEGERS -> "a list of whole numbers from %.0f to %.0f".formatted(low, high);
    };
  }
}
