package org.hafnia.simulator.device.sampling;

import java.util.function.Consumer;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.MeasurementTable;

/**
 * Rows as they are drawn, handed on in tables of at most so many: what is held at a time does not
 * grow with what is drawn.
 */
final class SampleRows {

  private final MeasurementKind kind;
  private final Target target;
  private MeasurementTable.Builder rows;
  private int count;
  private boolean handed;

  /**
   * Where rows go.
   *
   * @param most rows of a table, at least 1
   * @param taker of the tables, in order; at least one, perhaps without rows
   */
  record Target(int most, Consumer<MeasurementTable> taker) {}

  SampleRows(MeasurementKind kind, Target target) {
    this.kind = kind;
    this.target = target;
    rows = MeasurementTable.builder(kind);
  }

  /** Sets a number of the row at hand. */
  SampleRows number(String column, double value) {
    rows.number(column, value);
    return this;
  }

  /** Sets a word of the row at hand. */
  SampleRows word(String column, String value) {
    rows.word(column, value);
    return this;
  }

  /** Ends the row at hand. */
  void add() {
    rows.add();
    if (++count == target.most) {
      hand();
    }
  }

  /** Hands on what is left. */
  void end() {
    if (count > 0 || !handed) {
      hand();
    }
  }

  private void hand() {
    var table = rows.build();
    rows = MeasurementTable.builder(kind);
    count = 0;
    handed = true;
    target.taker.accept(table);
  }
}
