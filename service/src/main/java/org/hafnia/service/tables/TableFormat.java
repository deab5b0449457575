package org.hafnia.service.tables;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How rows of measurements are written; columns and units are those of their kind. */
public enum TableFormat {
  CSV("text/csv;charset=UTF-8"),
  PARQUET("application/vnd.apache.parquet"),
  /** One object per line. */
  JSON("application/x-ndjson");

  private final String mediaType;

  TableFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /** As the contract writes it, and as files of this format end. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<TableFormat> of(String word) {
    return Arrays.stream(values()).filter(format -> format.word().equals(word)).findFirst();
  }

  /** Writes rows to a stream, which is closed only where the format cannot do without. */
  public RowWriter writer(OutputStream out) {
    return switch (this) {
      case CSV -> new CsvRows(out);
      case PARQUET -> new ParquetRows(out);
      case JSON -> new JsonRows(out);
    };
  }
}
