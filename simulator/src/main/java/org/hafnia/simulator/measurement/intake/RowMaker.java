package org.hafnia.simulator.measurement.intake;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.hafnia.simulator.measurement.Column;
import org.hafnia.simulator.measurement.MeasurementBlock;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.MeasurementProblem;
import org.hafnia.simulator.measurement.cells.Cells;
import org.hafnia.simulator.measurement.cells.RowSource;
import org.hafnia.simulator.measurement.intake.Fill.Group;
import org.hafnia.simulator.measurement.mapping.Mapping;

/** Makes rows of measurements out of the lines of a file. */
final class RowMaker {

  private final Mapping mapping;
  private final MeasurementBlock block;
  private final Problems problems;
  private final Keys keys;
  private final Full full;
  private final List<List<Fill>> rows;
  private final int skipCell;
  private final List<String> header;
  private final long headerLine;
  private final int device;
  private final int state;
  private final int condition;
  private final int count;
  private int width = -1;
  private long widthLine;
  private long fileRows;
  private long skipped;

  /** Takes a full block on. */
  interface Full {
    void accept(MeasurementBlock block) throws IOException;
  }

  /** The rows of a device do not stand in order: they must be read again, remembering all. */
  static final class OutOfOrder extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutOfOrder() {
      super("counts of a device do not rise", null, false, false);
    }
  }

  /** What goes on from one file to the next. */
  record Shared(MeasurementBlock block, Problems problems, Keys keys, Full full) {}

  RowMaker(Mapping mapping, RowSource source, Shared shared) {
    this.mapping = mapping;
    problems = shared.problems();
    keys = shared.keys();
    full = shared.full();
    header = source.header();
    headerLine = source.headerLine();
    block = shared.block();
    var binder = new Binder(mapping, header, block, problems);
    rows = binder.bind();
    skipCell = mapping.layout().skip().map(skip -> binder.index(skip.cell())).orElse(-1);
    device = word("device");
    state = word("state");
    condition = word("condition");
    count =
        switch (mapping.kind()) {
          case PULSE_TRAIN -> index("pulse");
          case CYCLING -> index("cycle");
          default -> -1;
        };
    if (!header.isEmpty()) {
      width = header.size();
      widthLine = headerLine;
    }
  }

  void accept(Cells cells) throws IOException {
    if (!fitsWidth(cells)) {
      return;
    }
    if (isSkipped(cells)) {
      skipped++;
      return;
    }
    var repeat = mapping.layout().repeat();
    int from = repeat.map(Mapping.Repeat::from).orElse(0);
    int step = repeat.map(Mapping.Repeat::width).orElse(cells.count());
    int groups = repeat.isPresent() ? (cells.count() - from) / step : 1;
    for (int number = 0; number < groups; number++) {
      var group = new Group(from + number * step, number, fileRows);
      for (var fills : rows) {
        make(cells, group, fills);
      }
    }
    fileRows++;
  }

  /** A group that has nothing in it stands for a read that was not made. */
  private void make(Cells cells, Group group, List<Fill> fills) throws IOException {
    if (mapping.layout().repeat().isPresent() && isEmpty(cells, group, fills)) {
      return;
    }
    boolean good = true;
    for (var fill : fills) {
      good &= fill.fill(cells, group, block);
    }
    if (good && hasRead(cells) && isNew(cells)) {
      block.keep();
      if (block.full()) {
        full.accept(block);
        block.next();
      }
    } else {
      block.blank();
    }
  }

  private boolean isEmpty(Cells cells, Group group, List<Fill> fills) {
    boolean any = false;
    for (var fill : fills) {
      if (fill instanceof Fills.NumberFill number && number.place().inGroup()) {
        any |= !fill.absent(cells, group);
      }
    }
    return !any;
  }

  /** A pulse train is read as a resistance or as a state, so one of both must be there. */
  private boolean hasRead(Cells cells) {
    if (mapping.kind() != MeasurementKind.PULSE_TRAIN
        || !Double.isNaN(block.numbers(index("resistanceOhm"))[block.rows()])
        || !Double.isNaN(block.numbers(index("state"))[block.rows()])) {
      return true;
    }
    problems.add(
        cells.line(), "resistanceOhm", "", "a value; every row needs resistanceOhm or state");
    return false;
  }

  private boolean isNew(Cells cells) {
    if (count < 0) {
      return true;
    }
    double number = block.numbers(count)[block.rows()];
    var found = keys.add(code(device), code(state), code(condition), number);
    return switch (found) {
      case NEW -> true;
      case OUT_OF_ORDER -> throw new OutOfOrder();
      case TOO_MANY ->
          throw MeasurementProblem.ofFile(
              "Rows do not rise by "
                  + name(count)
                  + " within each device, and more than "
                  + Keys.MOST
                  + " of them cannot be checked for being there twice: sort the file.");
      case TWICE -> twice(cells, number);
    };
  }

  private boolean twice(Cells cells, double number) {
    var word = block.words(device).list().get(code(device));
    var stated = code(state) < 0 ? "" : ", " + block.words(state).list().get(code(state));
    problems.add(
        cells.line(),
        "device, " + name(count) + (stated.isEmpty() ? "" : ", state"),
        word + ", " + (long) number + stated,
        "each "
            + name(count)
            + " of a device once; two devices have one id, or a row is there twice");
    return false;
  }

  private boolean fitsWidth(Cells cells) {
    if (width < 0) {
      width = cells.count();
      widthLine = cells.line();
    }
    if (cells.count() == width) {
      return fitsGroups(cells);
    }
    boolean many = cells.count() > width;
    int first = Math.min(cells.count(), width);
    int excess = Math.abs(cells.count() - width);
    problems.add(
        cells.line(),
        many ? String.valueOf(first) : new Fills.Naming(header).of(first),
        many ? cells.text(first) : "",
        "%d columns%s, found %d: %d too %s"
            .formatted(
                width,
                widthLine > 0 ? " as in line " + widthLine : "",
                cells.count(),
                excess,
                many ? "many" : "few"));
    return false;
  }

  private boolean fitsGroups(Cells cells) {
    var repeat = mapping.layout().repeat();
    if (repeat.isPresent()) {
      int columns = cells.count() - repeat.get().from();
      if (columns <= 0 || columns % repeat.get().width() != 0) {
        problems.add(
            cells.line(),
            String.valueOf(cells.count()),
            cells.count() + " columns",
            "%d columns and groups of %d behind them"
                .formatted(repeat.get().from(), repeat.get().width()));
        return false;
      }
    }
    return true;
  }

  private boolean isSkipped(Cells cells) {
    Optional<Mapping.Skip> skip = mapping.layout().skip();
    if (skip.isEmpty()) {
      return false;
    }
    String wanted = skip.get().equal();
    double number = cells.number(skipCell);
    return Double.isNaN(number)
        ? cells.text(skipCell).equals(wanted)
        : Double.toString(number).equals(asNumber(wanted));
  }

  private static String asNumber(String text) {
    try {
      return Double.toString(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return text;
    }
  }

  private int code(int column) {
    return column < 0 ? -1 : block.codes(column)[block.rows()];
  }

  private int word(String column) {
    return mapping.kind().column(column).filter(one -> one.type() == Column.Type.WORD).isPresent()
        ? index(column)
        : -1;
  }

  private int index(String column) {
    return mapping.kind().columns().stream().map(Column::name).toList().indexOf(column);
  }

  private String name(int column) {
    return mapping.kind().columns().get(column).name();
  }

  long skipped() {
    return skipped;
  }
}
