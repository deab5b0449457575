package org.hafnia.service.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** How long each kind of request took, every one of them kept, and which failed. */
final class Latencies {

  private final Map<String, ConcurrentLinkedQueue<Long>> nanos = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> errors = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> unchanged = new ConcurrentHashMap<>();

  /** Counts an answer; 304 is one of the good ones. */
  void answered(String kind, long took, int status) {
    nanos.computeIfAbsent(kind, any -> new ConcurrentLinkedQueue<>()).add(took);
    if (status == 304) {
      unchanged.computeIfAbsent(kind, any -> new AtomicInteger()).incrementAndGet();
    } else if (status < 200 || status > 299) {
      failed(kind, "status " + status);
    }
  }

  void failed(String kind, String why) {
    errors.computeIfAbsent(kind + ": " + why, any -> new AtomicInteger()).incrementAndGet();
  }

  int count() {
    return nanos.values().stream().mapToInt(ConcurrentLinkedQueue::size).sum();
  }

  int errors() {
    return errors.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  /** The greatest of the kinds. */
  double worstPercentileMillis(double percentile) {
    return nanos.values().stream()
        .mapToDouble(each -> percentileMillis(sorted(each), percentile))
        .max()
        .orElse(Double.NaN);
  }

  /** Kinds whose percentile is above the limit. */
  Map<String, Double> above(double percentile, double limitMillis) {
    var found = new TreeMap<String, Double>();
    nanos.forEach(
        (kind, each) -> {
          double millis = percentileMillis(sorted(each), percentile);
          if (millis > limitMillis) {
            found.put(kind, millis);
          }
        });
    return found;
  }

  void print() {
    System.out.printf(
        "%-64s %7s %6s %8s %8s %8s%n", "request", "count", "304", "p50 ms", "p99 ms", "max ms");
    new TreeMap<>(nanos)
        .forEach(
            (kind, each) -> {
              long[] sorted = sorted(each);
              System.out.printf(
                  Locale.ROOT,
                  "%-64s %7d %6d %8.1f %8.1f %8.1f%n",
                  kind,
                  sorted.length,
                  unchanged.getOrDefault(kind, new AtomicInteger()).get(),
                  percentileMillis(sorted, 50),
                  percentileMillis(sorted, 99),
                  percentileMillis(sorted, 100));
            });
    errors.forEach((what, count) -> System.out.printf("ERROR %s: %d times%n", what, count.get()));
  }

  private static long[] sorted(ConcurrentLinkedQueue<Long> values) {
    long[] sorted = values.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  /** The least value that is not exceeded by that share of all. */
  private static double percentileMillis(long[] sorted, double percentile) {
    int rank = (int) Math.ceil(percentile / 100 * sorted.length);
    return sorted[Math.max(rank, 1) - 1] / 1e6;
  }
}
