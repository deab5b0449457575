package org.hafnia.simulator.measurement.intake;

import java.util.ArrayList;
import java.util.List;
import org.hafnia.simulator.measurement.Column;
import org.hafnia.simulator.measurement.MeasurementBlock;
import org.hafnia.simulator.measurement.Unit;
import org.hafnia.simulator.measurement.intake.Fills.Naming;
import org.hafnia.simulator.measurement.intake.Fills.NumberFill;
import org.hafnia.simulator.measurement.intake.Fills.Place;
import org.hafnia.simulator.measurement.intake.Fills.Target;
import org.hafnia.simulator.measurement.mapping.CellRef;
import org.hafnia.simulator.measurement.mapping.ColumnSource;
import org.hafnia.simulator.measurement.mapping.Faults;
import org.hafnia.simulator.measurement.mapping.Mapping;
import org.hafnia.simulator.measurement.mapping.MappingProblem;

/** Binds a mapping to the columns that a file has. */
final class Binder {

  private static final int MOST_SHOWN = 30;
  private static final int LONGEST_SHOWN = 60;

  private final Mapping mapping;
  private final List<String> header;
  private final MeasurementBlock block;
  private final Problems problems;

  Binder(Mapping mapping, List<String> header, MeasurementBlock block, Problems problems) {
    this.mapping = mapping;
    this.header = header;
    this.block = block;
    this.problems = problems;
  }

  /** For each row that a line gives, its columns; counters come last, for they count devices. */
  List<List<Fill>> bind() {
    var faults = new Faults();
    mapping.layout().skip().ifPresent(skip -> faults.check(() -> index(skip.cell())));
    var rows = new ArrayList<List<Fill>>();
    for (int row = 0; row < mapping.rows().size(); row++) {
      var own = mapping.rows().get(row);
      var fills = new ArrayList<Fill>();
      var counters = new ArrayList<Fill>();
      var sources = mapping.row(row);
      for (var column : mapping.kind().columns()) {
        var source = sources.get(column.name());
        boolean inGroup = mapping.layout().repeat().isPresent() && own.containsKey(column.name());
        if (source != null && !isLeftOut(column, source)) {
          faults.check(
              () -> {
                var fill = fill(column, source, inGroup);
                (fill instanceof Fills.CounterFill ? counters : fills).add(fill);
              });
        }
      }
      fills.addAll(counters);
      rows.add(List.copyOf(fills));
    }
    faults.throwIfAny();
    return rows;
  }

  /** The place of a cell that every line is asked for. */
  int index(CellRef cell) {
    return place(cell, "/skip", false).index();
  }

  /** Optional columns under Hafnia's own names may be absent; any other name must be there. */
  private boolean isLeftOut(Column column, ColumnSource source) {
    return mapping.isCanonical()
        && !column.required()
        && (source instanceof ColumnSource.Numeric || source instanceof ColumnSource.Word)
        && !header.contains(column.name());
  }

  private Fill fill(Column column, ColumnSource source, boolean inGroup) {
    String at = "/columns/" + column.name();
    int index = mapping.kind().columns().indexOf(column);
    var target = new Target(index, column, new Naming(header), problems);
    var words = block.words(index);
    return switch (source) {
      case ColumnSource.Numeric number -> number(number, target, at, inGroup);
      case ColumnSource.Quotient quotient ->
          new Fills.QuotientFill(
              target,
              number(quotient.voltage(), target, at, inGroup),
              number(quotient.current(), target, at, inGroup),
              quotient.magnitude());
      case ColumnSource.Word word ->
          new Fills.WordFill(target, place(word.cell(), at, inGroup), words, word.translation());
      case ColumnSource.Joined joined ->
          new Fills.JoinedFill(
              target,
              joined.cells().stream().map(cell -> place(cell, at, inGroup)).toList(),
              joined.pattern(),
              words);
      case ColumnSource.ConstantNumber constant -> new Fills.ConstantFill(index, constant.value());
      case ColumnSource.ConstantWord constant ->
          new Fills.ConstantWordFill(index, constant.word(), words);
      case ColumnSource.Counter counter -> new Fills.CounterFill(index, device(), counter);
    };
  }

  private int device() {
    var columns = mapping.kind().columns();
    return columns.stream().map(Column::name).toList().indexOf("device");
  }

  private NumberFill number(
      ColumnSource.Numeric number, Target target, String at, boolean inGroup) {
    var place = place(number.cell(), at, inGroup);
    var unit = number.unit().orElseGet(() -> Unit.si(target.column()));
    if (!inGroup && place.index() < header.size()) {
      HeaderUnits.check(header.get(place.index()), unit, at);
    }
    return new NumberFill(target, place, unit);
  }

  private Place place(CellRef cell, String at, boolean inGroup) {
    if (!cell.byName()) {
      return new Place(cell.index(), inGroup);
    }
    int index = header.indexOf(cell.name());
    if (index < 0) {
      throw new MappingProblem(
          at,
          cell.name(),
          header.isEmpty()
              ? "The file has no header with names."
              : "The file has no such column. It has: " + String.join(", ", shown()) + ".",
          shown());
    }
    if (index != header.lastIndexOf(cell.name())) {
      throw new MappingProblem(
          at,
          cell.name(),
          "The file has two columns of this name, %d and %d counted from 0. Name one by its index."
              .formatted(index, header.lastIndexOf(cell.name())),
          List.of());
    }
    return new Place(index, false);
  }

  /** What a file of another kind has for its first line can be long. */
  private List<String> shown() {
    return header.stream()
        .limit(MOST_SHOWN)
        .map(name -> name.length() > LONGEST_SHOWN ? name.substring(0, LONGEST_SHOWN) + "…" : name)
        .toList();
  }
}
