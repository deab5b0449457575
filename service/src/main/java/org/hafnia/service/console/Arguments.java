package org.hafnia.service.console;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A command with its operands and options, as the launcher passes them on. */
record Arguments(String command, List<String> operands, Map<String, String> options) {

  private static final Set<String> FLAGS = Set.of("--watch", "--check");
  private static final Set<String> WITH_VALUE =
      Set.of("--to", "--url", "--columns", "--pid", "--kind", "--mapping", "--name", "--request");

  static Arguments parse(String... words) {
    List<String> operands = new ArrayList<>();
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < words.length; i++) {
      String word = words[i];
      if (FLAGS.contains(word)) {
        options.put(word, "");
      } else if (WITH_VALUE.contains(word)) {
        if (++i == words.length) {
          throw new Failure(Failure.USAGE, word + " wants a value");
        }
        options.put(word, words[i]);
      } else if (word.startsWith("--")) {
        throw new Failure(Failure.USAGE, "unknown option " + word);
      } else {
        operands.add(word);
      }
    }
    if (operands.isEmpty()) {
      throw new Failure(
          Failure.USAGE, "which command? submit, upload, watch, network, models or status");
    }
    return new Arguments(operands.getFirst(), operands.subList(1, operands.size()), options);
  }

  /** One or more. */
  List<String> operands(String what) {
    if (operands.isEmpty()) {
      throw new Failure(Failure.USAGE, command + " wants a " + what);
    }
    return operands;
  }

  String operand(String what) {
    if (operands.size() != 1) {
      throw new Failure(Failure.USAGE, command + " wants one " + what);
    }
    return operands.getFirst();
  }

  boolean watch() {
    return options.containsKey("--watch");
  }

  Optional<String> to() {
    return Optional.ofNullable(options.get("--to"));
  }

  URI url() {
    String url = options.getOrDefault("--url", "http://127.0.0.1:8080");
    try {
      URI uri = URI.create(url);
      if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw notAnAddress(url);
    }
    throw notAnAddress(url);
  }

  /** Columns of the terminal; 0 where the output is no terminal. */
  int columns() {
    return (int) number("--columns").orElse(0L).longValue();
  }

  /** Process of the service, where it runs on this machine. */
  Optional<Long> pid() {
    return number("--pid");
  }

  private Optional<Long> number(String option) {
    try {
      return Optional.ofNullable(options.get(option)).map(Long::valueOf);
    } catch (NumberFormatException e) {
      throw new Failure(Failure.USAGE, option + " wants a number, not " + options.get(option));
    }
  }

  private static Failure notAnAddress(String url) {
    return new Failure(Failure.USAGE, "HAFNIA_URL is no http(s) address: " + url);
  }
}
