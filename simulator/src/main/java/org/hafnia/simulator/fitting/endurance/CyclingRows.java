package org.hafnia.simulator.fitting.endurance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hafnia.simulator.measurement.MeasurementTable;

/**
 * Cycling under one programming condition.
 *
 * @param condition its word, "" where the data have none
 * @param devices reads of each device, in the order of their cycles
 */
record CyclingRows(String condition, List<Device> devices) {

  /** A read: after how many cycles, of which state, ln(R/ohm). */
  record Read(double cycle, boolean high, double lnOhm) {}

  /** A device and its reads. */
  record Device(String name, List<Read> reads) {}

  /** The data by condition, in order of first occurrence. */
  static List<CyclingRows> of(MeasurementTable data) {
    int[] devices = data.codes("device");
    double[] cycles = data.numbers("cycle");
    double[] ohms = data.numbers("resistanceOhm");
    int[] states = data.codes("state");
    int high = data.words("state").indexOf("HRS");
    boolean several = data.has("condition");
    int[] conditions = several ? data.codes("condition") : new int[data.rows()];
    Map<Integer, Map<Integer, List<Read>>> all = new LinkedHashMap<>();
    for (int row = 0; row < data.rows(); row++) {
      all.computeIfAbsent(conditions[row], key -> new LinkedHashMap<>())
          .computeIfAbsent(devices[row], key -> new ArrayList<>())
          .add(new Read(cycles[row], states[row] == high, Math.log(ohms[row])));
    }
    var found = new ArrayList<CyclingRows>();
    all.forEach(
        (condition, reads) -> {
          String word = several && condition >= 0 ? data.words("condition").get(condition) : "";
          var own = new ArrayList<Device>();
          reads.forEach(
              (device, list) -> {
                list.sort(Comparator.comparingDouble(Read::cycle));
                own.add(new Device(data.words("device").get(device), List.copyOf(list)));
              });
          found.add(new CyclingRows(word, List.copyOf(own)));
        });
    return found;
  }

  /** All reads of one state, sorted by ln R. */
  double[] sorted(boolean high) {
    return devices.stream()
        .flatMap(device -> device.reads().stream())
        .filter(read -> read.high() == high)
        .mapToDouble(Read::lnOhm)
        .sorted()
        .toArray();
  }

  double leastCycle() {
    return cycles().min().orElseThrow();
  }

  double mostCycles() {
    return cycles().max().orElseThrow();
  }

  private DoubleStream cycles() {
    return devices.stream().flatMap(d -> d.reads().stream()).mapToDouble(Read::cycle);
  }

  /** The same with each device's reads up to where it failed, devices without any left out. */
  CyclingRows until(double[] failures) {
    var working = new ArrayList<Device>();
    IntStream.range(0, devices.size())
        .forEach(
            i -> {
              var reads =
                  devices.get(i).reads().stream()
                      .filter(read -> read.cycle() < failures[i])
                      .toList();
              if (!reads.isEmpty()) {
                working.add(new Device(devices.get(i).name(), reads));
              }
            });
    return new CyclingRows(condition, working);
  }
}
