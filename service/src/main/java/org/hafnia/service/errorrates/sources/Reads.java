package org.hafnia.service.errorrates.sources;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.hafnia.service.errorrates.question.Point;
import org.hafnia.service.errorrates.question.Question.Condition;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.array.rate.CellStates;
import org.hafnia.simulator.array.reads.MeasuredReads;
import org.hafnia.simulator.measurement.MeasurementTable;
import org.jspecify.annotations.Nullable;

/** States as measured reads; they are loaded when the first point asks for them. */
final class Reads implements Source {

  private static final String CONDITION = "condition";

  private final Supplier<MeasurementTable> table;
  private final long rows;
  private final boolean excludeBadCells;
  private final Optional<FittedAmplifier> amplifier;
  private final Origin origin;
  private final Map<String, CellStates> byCondition = new ConcurrentHashMap<>();

  Reads(
      Supplier<MeasurementTable> table,
      long rows,
      boolean excludeBadCells,
      Optional<FittedAmplifier> amplifier,
      Origin origin) {
    this.table = table;
    this.rows = rows;
    this.excludeBadCells = excludeBadCells;
    this.amplifier = amplifier;
    this.origin = origin;
  }

  @Override
  public CellStates at(Point point) {
    Condition condition = point.states().condition();
    String name = condition == null || condition.name() == null ? "" : condition.name();
    return byCondition.computeIfAbsent(name, asked -> states(asked, point));
  }

  @Override
  public Optional<Long> rows() {
    return Optional.of(rows);
  }

  @Override
  public Optional<FittedAmplifier> amplifier() {
    return amplifier;
  }

  @Override
  public Origin origin() {
    return origin;
  }

  @Override
  public List<String> warnings() {
    return List.of(
        "Closed forms are of lognormals with the means and deviations of the reads: they know"
            + " neither tails nor bad cells.");
  }

  private CellStates states(String condition, Point point) {
    try {
      var reads = MeasuredReads.of(chosen(table.get(), condition, point));
      var kept = excludeBadCells ? reads.withoutBadCells() : reads;
      if (kept.cells() < 2) {
        String bad = excludeBadCells ? " that are not bad" : "";
        throw new IllegalArgumentException(
            "expected reads of at least 2 cells%s, for pairs are counted; found %d"
                .formatted(bad, kept.cells()));
      }
      return new CellStates(Optional.of(kept.lognormals()), Optional.of(kept));
    } catch (IllegalArgumentException unusable) {
      throw refused("/states/measurementSet", origin.measurementSet(), unusable.getMessage());
    }
  }

  /** Only the rows of the condition, where one is named. */
  private static MeasurementTable chosen(MeasurementTable all, String condition, Point point) {
    boolean has = all.has(CONDITION);
    List<String> known = has ? all.words(CONDITION) : List.of();
    if (condition.isEmpty() && known.size() < 2) {
      return all;
    }
    int code = known.indexOf(condition);
    if (code < 0) {
      String names = known.isEmpty() ? "none" : String.join(", ", known);
      throw refused(
          point.listed()
              ? "/sweep/conditions/" + point.curve() + "/name"
              : "/states/condition/name",
          condition,
          "expected one of the conditions of this set: " + names);
    }
    int[] codes = all.codes(CONDITION);
    double[] cycles = all.numbers("cycle");
    double[] ohm = all.numbers("resistanceOhm");
    int[] devices = all.codes("device");
    int[] states = all.codes("state");
    var builder = MeasurementTable.builder(all.kind());
    for (int row = 0; row < all.rows(); row++) {
      if (codes[row] == code) {
        builder
            .word("device", all.words("device").get(devices[row]))
            .number("cycle", cycles[row])
            .word("state", all.words("state").get(states[row]))
            .number("resistanceOhm", ohm[row])
            .add();
      }
    }
    return builder.build();
  }

  private static Problem refused(String pointer, @Nullable Object value, @Nullable String what) {
    return Problem.of(
        ProblemType.INVALID_REQUEST,
        pointer + ": " + what + ".",
        new FieldError(pointer, value, what + "."));
  }
}
