package org.hafnia.service.fits;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import org.hafnia.simulator.fitting.FitResult.DeviceEstimate;

/** What is known of each device as CSV: a row for each of its parameters. */
final class DeviceTable implements AutoCloseable {

  private final CsvWriter csv;

  private DeviceTable(CsvWriter csv) {
    this.csv = csv;
  }

  static DeviceTable to(OutputStream out) {
    var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out, UTF_8);
    csv.writeRecord("device", "symbol", "value", "standardError", "identified", "note");
    return new DeviceTable(csv);
  }

  void add(DeviceEstimate device) {
    device
        .values()
        .forEach(
            (symbol, value) ->
                csv.writeRecord(
                    device.device(),
                    symbol,
                    number(value.value()),
                    number(value.standardError()),
                    String.valueOf(value.identified()),
                    device.note()));
    if (device.values().isEmpty()) {
      csv.writeRecord(device.device(), "", "", "", "", device.note());
    }
  }

  private static String number(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "";
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
