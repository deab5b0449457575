package org.hafnia.simulator.measurement.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.List;
import org.hafnia.simulator.measurement.Column;
import org.jspecify.annotations.Nullable;

/** CSV by RFC 4180, lines ended by LF; numbers so that they are read as the same binary64. */
final class CsvWriting implements MeasurementWriter {

  private static final double WHOLE = 1e15;

  private final Writer out;

  CsvWriting(OutputStream out, List<Column> columns) throws IOException {
    this.out = new BufferedWriter(new OutputStreamWriter(out, UTF_8), 1 << 16);
    row(columns.stream().map(Column::name).toList());
  }

  @Override
  public void row(List<?> values) throws IOException {
    for (int i = 0; i < values.size(); i++) {
      out.write(i == 0 ? "" : ",");
      out.write(text(values.get(i)));
    }
    out.write('\n');
  }

  private static String text(@Nullable Object value) {
    if (value instanceof Double number) {
      boolean whole = number == Math.rint(number) && Math.abs(number) < WHOLE;
      return whole ? Long.toString(number.longValue()) : number.toString();
    }
    String word = value == null ? "" : value.toString();
    boolean plain = word.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain && !word.startsWith("#") ? word : '"' + word.replace("\"", "\"\"") + '"';
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
