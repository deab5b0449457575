package org.hafnia.simulator.dataset;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which of the stored samples are meant, and how they are read; nothing of it is copied. */
final class View {

  private final int count;
  private final int @Nullable [] rows;
  private final @Nullable Groups groups;
  private final @Nullable Normalisation normalisation;

  private View(
      int count,
      int @Nullable [] rows,
      @Nullable Groups groups,
      @Nullable Normalisation normalisation) {
    this.count = count;
    this.rows = rows;
    this.groups = groups;
    this.normalisation = normalisation;
  }

  static View whole(int count) {
    return new View(count, null, null, null);
  }

  View first(int n) {
    return new View(n, rows, groups, normalisation);
  }

  View select(int[] indices) {
    return new View(
        indices.length, Arrays.stream(indices).map(this::stored).toArray(), groups, normalisation);
  }

  /** The samples of this view and of another one of the same store. */
  View plus(View other) {
    int[] both = Arrays.copyOf(rows(), count + other.count);
    System.arraycopy(other.rows(), 0, both, count, other.count);
    return new View(both.length, both, groups, normalisation);
  }

  /** Where each sample is stored. */
  int[] rows() {
    return IntStream.range(0, count).map(this::stored).toArray();
  }

  View grouped(@Nullable Groups known) {
    return new View(count, rows, known, normalisation);
  }

  View normalised(@Nullable Normalisation wanted) {
    return new View(count, rows, groups, wanted);
  }

  int count() {
    return count;
  }

  /** Whether these are the first samples in the order in which they are stored. */
  boolean inOrder() {
    return rows == null;
  }

  @Nullable Groups groups() {
    return groups;
  }

  @Nullable Normalisation normalisation() {
    return normalisation;
  }

  /** Where sample i is stored. */
  int stored(int i) {
    if (i < 0 || i >= count) {
      throw new IndexOutOfBoundsException("sample " + i + " of " + count);
    }
    return rows == null ? i : rows[i];
  }

  /** Memory of the view itself. */
  long bytes() {
    return rows == null ? 0 : (long) count * Integer.BYTES;
  }
}
