package org.hafnia.simulator.measurement.arc2;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.hafnia.simulator.measurement.MeasurementProblem;
import org.hafnia.simulator.measurement.cells.Cells;
import org.hafnia.simulator.measurement.cells.RowSource;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the biasing histories of a session, one crosspoint after the other; they are numbered
 * through all of them, from 1. Beside the five columns of the file there are the name of the
 * crosspoint, the pulses that it had got by then, and whether the row is a read that says something
 * new: a second read without a pulse between is none.
 */
public final class Arc2Rows implements RowSource {

  private static final List<String> COLUMNS =
      List.of(
          "crosspoint",
          "current",
          "voltage",
          "pulse_width",
          "read_voltage",
          "op_type",
          "pulses",
          "taken");

  private static final Pattern PLACE = Pattern.compile("W0*(\\d+)B0*(\\d+)");
  private static final int READ = 1;
  private static final int PULSE = 2;
  private static final int MOST_OPERATION = READ | PULSE;

  private final Arc2Session session;
  private final Cells cells = new Cells();
  private int crosspoint = -1;
  private @Nullable History history;
  private long at;
  private long line;
  private long pulses;
  private boolean readSincePulse;
  private String place = "";
  private String pulseVoltage = "";
  private String pulseWidth = "";

  public Arc2Rows(Path file) {
    session = Arc2Session.open(file);
  }

  @Override
  public List<String> header() {
    return COLUMNS;
  }

  @Override
  public long headerLine() {
    return 0;
  }

  @Override
  public boolean next() {
    while (history == null || at == history.rows()) {
      if (++crosspoint == session.crosspoints().size()) {
        crosspoint--;
        return false;
      }
      history = session.history(session.crosspoints().get(crosspoint));
      place = place(session.crosspoints().get(crosspoint));
      at = 0;
      pulses = 0;
      readSincePulse = false;
      pulseVoltage = "";
      pulseWidth = "";
    }
    history.seek(at++);
    line++;
    fill(session.crosspoints().get(crosspoint), history);
    return true;
  }

  private void fill(String name, History row) {
    int operation = operation(name, row);
    if ((operation & PULSE) != 0) {
      pulses++;
      readSincePulse = false;
      pulseVoltage = Float.toString(row.number("voltage"));
      pulseWidth = Float.toString(row.number("pulse_width"));
    }
    boolean taken = (operation & READ) != 0 && !readSincePulse;
    readSincePulse |= taken;
    cells.begin(line);
    cells.add(name);
    cells.add(Float.toString(row.number("current")));
    cells.add(pulseVoltage);
    cells.add(pulseWidth);
    cells.add(Float.toString(row.number("read_voltage")));
    cells.add(Integer.toString(operation));
    cells.add(Long.toString(pulses));
    cells.add(taken ? "yes" : "no");
  }

  private int operation(String name, History row) {
    long operation = row.operation();
    if (operation < READ || operation > MOST_OPERATION) {
      throw MeasurementProblem.ofFile(
          "Row %d of %s has the op_type %d; expected 1 (read), 2 (pulse) or 3 (pulse and read)."
              .formatted(at, place(name), operation));
    }
    return (int) operation;
  }

  /** "crosspoint W03B17, wordline 3, bitline 17"; names that are no such place stay as they are. */
  @Override
  public String place() {
    return place;
  }

  private static String place(String crosspoint) {
    var matcher = PLACE.matcher(crosspoint);
    return matcher.matches()
        ? "crosspoint %s, wordline %s, bitline %s"
            .formatted(crosspoint, matcher.group(1), matcher.group(2))
        : "crosspoint " + crosspoint;
  }

  @Override
  public Cells cells() {
    return cells;
  }

  @Override
  public void close() {
    session.close();
  }
}
