package org.hafnia.service.evaluations.outcome;

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
import java.util.stream.Stream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/** The points of an evaluation as tables. */
public final class Tables {

  private Tables() {}

  /** With a header; what is missing is left out. */
  public static byte[] csv(List<PointOutcome> points) {
    var out = new StringWriter();
    try (var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out)) {
      csv.writeRecord(
          Arrays.stream(PointRow.class.getRecordComponents())
              .map(RecordComponent::getName)
              .toList());
      points.stream().map(PointRow::of).map(Tables::cells).forEach(csv::writeRecord);
    } catch (IOException impossibleInMemory) {
      throw new UncheckedIOException(impossibleInMemory);
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> cells(PointRow row) {
    return Stream.<@Nullable Object>of(
            row.point(),
            row.name(),
            row.sweptQuantity(),
            row.sweptValue(),
            row.expectedErrorRate(),
            row.weightErrorRate(),
            row.draws(),
            row.endedEarly(),
            row.accuracy(),
            row.standardDeviation(),
            row.lowOverDraws(),
            row.highOverDraws(),
            row.lowOverTestImages(),
            row.highOverTestImages())
        .map(value -> value == null ? "" : value.toString())
        .toList();
  }

  /** Not compressed: the codecs would unpack native code at run time. */
  public static byte[] parquet(List<PointOutcome> points) {
    var out = new ByteArrayOutputStream();
    try (var parquet =
        new CarpetWriter.Builder<>(out, PointRow.class)
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .build()) {
      for (var point : points) {
        parquet.write(PointRow.of(point));
      }
    } catch (IOException impossibleInMemory) {
      throw new UncheckedIOException(impossibleInMemory);
    }
    return out.toByteArray();
  }
}
