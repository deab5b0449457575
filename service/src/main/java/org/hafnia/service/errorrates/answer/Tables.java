package org.hafnia.service.errorrates.answer;

import com.jerolba.carpet.CarpetWriter;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/** Answers as tables: a line for each rate and for each code. */
public final class Tables {

  private Tables() {}

  public static byte[] csv(Answer answer) {
    var components = RateRow.class.getRecordComponents();
    var header = Arrays.stream(components).map(RecordComponent::getName).toList();
    return written(header, RateRow.of(answer).stream().map(Tables::cells));
  }

  private static byte[] written(List<String> header, Stream<List<String>> rows) {
    var out = new StringWriter();
    try (var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out)) {
      csv.writeRecord(header);
      rows.forEach(csv::writeRecord);
    } catch (IOException impossibleInMemory) {
      throw new UncheckedIOException(impossibleInMemory);
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> cells(RateRow row) {
    return List.of(
        text(row.point()),
        text(row.condition()),
        text(row.sweptQuantity()),
        text(row.sweptValue()),
        row.cell(),
        row.error(),
        row.method(),
        row.code(),
        text(row.rate()),
        text(row.low()),
        text(row.high()),
        text(row.cellsPerBit()),
        text(row.energyPicojoulePerBit()),
        text(row.lrsMedianOhm()),
        text(row.hrsMedianOhm()));
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  /** Not compressed: the codecs would unpack native code at run time. */
  public static byte[] parquet(Answer answer) {
    var out = new ByteArrayOutputStream();
    try (var parquet =
        new CarpetWriter.Builder<>(out, RateRow.class)
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .build()) {
      for (var row : RateRow.of(answer)) {
        parquet.write(row);
      }
    } catch (IOException impossibleInMemory) {
      throw new UncheckedIOException(impossibleInMemory);
    }
    return out.toByteArray();
  }

  /** The read map, a line for each cell of it. */
  public static byte[] csv(ReadMap map) {
    int cells = map.plusOne().size();
    return written(
        List.of("resistanceBlOhm", "resistanceBlbOhm", "minusOne", "zero", "plusOne", "meanRead"),
        IntStream.range(0, cells * cells).mapToObj(i -> cells(map, i / cells, i % cells)));
  }

  private static List<String> cells(ReadMap map, int row, int column) {
    double minus = map.minusOne().get(row).get(column);
    double plus = map.plusOne().get(row).get(column);
    return List.of(
        text(middle(map, column)),
        text(middle(map, row)),
        text(minus),
        text(Math.max(0, 1 - minus - plus)),
        text(plus),
        text(plus - minus));
  }

  private static double middle(ReadMap map, int cell) {
    return Math.sqrt(map.edgesOhm().get(cell) * map.edgesOhm().get(cell + 1));
  }
}
