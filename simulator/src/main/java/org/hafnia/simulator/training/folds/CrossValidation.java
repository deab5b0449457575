package org.hafnia.simulator.training.folds;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hafnia.simulator.dataset.Samples;

/**
 * How samples are cut into folds, each of which is held out once.
 *
 * @param folds 2 to 1000
 * @param by what is dealt to the folds
 * @param repetitions of the whole, each with another cut, 1 to 100
 */
public record CrossValidation(int folds, By by, int repetitions) {

  public static final int MOST_FOLDS = 1000;
  public static final int MOST_REPETITIONS = 100;

  /** What is dealt to the folds. */
  public enum By {
    /** Single samples, each class spread evenly. */
    RECORD,
    /** Whole patients or records, so that none is trained and tested on. */
    GROUP
  }

  /** A field that does not fit the samples, and what was expected. */
  public record Misfit(String field, Object value, String detail) {}

  public CrossValidation {
    if (folds < 2 || folds > MOST_FOLDS) {
      throw new IllegalArgumentException(
          "folds is %d; it must be 2 to %d".formatted(folds, MOST_FOLDS));
    }
    if (repetitions < 1 || repetitions > MOST_REPETITIONS) {
      throw new IllegalArgumentException(
          "repetitions is %d; it must be 1 to %d".formatted(repetitions, MOST_REPETITIONS));
    }
  }

  /** Trainings that it takes. */
  public int trainings() {
    return folds * repetitions;
  }

  /**
   * What keeps the samples from being cut so: every fold must hold some of each class, or could.
   *
   * @param samples all of them, those to train and those to test on
   */
  public Optional<Misfit> misfit(Samples samples) {
    boolean grouped = by == By.GROUP;
    if (grouped && !samples.isGrouped()) {
      return Optional.of(
          new Misfit("by", "group", "Expected record: the set does not tell patients or records."));
    }
    Map<Integer, Set<Object>> members = new HashMap<>();
    Set<Object> all = new HashSet<>();
    for (int i = 0; i < samples.count(); i++) {
      Object member = grouped ? samples.group(i).orElseThrow() : i;
      members.computeIfAbsent(samples.label(i), label -> new HashSet<>()).add(member);
      all.add(member);
    }
    String what = grouped ? "groups" : "samples";
    for (var one : members.entrySet()) {
      int there = one.getValue().size();
      if (there < folds) {
        return Optional.of(
            new Misfit(
                "folds",
                folds,
                "Expected at most %d: of the %d %s, class %d has so many."
                    .formatted(there, all.size(), what, one.getKey())));
      }
    }
    return Optional.empty();
  }
}
