package org.hafnia.simulator.measurement.intake;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import org.hafnia.simulator.measurement.MeasurementBlock;
import org.hafnia.simulator.measurement.MeasurementProblem;
import org.hafnia.simulator.measurement.cells.RowSource;
import org.hafnia.simulator.measurement.format.FileFormat;
import org.hafnia.simulator.measurement.format.MeasurementFiles;
import org.hafnia.simulator.measurement.mapping.Faults;
import org.hafnia.simulator.measurement.mapping.Mapping;
import org.hafnia.simulator.measurement.mapping.MappingCheck;
import org.hafnia.simulator.measurement.summary.MeasurementSummary;
import org.hafnia.simulator.measurement.summary.Summaries;

/**
 * Reads files of any size in bounded memory: every row is checked and turned into SI units, and all
 * of it is kept or nothing.
 */
public final class MeasurementReader {

  private final long mostRows;

  /**
   * One file of a set.
   *
   * @param name for messages
   * @param format empty to find it out
   */
  public record Part(String name, Path file, Mapping mapping, Optional<FileFormat> format) {}

  /**
   * What the files hold.
   *
   * @param sha256 over the kind and the rows in SI units, whatever files they came from
   * @param last the last block, whose words are those of all
   */
  public record Reading(String sha256, MeasurementSummary summary, MeasurementBlock last) {}

  /**
   * @param mostRows rows of measurements beyond which a set is refused
   */
  public MeasurementReader(long mostRows) {
    this.mostRows = mostRows;
  }

  /**
   * Passes every row on, file after file; all of them hold one kind.
   *
   * @throws MeasurementProblem where rows break rules or a file cannot be read
   * @throws org.hafnia.simulator.measurement.mapping.MappingProblem where the mapping does not fit;
   *     the pointers of all files but the first begin with /more/0, /more/1, …
   */
  public Reading read(List<Part> parts, MeasurementSink sink) throws IOException {
    checkMappings(parts);
    try {
      return read(parts, sink, new Keys(false));
    } catch (RowMaker.OutOfOrder again) {
      return read(parts, sink, new Keys(true));
    }
  }

  /** All that is wrong with the mappings themselves and with the headers that they are held to. */
  private static void checkMappings(List<Part> parts) throws IOException {
    var faults = new Faults();
    for (int i = 0; i < parts.size(); i++) {
      var part = parts.get(i);
      String prefix = i == 0 ? "" : "/more/" + (i - 1);
      faults.check(prefix, () -> MappingCheck.checked(part.mapping()));
      try (var rows = open(part, parts.size())) {
        var block = new MeasurementBlock(part.mapping().kind());
        faults.check(
            prefix, () -> new Binder(part.mapping(), rows.header(), block, new Problems()).bind());
      } catch (MeasurementProblem unreadable) {
        faults.throwIfAny();
        throw unreadable;
      }
    }
    faults.throwIfAny();
  }

  private static RowSource open(Part part, int parts) throws IOException {
    try {
      return MeasurementFiles.open(part.file(), part.mapping(), part.format());
    } catch (MeasurementProblem problem) {
      throw parts == 1 ? problem : named(part, problem);
    }
  }

  private static MeasurementProblem named(Part part, MeasurementProblem problem) {
    return MeasurementProblem.ofFile(part.name() + ": " + problem.detail());
  }

  private Reading read(List<Part> parts, MeasurementSink sink, Keys keys) throws IOException {
    sink.begin();
    return new Pass(parts, sink).read(keys);
  }

  /** One way through the files. */
  private final class Pass {

    private final List<Part> parts;
    private final MeasurementSink sink;
    private final Problems problems = new Problems();
    private final MeasurementBlock block;
    private final Digest digest;
    private final Summaries summaries;
    private long skipped;

    Pass(List<Part> parts, MeasurementSink sink) {
      this.parts = parts;
      this.sink = sink;
      var kind = parts.getFirst().mapping().kind();
      block = new MeasurementBlock(kind);
      digest = new Digest(kind);
      summaries = new Summaries(kind);
    }

    Reading read(Keys keys) throws IOException {
      var shared = new RowMaker.Shared(block, problems, keys, this::pass);
      for (var part : parts) {
        problems.enter(parts.size() == 1 ? "" : part.name());
        try (var rows = open(part, parts.size())) {
          read(rows, new RowMaker(part.mapping(), rows, shared));
        } catch (MeasurementProblem problem) {
          throw problem.count() > 0 || parts.size() == 1 ? problem : named(part, problem);
        }
      }
      problems.throwIfAny();
      if (block.rows() > 0) {
        pass(block);
      }
      return new Reading(digest.hex(), summaries.summary(block, skipped), block);
    }

    private void read(RowSource rows, RowMaker maker) throws IOException {
      long before = block.firstRow() + block.rows();
      while (next(rows)) {
        problems.at(rows.place());
        maker.accept(rows.cells());
      }
      if (block.firstRow() + block.rows() == before && !problems.any()) {
        throw MeasurementProblem.ofFile(nothing(rows, maker));
      }
      skipped += maker.skipped();
    }

    private boolean next(RowSource rows) throws IOException {
      try {
        return rows.next();
      } catch (EOFException | ZipException e) {
        throw MeasurementFiles.cutOff(rows.cells().line());
      }
    }

    /** Once something is wrong nothing is kept, so that nothing more needs to be passed on. */
    private void pass(MeasurementBlock full) throws IOException {
      if (full.firstRow() + full.rows() > mostRows) {
        throw MeasurementProblem.ofFile(
            "There are more than " + mostRows + " rows of measurements.");
      }
      if (!problems.any()) {
        digest.add(full);
        summaries.add(full);
        sink.accept(full);
      }
    }

    private static String nothing(RowSource rows, RowMaker maker) {
      if (maker.skipped() > 0) {
        return "All " + maker.skipped() + " rows are of those that the mapping leaves out.";
      }
      return rows.header().isEmpty()
          ? "The file has no rows."
          : "The file has a header (" + String.join(", ", rows.header()) + ") and no rows.";
    }
  }
}
