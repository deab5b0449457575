package org.hafnia.service.measurements.http;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hafnia.service.api.MeasurementKind;
import org.hafnia.service.api.MeasurementLinks;
import org.hafnia.service.api.MeasurementSetCheck;
import org.hafnia.service.api.MeasurementSummary;
import org.hafnia.service.api.PlotLink;
import org.hafnia.service.api.ReadyColumn;
import org.hafnia.service.api.ReadyMapping;
import org.hafnia.service.measurements.MeasurementSet;
import org.hafnia.service.measurements.MeasurementUploads.Checked;
import org.hafnia.service.measurements.plots.MeasurementPlots;
import org.hafnia.simulator.measurement.Unit;
import org.hafnia.simulator.measurement.mapping.CellRef;
import org.hafnia.simulator.measurement.mapping.ColumnSource;
import org.hafnia.simulator.measurement.mapping.Mapping;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Measurement sets as the contract shapes them. */
@Component
final class MeasurementDto {

  private final JsonMapper json;
  private final MeasurementPlots plots;

  MeasurementDto(JsonMapper json, MeasurementPlots plots) {
    this.json = json;
    this.plots = plots;
  }

  org.hafnia.service.api.MeasurementSet of(MeasurementSet set) {
    var request = json.readTree(set.request());
    String self = "/v1/measurement-sets/" + set.id();
    var notes = request.path("notes");
    return new org.hafnia.service.api.MeasurementSet()
        .id(set.id())
        .name(set.name())
        .kind(MeasurementKind.fromValue(set.kind().word()))
        .mapping(set.mapping())
        .rows(set.rows())
        .devices(set.summary().devices())
        .sha256(set.sha256())
        .fileName(set.file().name())
        .fileBytes(set.file().bytes())
        .device(words(request.path("device")))
        .conditions(words(request.path("conditions")))
        .notes(notes.isString() ? notes.asString() : null)
        .summary(summary(set))
        .plots(links(set, self))
        .createdAt(set.createdAt().atOffset(ZoneOffset.UTC))
        .links(new MeasurementLinks(self, self + "/summary", self + "/points"));
  }

  private List<PlotLink> links(MeasurementSet set, String self) {
    return plots.of(set).stream()
        .map(
            plot -> {
              String at = self + "/plots/" + plot.name();
              return new PlotLink(plot.name(), plot.title(), at + ".png", at + ".svg");
            })
        .toList();
  }

  MeasurementSummary summary(MeasurementSet set) {
    return json.convertValue(set.summary(), MeasurementSummary.class);
  }

  MeasurementSetCheck check(Checked checked, @Nullable String existing) {
    var reading = checked.reading();
    return new MeasurementSetCheck(
            true, reading.sha256(), json.convertValue(reading.summary(), MeasurementSummary.class))
        .existing(existing);
  }

  private static Map<String, String> words(JsonNode object) {
    return object.properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, field -> field.getValue().asString()));
  }

  static ReadyMapping of(Mapping mapping) {
    var columns = new ArrayList<ReadyColumn>();
    for (var column : mapping.kind().columns()) {
      var sources = new TreeSet<String>();
      @Nullable String unit = null;
      for (int row = 0; row < mapping.rows().size(); row++) {
        var source = mapping.row(row).get(column.name());
        if (source != null) {
          sources.add(inWords(source));
          unit =
              source instanceof ColumnSource.Numeric number
                  ? number.unit().orElse(Unit.si(column)).word()
                  : unit;
        }
      }
      if (!sources.isEmpty()) {
        columns.add(new ReadyColumn(column.name(), String.join("; ", sources)).unit(unit));
      }
    }
    return new ReadyMapping(
        mapping.name(),
        mapping.title(),
        MeasurementKind.fromValue(mapping.kind().word()),
        mapping.open(),
        columns);
  }

  private static String inWords(ColumnSource source) {
    return switch (source) {
      case ColumnSource.Numeric number -> inWords(number.cell());
      case ColumnSource.Quotient quotient ->
          inWords(quotient.voltage().cell()) + " over " + inWords(quotient.current().cell());
      case ColumnSource.Word word -> inWords(word.cell());
      case ColumnSource.Joined joined -> joined.pattern();
      case ColumnSource.ConstantNumber constant -> String.valueOf(constant.value());
      case ColumnSource.ConstantWord constant -> constant.word();
      case ColumnSource.Counter counter -> counter.counted().word() + " from " + counter.first();
    };
  }

  private static String inWords(CellRef cell) {
    return cell.byName() ? "column " + cell.name() : "column " + cell.index();
  }
}
