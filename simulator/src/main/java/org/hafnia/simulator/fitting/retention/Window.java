package org.hafnia.simulator.fitting.retention;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Times of reads that are shown as one: the cells of an array are read one after the other.
 *
 * @param from first of the times, in second
 * @param to last of them
 * @param centre their geometric mean
 */
record Window(double from, double to, double centre) {

  /** Ten windows in a decade. */
  private static final double WIDEST = Math.pow(10, 0.1);

  /** Of rising times above 0. */
  static List<Window> of(double[] times) {
    var windows = new ArrayList<Window>();
    int first = 0;
    for (int i = 1; i <= times.length; i++) {
      if (i == times.length || times[i] > WIDEST * times[first]) {
        double[] inside = Arrays.copyOfRange(times, first, i);
        double mean = Arrays.stream(inside).map(Math::log).average().orElseThrow();
        windows.add(new Window(inside[0], inside[inside.length - 1], Math.exp(mean)));
        first = i;
      }
    }
    return List.copyOf(windows);
  }

  boolean has(double second) {
    return second >= from && second <= to;
  }
}
