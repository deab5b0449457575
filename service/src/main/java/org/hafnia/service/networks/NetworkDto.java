package org.hafnia.service.networks;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.hafnia.service.api.LayerCosts;
import org.hafnia.service.api.LayerKind;
import org.hafnia.service.api.LayerRow;
import org.hafnia.service.api.Network;
import org.hafnia.service.api.NetworkOrigin;
import org.hafnia.service.api.NetworkParameter;
import org.hafnia.service.api.NetworkRequest;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.network.presets.Preset;
import org.hafnia.simulator.network.presets.PresetParameter;
import org.hafnia.simulator.network.table.LayerTable;
import org.hafnia.simulator.network.table.LayerTable.Row;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Networks as the contract shapes them. */
final class NetworkDto {

  static final String PATH = "/v1/networks";

  private NetworkDto() {}

  static Network of(Preset preset) {
    return new Network(
            preset.name(),
            NetworkOrigin.PRESET,
            preset.parameters().stream().map(NetworkDto::parameter).toList())
        .title(preset.title())
        .source(preset.source());
  }

  static Network of(StoredNetwork stored) {
    return new Network(stored.name(), NetworkOrigin.STORED, List.of())
        .title(stored.title())
        .source(stored.source())
        .sha256(stored.sha256())
        .createdAt(stored.createdAt().atOffset(ZoneOffset.UTC));
  }

  private static NetworkParameter parameter(PresetParameter parameter) {
    var type =
        NetworkParameter.TypeEnum.fromValue(parameter.kind().name().toLowerCase(Locale.ROOT));
    return new NetworkParameter(
            parameter.name(), type, parameter.usual(), parameter.range(), parameter.meaning())
        .minimum(finite(parameter.low()))
        .maximum(finite(parameter.high()))
        .words(parameter.words().isEmpty() ? null : parameter.words());
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /** A spec as a request would write it. */
  static NetworkRequest request(NetworkSpec spec, JsonMapper json) {
    return json.convertValue(spec, NetworkRequest.class);
  }

  static org.hafnia.service.api.LayerTable table(LayerTable table, TensorShape input, int classes) {
    return new org.hafnia.service.api.LayerTable(
        input.extents(),
        classes,
        table.rows().stream().map(NetworkDto::row).toList(),
        costs(table::total));
  }

  private static LayerRow row(Row row) {
    return new LayerRow(
        row.name(),
        LayerKind.fromValue(row.kind()),
        row.input().extents(),
        row.output().extents(),
        costs(quantity -> quantity.applyAsLong(row)));
  }

  /** Of one row or of all. */
  private static LayerCosts costs(ToLongFunction<ToLongFunction<Row>> of) {
    return new LayerCosts(
        of.applyAsLong(Row::parameters),
        of.applyAsLong(Row::realWeights),
        of.applyAsLong(Row::binaryWeights),
        of.applyAsLong(Row::ternaryWeights),
        of.applyAsLong(Row::vectors),
        of.applyAsLong(Row::statistics),
        of.applyAsLong(Row::memoryBits),
        of.applyAsLong(Row::devices),
        of.applyAsLong(Row::multiplyAccumulates),
        of.applyAsLong(Row::xnorOperations));
  }
}
