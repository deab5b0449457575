package org.hafnia.simulator.measurement.format;

import java.util.Arrays;
import java.util.Optional;

/** Formats of files with measurements. */
public enum FileFormat {
  /** Text with a delimiter, found out or given. */
  CSV("csv"),
  /** Text with tabs between the cells. */
  TSV("tsv"),
  JSON_LINES("json-lines"),
  PARQUET("parquet"),
  /** A session of ArC2Control; no other HDF5 is read. */
  HDF5("hdf5");

  private final String word;

  FileFormat(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  public static Optional<FileFormat> of(String word) {
    return Arrays.stream(values()).filter(format -> format.word.equals(word)).findFirst();
  }
}
