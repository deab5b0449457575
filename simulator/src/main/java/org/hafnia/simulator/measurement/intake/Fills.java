package org.hafnia.simulator.measurement.intake;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hafnia.simulator.measurement.Column;
import org.hafnia.simulator.measurement.MeasurementBlock;
import org.hafnia.simulator.measurement.Unit;
import org.hafnia.simulator.measurement.Words;
import org.hafnia.simulator.measurement.cells.Cells;
import org.hafnia.simulator.measurement.mapping.ColumnSource.Counter;
import org.hafnia.simulator.measurement.mapping.Values;

/** The ways to fill a column. */
final class Fills {

  private Fills() {}

  /** Where a column goes, and how its cells are called. */
  record Target(int index, Column column, Naming naming, Problems problems) {

    /** Reports a value that breaks a rule. */
    boolean refuse(Cells cells, int cell, String rule) {
      problems.add(cells.line(), naming.of(cell), cells.text(cell), rule);
      return false;
    }

    boolean missing(Cells cells, int cell) {
      return !column.required() || refuse(cells, cell, "a value; every row needs " + column.name());
    }
  }

  /** Names of the columns of the file. */
  record Naming(List<String> header) {
    String of(int cell) {
      return cell < header.size() && !header.get(cell).isBlank()
          ? header.get(cell)
          : String.valueOf(cell);
    }
  }

  /** A cell, at a fixed place of the line or within its group. */
  record Place(int index, boolean inGroup) {
    int of(Fill.Group group) {
      return inGroup ? group.base() + index : index;
    }
  }

  /** A number of the file. */
  record NumberFill(Target target, Place place, Unit unit) implements Fill {
    @Override
    public boolean fill(Cells cells, Group group, MeasurementBlock block) {
      int cell = place.of(group);
      if (cells.missing(cell)) {
        return target.missing(cells, cell);
      }
      double read = cells.number(cell);
      double value = unit.toSi(read);
      if (!Values.fits(target.column().rule(), value)) {
        return target.refuse(cells, cell, Rules.number(target.column(), cells.text(cell), read));
      }
      block.numbers(target.index())[block.rows()] = value;
      return true;
    }

    @Override
    public boolean absent(Cells cells, Group group) {
      return cells.missing(place.of(group));
    }
  }

  /** A voltage over a current. */
  record QuotientFill(Target target, NumberFill voltage, NumberFill current, boolean magnitude)
      implements Fill {
    @Override
    public boolean fill(Cells cells, Group group, MeasurementBlock block) {
      int volts = voltage.place().of(group);
      int amperes = current.place().of(group);
      if (cells.missing(volts) || cells.missing(amperes)) {
        return target.missing(cells, cells.missing(volts) ? volts : amperes);
      }
      double u = cells.number(volts);
      double i = cells.number(amperes);
      if (Double.isNaN(u) || Double.isNaN(i)) {
        int bad = Double.isNaN(u) ? volts : amperes;
        return target.refuse(
            cells, bad, Rules.number(target.column(), cells.text(bad), Double.NaN));
      }
      double ratio = voltage.unit().toSi(u) / current.unit().toSi(i);
      double value = magnitude ? Math.abs(ratio) : ratio;
      if (!Values.fits(target.column().rule(), value)) {
        return target.refuse(
            cells,
            amperes,
            "voltage over current must be a resistance above 0, from 1e-6 to 1e18 ohm");
      }
      block.numbers(target.index())[block.rows()] = value;
      return true;
    }

    @Override
    public boolean absent(Cells cells, Group group) {
      return voltage.absent(cells, group) && current.absent(cells, group);
    }
  }

  /** A word of the file, as it stands or translated. */
  record WordFill(Target target, Place place, Words words, Map<String, String> translation)
      implements Fill {
    @Override
    public boolean fill(Cells cells, Group group, MeasurementBlock block) {
      int cell = place.of(group);
      if (cells.missing(cell)) {
        return target.missing(cells, cell);
      }
      int known = words.size();
      int code;
      if (translation.isEmpty()) {
        code = cells.code(cell, words);
      } else {
        var word = translation.get(cells.word(cell));
        if (word == null) {
          return target.refuse(
              cells, cell, "one of " + translation.keySet().stream().sorted().toList());
        }
        code = words.code(word);
      }
      if (code >= known || Rules.fixed(target.column())) {
        Optional<String> rule = Values.word(target.column(), words.list().get(code));
        if (rule.isPresent()) {
          return target.refuse(cells, cell, rule.get());
        }
      }
      block.codes(target.index())[block.rows()] = code;
      return true;
    }

    @Override
    public boolean absent(Cells cells, Group group) {
      return cells.missing(place.of(group));
    }
  }

  /** A word made of several cells. */
  record JoinedFill(Target target, List<Place> places, String pattern, Words words)
      implements Fill {
    @Override
    public boolean fill(Cells cells, Group group, MeasurementBlock block) {
      String word = pattern.replace("{line}", Long.toString(cells.line()));
      for (int i = 0; i < places.size(); i++) {
        int cell = places.get(i).of(group);
        if (cells.missing(cell)) {
          return target.refuse(cells, cell, "a value; every row needs " + target.column().name());
        }
        word = word.replace("{" + i + "}", cells.word(cell));
      }
      block.codes(target.index())[block.rows()] = words.code(word);
      return true;
    }
  }

  /** The same number everywhere. */
  record ConstantFill(int index, double value) implements Fill {
    @Override
    public boolean fill(Cells cells, Group group, MeasurementBlock block) {
      block.numbers(index)[block.rows()] = value;
      return true;
    }
  }

  /** The same word everywhere. */
  record ConstantWordFill(int index, String word, Words words) implements Fill {
    @Override
    public boolean fill(Cells cells, Group group, MeasurementBlock block) {
      block.codes(index)[block.rows()] = words.code(word);
      return true;
    }
  }

  /** A number that counts. */
  static final class CounterFill implements Fill {

    private final int index;
    private final int device;
    private final Counter counter;
    private long[] rowsOfDevice = new long[256];

    CounterFill(int index, int device, Counter counter) {
      this.index = index;
      this.device = device;
      this.counter = counter;
    }

    @Override
    public boolean fill(Cells cells, Group group, MeasurementBlock block) {
      long before =
          switch (counter.counted()) {
            case ROWS -> group.fileRow();
            case GROUPS -> group.number();
            case ROWS_OF_DEVICE -> rowsOfDevice(block.codes(device)[block.rows()]);
          };
      block.numbers(index)[block.rows()] = counter.first() + before;
      return true;
    }

    private long rowsOfDevice(int code) {
      int known = Math.max(code, 0);
      if (known >= rowsOfDevice.length) {
        rowsOfDevice = Arrays.copyOf(rowsOfDevice, 2 * known);
      }
      return rowsOfDevice[known]++;
    }
  }
}
