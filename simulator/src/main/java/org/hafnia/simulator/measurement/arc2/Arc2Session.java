package org.hafnia.simulator.measurement.arc2;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.object.datatype.CompoundDataType;
import io.jhdf.object.datatype.CompoundDataType.CompoundDataMember;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.OrderedDataType;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hafnia.simulator.measurement.MeasurementProblem;
import org.jspecify.annotations.Nullable;

/**
 * A session of ArC2Control: {@code crosspoints/W00B05/timeseries} for each device, a table whose
 * attribute {@code NROWS} says how many of its rows are in use. Links are not followed: they may
 * lead to other files. Compressed tables are refused, for the control panel writes none and a small
 * file could hold any number of rows.
 */
final class Arc2Session implements AutoCloseable {

  private static final String TABLE = "timeseries";
  private static final int WORD_BYTES = 4;
  private static final Map<String, Class<? extends DataType>> COLUMNS =
      Map.of(
          "current", FloatingPoint.class,
          "voltage", FloatingPoint.class,
          "pulse_width", FloatingPoint.class,
          "read_voltage", FloatingPoint.class,
          "op_type", FixedPoint.class);

  private final HdfFile file;
  private final Map<String, Node> nodes;
  private final List<String> names;

  private Arc2Session(HdfFile file, Map<String, Node> nodes) {
    this.file = file;
    this.nodes = nodes;
    names = nodes.keySet().stream().sorted().toList();
  }

  static Arc2Session open(Path path) {
    var file = reading(() -> new HdfFile(path));
    try {
      return new Arc2Session(file, reading(() -> crosspoints(file)));
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static Map<String, Node> crosspoints(HdfFile file) {
    long version = number(file, "H5DS_VERSION_MAJOR");
    var node = file.getChildren().get("crosspoints");
    if (version < 0 || node == null || node.isLink() || !(node instanceof Group group)) {
      throw MeasurementProblem.ofFile(
          "The file is HDF5, but no session of ArC2Control: it lacks the attribute"
              + " H5DS_VERSION_MAJOR or the group crosspoints. No other HDF5 is read.");
    }
    if (version > 0) {
      throw MeasurementProblem.ofFile(
          "The session has the format version " + version + "; version 0 is read.");
    }
    return group.getChildren();
  }

  /** Names as W00B05, in their order. */
  List<String> crosspoints() {
    return names;
  }

  /** What was done to a crosspoint; a problem where it has no such table. */
  History history(String crosspoint) {
    return reading(
        () -> {
          var node = nodes.get(crosspoint);
          var table =
              node instanceof Group group && !node.isLink() ? group.getChildren().get(TABLE) : null;
          if (!(table instanceof ChunkedDataset data) || table.isLink()) {
            throw problem(crosspoint, "has no table timeseries that can grow");
          }
          check(crosspoint, data);
          long rows = number(data, "NROWS");
          if (rows < 0 || rows > data.getDimensions()[0]) {
            throw problem(
                crosspoint, "has no attribute NROWS within the length of its table timeseries");
          }
          return new History(data, offsets(data), rows);
        });
  }

  private static void check(String crosspoint, ChunkedDataset data) {
    if (!(data.getDataType() instanceof CompoundDataType type)
        || data.getDimensions().length != 1
        || !hasColumns(type)) {
      throw problem(
          crosspoint,
          "has a table timeseries without the columns current, voltage, pulse_width, read_voltage"
              + " (32 bit floating point) and op_type (32 bit unsigned), little-endian");
    }
    if (!data.getFilters().isEmpty()) {
      throw problem(crosspoint, "is compressed; unpack it, as with h5repack -f NONE");
    }
  }

  private static boolean hasColumns(CompoundDataType type) {
    long found =
        type.getMembers().stream()
            .filter(
                member -> {
                  var wanted = COLUMNS.get(member.getName());
                  return wanted != null
                      && wanted.isInstance(member.getDataType())
                      && ((OrderedDataType) member.getDataType()).getByteOrder()
                          == ByteOrder.LITTLE_ENDIAN
                      && member.getDataType().getSize() == WORD_BYTES;
                })
            .count();
    return found == COLUMNS.size() && type.getMembers().size() == COLUMNS.size();
  }

  private static Map<String, Integer> offsets(ChunkedDataset data) {
    return ((CompoundDataType) data.getDataType())
        .getMembers().stream()
            .collect(Collectors.toMap(CompoundDataMember::getName, CompoundDataMember::getOffset));
  }

  /** A whole number that a node has as an attribute; -1 where it has none. */
  private static long number(Node node, String name) {
    @Nullable Attribute attribute = node.getAttributes().get(name);
    return attribute != null && attribute.getData() instanceof Number value
        ? Math.max(-1, value.longValue())
        : -1;
  }

  private static MeasurementProblem problem(String crosspoint, String what) {
    return MeasurementProblem.ofFile("Crosspoint " + crosspoint + " " + what + ".");
  }

  static MeasurementProblem damaged() {
    return MeasurementProblem.ofFile(
        "The file begins as HDF5 and cannot be read as such: it is damaged or cut off.");
  }

  /** What the library makes of damaged bytes is told as damage. */
  static <T> T reading(Supplier<T> step) {
    try {
      return Objects.requireNonNull(step.get());
    } catch (MeasurementProblem told) {
      throw told;
    } catch (RuntimeException | StackOverflowError | LinkageError damage) {
      throw damaged();
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
