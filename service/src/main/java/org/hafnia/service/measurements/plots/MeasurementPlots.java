package org.hafnia.service.measurements.plots;

import java.util.List;
import java.util.Optional;
import org.hafnia.service.measurements.MeasurementSet;
import org.hafnia.service.measurements.MeasurementSets;
import org.hafnia.service.plots.Plot;
import org.hafnia.service.plots.axes.Axis;
import org.hafnia.service.plots.sheet.Ink;
import org.hafnia.service.plots.sheet.Palette;
import org.hafnia.service.plots.sheet.Sheet;
import org.hafnia.service.plots.sheet.Sheet.Colours;
import org.springframework.stereotype.Service;

/** The pictures that there are of a set. */
@Service
public class MeasurementPlots {

  private static final int MAP_CELLS = 40;
  private static final int TRACES = 5;

  private final MeasurementSets sets;

  MeasurementPlots(MeasurementSets sets) {
    this.sets = sets;
  }

  /** A picture by its name, and what it shows. */
  public record Entry(String name, String title) {}

  /** Which pictures there are. */
  public List<Entry> of(MeasurementSet set) {
    var reading = new Reading(sets, set);
    var distribution = new Entry("distribution", "Cumulative distribution, normal scale");
    var histogram = new Entry("histogram", "Histogram of resistances");
    return switch (set.kind()) {
      case PULSE_TRAIN -> {
        var traces = new Entry("traces", "Traces, median and 5–95 % band");
        yield reading.has("resistanceOhm")
            ? List.of(traces, distribution, histogram)
            : List.of(traces);
      }
      case CYCLING ->
          List.of(
              distribution, histogram, new Entry("endurance", "Median and 5-95 % band by cycle"));
      case PROGRAMMING ->
          List.of(new Entry("response", "Resistance after the pulse"), distribution, histogram);
      case RETENTION ->
          List.of(
              new Entry("retention", "Median and 5-95 % band in time"), distribution, histogram);
      case SENSE -> List.of(new Entry("sense-map", "Mean read value over both resistances"));
    };
  }

  /** The picture of that name, where there is one. */
  public Optional<Plot> draw(MeasurementSet set, String name) {
    if (of(set).stream().noneMatch(entry -> entry.name().equals(name))) {
      return Optional.empty();
    }
    var reading = new Reading(sets, set);
    var sheet =
        switch (name) {
          case "traces" -> traces(set, reading);
          case "distribution" -> Populations.distribution(set, reading);
          case "histogram" -> Populations.histogram(set, reading);
          case "endurance" -> Bands.overCycles(set, reading);
          case "response" -> Bands.response(set, reading);
          case "retention" -> Bands.retention(set, reading);
          default -> senseMap(set, reading);
        };
    return Optional.of(() -> sheet);
  }

  private static Sheet traces(MeasurementSet set, Reading reading) {
    boolean ohm = reading.has("resistanceOhm");
    String value = ohm ? "resistanceOhm" : "state";
    var y = ohm ? Axis.logarithmic(Bands.OHM) : Axis.linear("Normalised conductance (1)");
    var sheet = new Sheet(set.name(), Axis.whole("Pulse"), y);
    var traces = reading.traces("pulse", value, TRACES);
    var fields = reading.fields("pulse", value, "", false).values();
    boolean several = traces.size() > 1;
    fields.stream().filter(field -> several).forEach(field -> Bands.band(sheet, field, Ink.BLUE));
    for (int i = 0; i < traces.size(); i++) {
      var trace = traces.get(i);
      if (trace.x().length > 0) {
        sheet.trace(trace.device(), trace.x(), trace.y(), Ink.of(i + 1));
      }
    }
    // Upon the traces: one of them may hide it.
    fields.stream()
        .filter(field -> several)
        .map(Field::spread)
        .forEach(all -> sheet.line("all devices: " + Bands.BAND, all.x(), all.median(), Ink.BLUE));
    return sheet;
  }

  private Sheet senseMap(MeasurementSet set, Reading reading) {
    var x = map(reading, "resistanceBlOhm");
    var y = map(reading, "resistanceBlbOhm");
    double[][] sums = new double[MAP_CELLS][MAP_CELLS];
    double[][] counts = new double[MAP_CELLS][MAP_CELLS];
    int bl = reading.index("resistanceBlOhm");
    int blb = reading.index("resistanceBlbOhm");
    int read = reading.index("read");
    sets.scan(
        set,
        chunk -> {
          for (int row = 0; row < chunk.rows(); row++) {
            int across = x.bin(chunk.number(bl, row));
            int up = y.bin(chunk.number(blb, row));
            sums[up][across] += chunk.number(read, row);
            counts[up][across]++;
          }
        });
    for (int up = 0; up < MAP_CELLS; up++) {
      for (int across = 0; across < MAP_CELLS; across++) {
        sums[up][across] /= counts[up][across];
      }
    }
    return new Sheet(
            set.name(),
            Axis.logarithmic("Resistance of BL (Ω)"),
            Axis.logarithmic("Resistance of BLb (Ω)"))
        .image(
            new Colours("Mean read value, −1 to +1", Palette.DIVERGING, -1, 1),
            x.edges(),
            y.edges(),
            sums);
  }

  private static Bins map(Reading reading, String name) {
    var column = reading.column(name);
    return Bins.of(column.low(), column.high(), MAP_CELLS, true);
  }
}
