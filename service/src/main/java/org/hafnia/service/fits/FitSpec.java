package org.hafnia.service.fits;

import java.util.List;
import java.util.Optional;
import org.hafnia.service.web.CanonicalJson;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.measurement.MeasurementTable;
import org.jspecify.annotations.Nullable;

/**
 * What a fit is to do, every default filled in; the fields are named as in the contract.
 *
 * @param name of the device model that it makes
 * @param measurementSet its name
 * @param family a word, or "auto"
 */
record FitSpec(
    String name,
    String measurementSet,
    String family,
    String variant,
    long seed,
    int bootstrapDraws,
    double confidence,
    @Nullable Select select,
    int priority) {

  static final String AUTO = "auto";

  /** Only the rows with one of these words; all where there are none. */
  record Select(
      @Nullable List<String> devices,
      @Nullable List<String> conditions,
      @Nullable List<String> states) {

    /** A column that rows are chosen by. */
    record By(String field, String column, List<String> words) {}

    /** What is chosen by, in the order of the contract. */
    List<By> by() {
      return List.of(
              new By("devices", "device", devices == null ? List.of() : devices),
              new By("conditions", "condition", conditions == null ? List.of() : conditions),
              new By("states", "state", states == null ? List.of() : states))
          .stream()
          .filter(by -> !by.words().isEmpty())
          .toList();
    }

    MeasurementTable of(MeasurementTable all) {
      boolean[] kept = new boolean[all.rows()];
      java.util.Arrays.fill(kept, true);
      for (var by : by()) {
        keep(by, all, kept);
      }
      return all.where(row -> kept[row]);
    }

    private static void keep(By by, MeasurementTable all, boolean[] kept) {
      var there = all.has(by.column()) ? all.words(by.column()) : List.<String>of();
      for (var word : by.words()) {
        if (!there.contains(word)) {
          throw Problem.of(
              ProblemType.FIT_IMPOSSIBLE,
              "The measurement set has nothing to select by /select/%s: no %s is called %s."
                  .formatted(by.field(), by.column(), word));
        }
      }
      int[] codes = all.codes(by.column());
      for (int row = 0; row < kept.length; row++) {
        kept[row] &= codes[row] >= 0 && by.words().contains(there.get(codes[row]));
      }
    }
  }

  /** Absent where the data are to choose. */
  Optional<Family> chosenFamily() {
    return Family.of(family);
  }

  FitSpec named(String other) {
    return new FitSpec(
        other, measurementSet, family, variant, seed, bootstrapDraws, confidence, select, priority);
  }

  /** Identifies the result: name and priority have no part in it. */
  String sha256() {
    return CanonicalJson.sha256(
        new FitSpec(
            "", measurementSet, family, variant, seed, bootstrapDraws, confidence, select, 0));
  }

  /** The same in the simulator's words. */
  FitOptions options(int threads) {
    return new FitOptions(name, variant, seed, bootstrapDraws, confidence, threads);
  }
}
