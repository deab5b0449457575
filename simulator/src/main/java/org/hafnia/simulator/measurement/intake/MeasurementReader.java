package org.hafnia.simulator.measurement.intake;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipException;
import org.hafnia.simulator.measurement.MeasurementBlock;
import org.hafnia.simulator.measurement.MeasurementProblem;
import org.hafnia.simulator.measurement.cells.RowSource;
import org.hafnia.simulator.measurement.format.FileFormat;
import org.hafnia.simulator.measurement.format.MeasurementFiles;
import org.hafnia.simulator.measurement.mapping.Mapping;
import org.hafnia.simulator.measurement.mapping.MappingCheck;
import org.hafnia.simulator.measurement.summary.MeasurementSummary;
import org.hafnia.simulator.measurement.summary.Summaries;

/**
 * Reads a file of any size in bounded memory: every row is checked and turned into SI units, and
 * all of it is kept or nothing.
 */
public final class MeasurementReader {

  private final Mapping mapping;
  private final Options options;

  /**
   * What is known of the file beforehand.
   *
   * @param format empty to find it out
   * @param mostRows rows of measurements beyond which a file is refused
   */
  public record Options(Optional<FileFormat> format, long mostRows) {

    public static Options usual() {
      return new Options(Optional.empty(), Long.MAX_VALUE);
    }
  }

  /**
   * What a file holds.
   *
   * @param sha256 over the kind and the rows in SI units, whatever file they came from
   * @param last the last block, whose words are those of all
   */
  public record Reading(String sha256, MeasurementSummary summary, MeasurementBlock last) {}

  public MeasurementReader(Mapping mapping, Options options) {
    this.mapping = MappingCheck.checked(mapping);
    this.options = options;
  }

  /**
   * Passes every row on.
   *
   * @throws MeasurementProblem where rows break rules or the file cannot be read
   * @throws org.hafnia.simulator.measurement.mapping.MappingProblem where the mapping does not fit
   */
  public Reading read(Path file, MeasurementSink sink) throws IOException {
    try {
      return read(file, sink, new Keys(false));
    } catch (RowMaker.OutOfOrder again) {
      return read(file, sink, new Keys(true));
    }
  }

  private Reading read(Path file, MeasurementSink sink, Keys keys) throws IOException {
    try (var rows = MeasurementFiles.open(file, mapping, options.format())) {
      sink.begin();
      return new Pass(rows, sink).read(keys);
    }
  }

  /** One way through the file. */
  private final class Pass {

    private final RowSource rows;
    private final MeasurementSink sink;
    private final Problems problems = new Problems();
    private final Digest digest = new Digest(mapping.kind());
    private final Summaries summaries = new Summaries(mapping.kind());

    Pass(RowSource rows, MeasurementSink sink) {
      this.rows = rows;
      this.sink = sink;
    }

    Reading read(Keys keys) throws IOException {
      var maker = new RowMaker(mapping, rows, problems, keys, this::pass);
      while (next()) {
        maker.accept(rows.cells());
      }
      problems.throwIfAny();
      var last = maker.rest();
      if (last.rows() > 0) {
        pass(last);
      }
      if (last.firstRow() + last.rows() == 0) {
        throw MeasurementProblem.ofFile(nothing(maker));
      }
      return new Reading(digest.hex(), summaries.summary(last, maker.skipped()), last);
    }

    private boolean next() throws IOException {
      try {
        return rows.next();
      } catch (EOFException | ZipException e) {
        throw MeasurementFiles.cutOff(rows.cells().line());
      }
    }

    /** Once something is wrong nothing is kept, so that nothing more needs to be passed on. */
    private void pass(MeasurementBlock block) throws IOException {
      if (block.firstRow() + block.rows() > options.mostRows()) {
        throw MeasurementProblem.ofFile(
            "The file has more than " + options.mostRows() + " rows of measurements.");
      }
      if (!problems.any()) {
        digest.add(block);
        summaries.add(block);
        sink.accept(block);
      }
    }

    private String nothing(RowMaker maker) {
      if (maker.skipped() > 0) {
        return "All " + maker.skipped() + " rows are of those that the mapping leaves out.";
      }
      return rows.header().isEmpty()
          ? "The file has no rows."
          : "The file has a header (" + String.join(", ", rows.header()) + ") and no rows.";
    }
  }
}
