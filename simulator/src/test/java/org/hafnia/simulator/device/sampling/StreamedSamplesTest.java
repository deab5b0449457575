package org.hafnia.simulator.device.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import org.hafnia.simulator.device.DeviceModel;
import org.hafnia.simulator.device.presets.DeviceModels;
import org.hafnia.simulator.device.presets.Hfo2WeakReset2021;
import org.hafnia.simulator.measurement.MeasurementTable;
import org.junit.jupiter.api.Test;

class StreamedSamplesTest {

  private static final int DEVICES = 40_000;

  @Test
  void rowsInTablesAreTheRowsOfOneTable() {
    for (DeviceModel model : DeviceModels.presets()) {
      int points = 3;
      var spec = new SampleSpec(7, DEVICES / points, points, Map.of(), true);
      var whole = ModelSamples.draw(model, spec);
      var tables = new ArrayList<MeasurementTable>();

      ModelSamples.stream(model, spec, tables::add);

      int from = 0;
      for (var table : tables) {
        assertThat(table.rows()).as(model.name()).isBetween(1, ModelSamples.CHUNK);
        for (int row = 0; row < table.rows(); row += 97) {
          assertThat(cells(table, row))
              .as("%s, row %d", model.name(), from + row)
              .isEqualTo(cells(whole, from + row));
        }
        from += table.rows();
      }
      assertThat(from).isEqualTo(whole.rows());
    }
  }

  @Test
  void everyTableHasTheColumnsOfTheFirst() {
    var model = Hfo2WeakReset2021.model();
    var tables = new ArrayList<MeasurementTable>();

    ModelSamples.stream(model, new SampleSpec(1, ModelSamples.CHUNK, 1), tables::add);

    assertThat(tables).hasSize(2);
    assertThat(tables)
        .allSatisfy(
            table -> {
              assertThat(table.rows()).isEqualTo(ModelSamples.CHUNK);
              assertThat(table.has("device")).isTrue();
              assertThat(table.has("resistanceOhm")).isTrue();
            });
  }

  private static String cells(MeasurementTable table, int row) {
    var text = new StringBuilder();
    for (var column : table.kind().columns()) {
      if (table.has(column.name())) {
        text.append(column.name()).append('=').append(cell(table, column.name(), row)).append(' ');
      }
    }
    return text.toString();
  }

  private static Object cell(MeasurementTable table, String column, int row) {
    boolean number =
        table.kind().column(column).orElseThrow().type()
            == org.hafnia.simulator.measurement.Column.Type.NUMBER;
    if (number) {
      return table.numbers(column)[row];
    }
    int code = table.codes(column)[row];
    return code < 0 ? "" : table.words(column).get(code);
  }
}
