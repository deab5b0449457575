package org.hafnia.service.measurements;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hafnia.service.measurements.chunks.Chunk;
import org.hafnia.service.web.Nearest;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.measurement.Column;
import org.hafnia.simulator.measurement.MeasurementBlock;
import org.hafnia.simulator.measurement.MeasurementTable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The sets of measurements that are stored, by name or id, and their rows. */
@Service
public class MeasurementSets {

  private final MeasurementStore store;

  MeasurementSets(MeasurementStore store) {
    this.store = store;
  }

  /** The set that a request names, by id or name; a problem with that pointer where none is. */
  public MeasurementSet require(String idOrName, String pointer) {
    return find(idOrName).orElseThrow(() -> unknown(idOrName, pointer));
  }

  public Optional<MeasurementSet> find(String idOrName) {
    return byId(idOrName).or(() -> store.findName(idOrName));
  }

  private Optional<MeasurementSet> byId(String text) {
    try {
      return store.find(UUID.fromString(text));
    } catch (IllegalArgumentException aName) {
      return Optional.empty();
    }
  }

  /** All rows in memory, in the order of the file. */
  @Transactional(readOnly = true)
  public MeasurementTable load(UUID id) {
    var set = store.find(id).orElseThrow(() -> Problem.notFound("measurement set", id));
    int rows = Math.toIntExact(set.rows());
    var columns = set.kind().columns();
    Map<String, double[]> numbers = new LinkedHashMap<>();
    Map<String, int[]> codes = new LinkedHashMap<>();
    Map<String, List<String>> words = new LinkedHashMap<>();
    set.summary().numbers().forEach(column -> numbers.put(column.name(), new double[rows]));
    for (var column : set.summary().words()) {
      codes.put(column.name(), new int[rows]);
      words.put(column.name(), store.words(id, column.name()));
    }
    var names = columns.stream().map(Column::name).toList();
    store.read(
        set,
        0,
        Integer.MAX_VALUE,
        chunk -> {
          numbers.forEach((name, target) -> chunk.copy(names.indexOf(name), target));
          codes.forEach((name, target) -> chunk.copy(names.indexOf(name), target));
        });
    return MeasurementTable.of(set.kind(), rows, numbers, codes, words);
  }

  /** Passes all rows on, some thousand at a time: for sets of any size. */
  @Transactional(readOnly = true)
  public void scan(MeasurementSet set, Chunk.Receiver receiver) {
    store.read(set, 0, Integer.MAX_VALUE, receiver);
  }

  /** Passes on the chunks that have the rows from one on, at most so many. */
  @Transactional(readOnly = true)
  public void scan(MeasurementSet set, long fromRow, int rows, Chunk.Receiver receiver) {
    int part = Math.toIntExact(fromRow / MeasurementBlock.ROWS);
    int parts = rows / MeasurementBlock.ROWS + 2;
    store.read(set, part, parts, receiver);
  }

  /** The words of a column by their codes. */
  public List<String> words(MeasurementSet set, String column) {
    return store.words(set.id(), column);
  }

  /**
   * Keeps a set for something that is being stored in this transaction: it cannot be deleted before
   * the commit, and the foreign key keeps it after.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void hold(UUID id, String name, String pointer) {
    if (!store.hold(id)) {
      throw unknown(name, pointer);
    }
  }

  /** Newest first; one more than asked for where there are more. */
  @Transactional(readOnly = true)
  public List<MeasurementSet> list(Listed listed) {
    return store.list(
        new MeasurementStore.Filter(
            listed.kind().orElse(null),
            listed.name().orElse(null),
            listed.before().orElse(null),
            Math.addExact(listed.limit(), 1)));
  }

  /** What a list shows. */
  public record Listed(
      Optional<String> kind, Optional<String> name, Optional<UUID> before, int limit) {}

  /** Deletes a set that nothing was made from. */
  @Transactional
  public void delete(String idOrName) {
    var set = find(idOrName).orElseThrow(() -> Problem.notFound("measurement set", idOrName));
    try {
      store.delete(set.id());
    } catch (DataIntegrityViolationException referred) {
      throw Problem.of(
          ProblemType.MEASUREMENT_SET_IN_USE,
          "Something was made from " + set.name() + "; for its provenance the set stays.");
    }
  }

  private Problem unknown(String name, String pointer) {
    var known = store.names();
    String detail =
        "There is no such measurement set."
            + Nearest.question(name, known)
            + (known.isEmpty()
                ? " None is here yet: upload one to /v1/measurement-sets."
                : " Known: " + String.join(", ", known.subList(0, Math.min(20, known.size()))));
    return Problem.of(
        ProblemType.UNKNOWN_MEASUREMENT_SET, detail, new FieldError(pointer, name, detail));
  }
}
