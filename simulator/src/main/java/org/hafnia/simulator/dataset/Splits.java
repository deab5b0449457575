package org.hafnia.simulator.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hafnia.simulator.random.RandomStream;

/**
 * Divides samples into some to train on and some held out. Every division is a function of the seed
 * alone; each part keeps the order of its samples; nothing is copied.
 */
public final class Splits {

  private Splits() {}

  /**
   * Two parts of the same samples, which share none.
   *
   * @param train to learn from
   * @param held to validate or to test on
   */
  public record Parts(Samples train, Samples held) {}

  /**
   * Holds out a fraction of each class.
   *
   * @param fraction in (0, 1)
   */
  public static Parts holdOut(Samples samples, double fraction, long seed) {
    checkFraction(fraction);
    boolean[] held = new boolean[samples.count()];
    int stratum = 0;
    for (var members : byClass(samples).values()) {
      int[] order = stream(seed, "hold out").permutation(members.size(), stratum++);
      int wanted = share(members.size(), fraction);
      for (int k = 0; k < wanted; k++) {
        held[members.get(order[k])] = true;
      }
    }
    return parts(samples, held);
  }

  /**
   * Holds out whole patients or records, so that none has samples in both parts.
   *
   * @param fraction of the groups, in (0, 1)
   */
  public static Parts holdOutGroups(Samples samples, double fraction, long seed) {
    checkFraction(fraction);
    var groups = byGroup(samples);
    int[] order = stream(seed, "hold out groups").permutation(groups.size(), 0);
    int wanted = share(groups.size(), fraction);
    boolean[] held = new boolean[samples.count()];
    for (int k = 0; k < wanted; k++) {
      groups.get(order[k]).forEach(i -> held[i] = true);
    }
    return parts(samples, held);
  }

  /**
   * Cuts samples into k folds, each class spread evenly; part i holds out fold i.
   *
   * @param k 2 to the number of samples
   */
  public static List<Parts> folds(Samples samples, int k, long seed) {
    return all(samples, foldNumbers(samples, k, seed), k);
  }

  /** As above, the one part that holds out fold {@code number}, from 0. */
  public static Parts fold(Samples samples, int k, long seed, int number) {
    return part(samples, foldNumbers(samples, k, seed), number);
  }

  private static int[] foldNumbers(Samples samples, int k, long seed) {
    checkFolds(k, samples.count(), "samples");
    int[] fold = new int[samples.count()];
    int stratum = 0;
    int next = 0;
    for (var members : byClass(samples).values()) {
      int[] order = stream(seed, "folds").permutation(members.size(), stratum++);
      for (int member : order) {
        fold[members.get(member)] = next++ % k;
      }
    }
    return fold;
  }

  /**
   * Cuts samples into k folds of whole patients or records; the largest groups are dealt first, to
   * the fold that has fewest samples, so that folds are about as large.
   *
   * @param k 2 to the number of groups
   */
  public static List<Parts> groupFolds(Samples samples, int k, long seed) {
    return all(samples, groupFoldNumbers(samples, k, seed), k);
  }

  /** As above, the one part that holds out fold {@code number}, from 0. */
  public static Parts groupFold(Samples samples, int k, long seed, int number) {
    return part(samples, groupFoldNumbers(samples, k, seed), number);
  }

  private static int[] groupFoldNumbers(Samples samples, int k, long seed) {
    var groups = byGroup(samples);
    checkFolds(k, groups.size(), "groups");
    int[] order = stream(seed, "group folds").permutation(groups.size(), 0);
    var dealt =
        IntStream.of(order)
            .mapToObj(groups::get)
            .sorted((a, b) -> Integer.compare(b.size(), a.size()))
            .toList();
    int[] filled = new int[k];
    int[] fold = new int[samples.count()];
    for (var group : dealt) {
      int least = IntStream.range(0, k).reduce(0, (a, b) -> filled[b] < filled[a] ? b : a);
      filled[least] += group.size();
      group.forEach(i -> fold[i] = least);
    }
    return fold;
  }

  private static List<Parts> all(Samples samples, int[] fold, int k) {
    return IntStream.range(0, k).mapToObj(number -> part(samples, fold, number)).toList();
  }

  private static Parts part(Samples samples, int[] fold, int number) {
    boolean[] held = new boolean[fold.length];
    for (int i = 0; i < fold.length; i++) {
      held[i] = fold[i] == number;
    }
    return parts(samples, held);
  }

  private static Parts parts(Samples samples, boolean[] held) {
    int[] out = IntStream.range(0, held.length).filter(i -> held[i]).toArray();
    int[] in = IntStream.range(0, held.length).filter(i -> !held[i]).toArray();
    if (in.length == 0 || out.length == 0) {
      throw new IllegalArgumentException(
          "%d samples to train on and %d held out: each part needs at least one"
              .formatted(in.length, out.length));
    }
    return new Parts(samples.select(in), samples.select(out));
  }

  private static Map<Integer, List<Integer>> byClass(Samples samples) {
    Map<Integer, List<Integer>> members = new LinkedHashMap<>();
    for (int i = 0; i < samples.count(); i++) {
      members.computeIfAbsent(samples.label(i), label -> new ArrayList<>()).add(i);
    }
    return members;
  }

  private static List<List<Integer>> byGroup(Samples samples) {
    if (!samples.isGrouped()) {
      throw new IllegalArgumentException(
          "samples without patient or record ids cannot be divided by them");
    }
    Map<String, List<Integer>> members = new LinkedHashMap<>();
    for (int i = 0; i < samples.count(); i++) {
      members.computeIfAbsent(samples.group(i).orElseThrow(), id -> new ArrayList<>()).add(i);
    }
    return List.copyOf(members.values());
  }

  private static int share(int count, double fraction) {
    return Math.clamp(Math.round(count * fraction), Math.min(1, count - 1), Math.max(1, count - 1));
  }

  private static RandomStream stream(long seed, String purpose) {
    return RandomStream.of(seed, "data set " + purpose, 0);
  }

  private static void checkFraction(double fraction) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException("a fraction of " + fraction + ": must be in (0, 1)");
    }
  }

  private static void checkFolds(int k, int most, String what) {
    if (k < 2 || k > most) {
      throw new IllegalArgumentException(
          "%d folds of %d %s: must be 2..%d".formatted(k, most, what, most));
    }
  }
}
