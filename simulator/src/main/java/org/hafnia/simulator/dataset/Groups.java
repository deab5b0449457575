package org.hafnia.simulator.dataset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The patient or record that each of many samples is from; an id is kept once. */
public final class Groups {

  private final List<String> ids;
  private final int[] of;

  private Groups(List<String> ids, int[] of) {
    this.ids = ids;
    this.of = of;
  }

  /** One id for each sample. */
  public static Groups of(List<String> perSample) {
    Map<String, Integer> known = new HashMap<>();
    int[] of = new int[perSample.size()];
    for (int i = 0; i < of.length; i++) {
      of[i] = known.computeIfAbsent(perSample.get(i), id -> known.size());
    }
    var ids = new String[known.size()];
    known.forEach((id, number) -> ids[number] = id);
    return new Groups(List.of(ids), of);
  }

  /** The ids of some samples, then of others; none where either has none. */
  static @Nullable Groups join(
      @Nullable Groups first, int[] samples, @Nullable Groups second, int[] others) {
    if (first == null || second == null) {
      return null;
    }
    return of(
        Stream.concat(
                IntStream.of(samples).mapToObj(first::id),
                IntStream.of(others).mapToObj(second::id))
            .toList());
  }

  /** Samples that have an id. */
  int count() {
    return of.length;
  }

  String id(int sample) {
    return ids.get(of[sample]);
  }
}
