package org.hafnia.simulator.measurement.format;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipException;
import org.hafnia.simulator.measurement.MeasurementProblem;
import org.hafnia.simulator.measurement.arc2.Arc2Rows;
import org.hafnia.simulator.measurement.cells.RowSource;
import org.hafnia.simulator.measurement.mapping.Mapping;

/** Opens a file by its format, given or found out from its first bytes. */
public final class MeasurementFiles {

  private MeasurementFiles() {}

  /** Rows of the file; a problem where it is empty, binary or in another format. */
  public static RowSource open(Path file, Mapping mapping, Optional<FileFormat> given)
      throws IOException {
    Opened opened;
    try {
      opened = Opened.of(file);
    } catch (EOFException | ZipException e) {
      throw cutOff(0);
    }
    try {
      return rows(file, opened, mapping, given);
    } catch (IOException | RuntimeException e) {
      opened.stream().close();
      throw e;
    }
  }

  private static RowSource rows(
      Path file, Opened opened, Mapping mapping, Optional<FileFormat> given) throws IOException {
    if (opened.isEmpty()) {
      throw MeasurementProblem.ofFile("The file is empty.");
    }
    if (opened.isParquet() || given.filter(FileFormat.PARQUET::equals).isPresent()) {
      opened.stream().close();
      if (opened.packed() || !opened.isParquet()) {
        throw MeasurementProblem.ofFile(
            opened.packed()
                ? "Parquet within gzip is not read: Parquet packs its columns itself."
                : "The file is not Parquet: its first bytes are not PAR1.");
      }
      return new ParquetRows(file);
    }
    if (opened.isHdf5() || given.filter(FileFormat.HDF5::equals).isPresent()) {
      return session(file, opened);
    }
    String start = opened.text();
    if (start.isBlank()) {
      throw MeasurementProblem.ofFile("The file is empty.");
    }
    boolean json = given.map(FileFormat.JSON_LINES::equals).orElse(start.strip().startsWith("{"));
    if (json) {
      return new JsonLineRows(opened);
    }
    var delimiter =
        given.filter(FileFormat.TSV::equals).map(tabs -> '\t').or(mapping.layout()::delimiter);
    return new DelimitedRows(opened, TextLayout.of(start, mapping, delimiter));
  }

  private static RowSource session(Path file, Opened opened) throws IOException {
    opened.stream().close();
    if (opened.packed() || !opened.isHdf5()) {
      throw MeasurementProblem.ofFile(
          opened.packed()
              ? "HDF5 within gzip is not read, for rows are found by their place: unpack it."
              : "The file is not HDF5: its first bytes are not those of such a file.");
    }
    return new Arc2Rows(file);
  }

  /** A packed file that ends too early, or whose bytes are not what was packed. */
  public static MeasurementProblem cutOff(long line) {
    return MeasurementProblem.ofFile(
        "The gzip file is damaged or cut off"
            + (line > 0 ? " behind line " + line : " at its beginning")
            + ".");
  }
}
