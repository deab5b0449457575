package org.hafnia.service.measurements;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hafnia.service.lists.Ids;
import org.hafnia.service.measurements.MeasurementSet.SourceFile;
import org.hafnia.service.measurements.chunks.ChunkSpool;
import org.hafnia.service.web.Nearest;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.measurement.Column;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.MeasurementProblem;
import org.hafnia.simulator.measurement.intake.MeasurementReader;
import org.hafnia.simulator.measurement.intake.MeasurementReader.Part;
import org.hafnia.simulator.measurement.intake.MeasurementReader.Reading;
import org.hafnia.simulator.measurement.mapping.MappingProblem;
import org.hafnia.simulator.measurement.mapping.MappingProblem.Fault;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes files in: all rows of one that breaks no rule, nothing of any other. */
@Service
public class MeasurementUploads {

  private static final Pattern MORE = Pattern.compile("/more/[0-9]+");

  private final MeasurementStore store;
  private final Ids ids;
  private final MeasurementsProperties properties;
  private final Clock clock;

  MeasurementUploads(
      MeasurementStore store, Ids ids, MeasurementsProperties properties, Clock clock) {
    this.store = store;
    this.ids = ids;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Files with what is said of them.
   *
   * @param mappingName of a ready mapping, or "own"
   * @param request as it came, JSON
   */
  public record Upload(
      String name, List<Part> parts, String mappingName, String request, SourceFile source) {

    MeasurementKind kind() {
      return parts.getFirst().mapping().kind();
    }
  }

  /** A file whose rows are all good, waiting to be stored. */
  public record Checked(Upload upload, UUID id, Reading reading, ChunkSpool spool)
      implements AutoCloseable {

    @Override
    public void close() {
      try {
        spool.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What became of a file: a set, which may have been there before. */
  public record Stored(MeasurementSet set, boolean created) {}

  /** Reads and checks all of the file; a problem with the rows that break rules. */
  public Checked check(Upload upload) {
    try {
      var id = ids.next();
      var spool = new ChunkSpool(properties.directory(), upload.kind(), id);
      try {
        var reading = new MeasurementReader(properties.mostRows()).read(upload.parts(), spool);
        spool.finish();
        return new Checked(upload, id, reading, spool);
      } catch (IOException | RuntimeException e) {
        spool.close();
        throw e;
      }
    } catch (MeasurementProblem e) {
      throw problem(e);
    } catch (MappingProblem e) {
      throw problem(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The set that has this content already. */
  public Optional<MeasurementSet> existing(Checked checked) {
    return store.findContent(checked.reading().sha256());
  }

  /** Stores the rows, unless they are there already, under whatever name. */
  @Transactional
  public Stored store(Checked checked) {
    var upload = checked.upload();
    var reading = checked.reading();
    var set =
        new MeasurementSet(
            checked.id(),
            upload.name(),
            upload.kind(),
            reading.sha256(),
            upload.mappingName(),
            upload.request(),
            upload.source(),
            reading.summary(),
            clock.instant());
    if (!store.insert(set)) {
      return new Stored(existing(checked).orElseThrow(() -> taken(set)), false);
    }
    var columns = set.kind().columns();
    for (int i = 0; i < columns.size(); i++) {
      var words = reading.last().words(i).list();
      if (columns.get(i).type() == Column.Type.WORD && !words.isEmpty()) {
        store.insertWords(set.id(), columns.get(i).name(), words);
      }
    }
    store.copyChunks(checked.spool());
    return new Stored(set, true);
  }

  private Problem taken(MeasurementSet set) {
    String other = store.findName(set.name()).map(MeasurementSet::sha256).orElse("?");
    return Problem.of(
        ProblemType.MEASUREMENT_SET_EXISTS,
        "Another set has the name " + set.name() + ", with the SHA-256 " + other + ".",
        new FieldError("/name", set.name(), "Expected a name that is not taken."));
  }

  private static Problem problem(MeasurementProblem failure) {
    var errors = new ArrayList<FieldError>();
    for (var row : failure.rows()) {
      errors.add(
          new FieldError(
              "%s:%d:%s"
                  .formatted(row.file().isEmpty() ? "file" : row.file(), row.line(), row.column()),
              row.value(),
              "%sine %d, column %s: expected %s."
                  .formatted(
                      row.file().isEmpty() ? "L" : row.file() + ", l",
                      row.line(),
                      row.column(),
                      row.rule())));
    }
    if (errors.isEmpty()) {
      errors.add(new FieldError("file", null, failure.detail()));
    }
    return new Problem(
        ProblemType.INVALID_MEASUREMENTS, failure.detail() + " Nothing was stored.", errors);
  }

  private static Problem problem(MappingProblem failure) {
    var errors = failure.faults().stream().map(MeasurementUploads::error).toList();
    String detail =
        errors.size() == 1
            ? failure.faults().getFirst().expected()
            : errors.size() + " things are wrong with the mapping; see errors.";
    return new Problem(ProblemType.INVALID_MAPPING, detail, errors);
  }

  private static FieldError error(Fault fault) {
    return new FieldError(
        pointer(fault.pointer()),
        fault.value(),
        fault.expected() + Nearest.question(fault.value(), fault.known()));
  }

  /** Of /columns/device in the first file, and of /more/0/columns/device in the second. */
  private static String pointer(String within) {
    var matcher = MORE.matcher(within);
    String prefix = matcher.lookingAt() ? matcher.group() : "";
    String rest = within.substring(prefix.length());
    return prefix + (rest.startsWith("/constants") ? rest : "/mapping" + rest);
  }
}
