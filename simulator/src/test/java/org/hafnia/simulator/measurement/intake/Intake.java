package org.hafnia.simulator.measurement.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hafnia.simulator.measurement.Column;
import org.hafnia.simulator.measurement.MeasurementBlock;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.MeasurementProblem;
import org.hafnia.simulator.measurement.Unit;
import org.hafnia.simulator.measurement.intake.MeasurementReader.Part;
import org.hafnia.simulator.measurement.intake.MeasurementReader.Reading;
import org.hafnia.simulator.measurement.mapping.CellRef;
import org.hafnia.simulator.measurement.mapping.ColumnSource;
import org.hafnia.simulator.measurement.mapping.Mapping;
import org.hafnia.simulator.measurement.mapping.Mapping.Header;
import org.hafnia.simulator.measurement.mapping.Mapping.Layout;
import org.hafnia.simulator.measurement.mapping.ReadyMappings;
import org.jspecify.annotations.Nullable;

/** Reads small files whole. */
final class Intake implements MeasurementSink {

  final List<Map<String, Object>> rows = new ArrayList<>();

  /** Rows of a text. */
  static List<Map<String, Object>> rows(String text, Mapping mapping) {
    var intake = new Intake();
    intake.read(bytes(text), mapping);
    return intake.rows;
  }

  static Reading reading(String text, Mapping mapping) {
    return new Intake().read(bytes(text), mapping);
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  Reading read(byte[] content, Mapping mapping) {
    @Nullable Path file = null;
    try {
      file = Files.createTempFile("intake", ".tmp");
      Files.write(file, content);
      return new MeasurementReader(Long.MAX_VALUE)
          .read(List.of(new Part("", file, mapping, Optional.empty())), this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(file);
    }
  }

  static MeasurementProblem problem(String text, Mapping mapping) {
    return catchThrowableOfType(MeasurementProblem.class, () -> rows(text, mapping));
  }

  static Mapping ready(String name) {
    return ReadyMappings.find(name).orElseThrow();
  }

  static ColumnSource number(int index, Unit unit) {
    return new ColumnSource.Numeric(CellRef.at(index), Optional.of(unit));
  }

  static Mapping mapping(Map<String, ColumnSource> columns) {
    return new Mapping(
        "",
        "",
        MeasurementKind.CYCLING,
        Layout.plain(Header.DETECT),
        columns,
        List.of(),
        List.of());
  }

  static Mapping retention(String column, int index, Unit unit) {
    return retention(
            Map.of(
                "device", new ColumnSource.ConstantWord("a"),
                "timeSecond", new ColumnSource.ConstantNumber(0),
                "temperatureKelvin", new ColumnSource.ConstantNumber(300),
                "resistanceOhm", new ColumnSource.ConstantNumber(1)))
        .with(Map.of(column, number(index, unit)));
  }

  static Mapping retention(Map<String, ColumnSource> columns) {
    return new Mapping(
        "",
        "",
        MeasurementKind.RETENTION,
        Layout.plain(Header.DETECT),
        columns,
        List.of(),
        List.of());
  }

  private static void delete(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void begin() {
    rows.clear();
  }

  @Override
  public void accept(MeasurementBlock block) {
    for (int row = 0; row < block.rows(); row++) {
      var map = new LinkedHashMap<String, Object>();
      for (int i = 0; i < block.kind().columns().size(); i++) {
        put(map, block, i, row);
      }
      rows.add(map);
    }
  }

  private static void put(Map<String, Object> map, MeasurementBlock block, int column, int row) {
    var about = block.kind().columns().get(column);
    if (about.type() == Column.Type.NUMBER) {
      double value = block.numbers(column)[row];
      if (!Double.isNaN(value)) {
        map.put(about.name(), value);
      }
    } else if (block.codes(column)[row] >= 0) {
      map.put(about.name(), block.words(column).list().get(block.codes(column)[row]));
    }
  }
}
