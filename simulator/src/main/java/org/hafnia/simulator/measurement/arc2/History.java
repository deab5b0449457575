package org.hafnia.simulator.measurement.arc2;

import io.jhdf.api.Dataset;
import java.util.Map;
import java.util.Objects;
import org.hafnia.simulator.measurement.MeasurementBlock;
import org.jspecify.annotations.Nullable;

/** The biasing history of one crosspoint, some thousand rows of it in memory at a time. */
final class History {

  static final History NONE = new History(null, 0);

  private final @Nullable Dataset table;
  private final long rows;
  private long first = -1;
  private int place;
  private float[] current = {};
  private float[] voltage = {};
  private float[] pulseWidth = {};
  private float[] readVoltage = {};
  private long[] operation = {};

  History(@Nullable Dataset table, long rows) {
    this.table = table;
    this.rows = rows;
  }

  long rows() {
    return rows;
  }

  /** Goes to a row, counted from 0. */
  void seek(long row) {
    long start = row - row % MeasurementBlock.ROWS;
    if (start != first) {
      load(start);
    }
    place = (int) (row - start);
  }

  private void load(long start) {
    int count = (int) Math.min(MeasurementBlock.ROWS, rows - start);
    Map<?, ?> slice =
        Arc2Session.reading(
            () ->
                (Map<?, ?>)
                    Objects.requireNonNull(table).getData(new long[] {start}, new int[] {count}));
    current = floats(slice, "current", count);
    voltage = floats(slice, "voltage", count);
    pulseWidth = floats(slice, "pulse_width", count);
    readVoltage = floats(slice, "read_voltage", count);
    if (!(slice.get("op_type") instanceof long[] words) || words.length != count) {
      throw Arc2Session.damaged();
    }
    operation = words;
    first = start;
  }

  private static float[] floats(Map<?, ?> slice, String column, int count) {
    if (!(slice.get(column) instanceof float[] values) || values.length != count) {
      throw Arc2Session.damaged();
    }
    return values;
  }

  float current() {
    return current[place];
  }

  float voltage() {
    return voltage[place];
  }

  float pulseWidth() {
    return pulseWidth[place];
  }

  float readVoltage() {
    return readVoltage[place];
  }

  long operation() {
    return operation[place];
  }
}
