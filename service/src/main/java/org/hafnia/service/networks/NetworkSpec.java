package org.hafnia.service.networks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hafnia.simulator.network.Binarize;
import org.hafnia.simulator.network.LayerList;
import org.hafnia.simulator.network.NetworkDescription;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.presets.Presets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The network of a request: a preset with its parameters, a list of layers, or the name of a stored
 * one; the fields are named as in the contract.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NetworkSpec(
    @Nullable String preset,
    @Nullable String name,
    @Nullable List<Integer> hidden,
    @Nullable Integer filters,
    @Nullable Double inflation,
    @Nullable Double filterAugmentation,
    @Nullable Double width,
    @Nullable Double resolution,
    @Nullable Integer electrodes,
    @Nullable Double dropout,
    @Nullable String binarize,
    @Nullable String weights,
    @Nullable String activations,
    @Nullable List<LayerSpec> layers) {

  /** What a network that neither a preset nor a store has a name for is called. */
  static final String UNNAMED = "layers";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** Nothing is said. */
  static final NetworkSpec EMPTY = MAPPER.convertValue(Map.of(), NetworkSpec.class);

  private static final List<String> NO_PARAMETERS = List.of("preset", "name", "layers");

  /** The spec that a JSON object held against the contract is. */
  public static NetworkSpec read(JsonNode json) {
    return MAPPER.treeToValue(json, NetworkSpec.class);
  }

  /** A multilayer perceptron, every default filled in. */
  public static NetworkSpec mlp(List<Integer> hidden, String weights, String activations) {
    return preset("mlp", Map.of("hidden", hidden, "weights", weights, "activations", activations));
  }

  /** A preset with those parameters. */
  static NetworkSpec preset(String preset, Map<String, Object> parameters) {
    var fields = new LinkedHashMap<>(parameters);
    fields.put("preset", preset);
    return MAPPER.convertValue(fields, NetworkSpec.class);
  }

  /** The parameters that are given, by name. */
  Map<String, Object> parameters() {
    var fields = MAPPER.convertValue(this, new TypeReference<LinkedHashMap<String, Object>>() {});
    NO_PARAMETERS.forEach(fields::remove);
    return fields;
  }

  /** The same list of layers under that name. */
  NetworkSpec named(@Nullable String known) {
    var fields = MAPPER.convertValue(this, new TypeReference<LinkedHashMap<String, Object>>() {});
    fields.put("name", known);
    return MAPPER.convertValue(fields, NetworkSpec.class);
  }

  /** The list of layers, with what holds for all of them where nothing else is said. */
  NetworkSpec listed() {
    var fields = MAPPER.convertValue(this, new TypeReference<LinkedHashMap<String, Object>>() {});
    fields.putIfAbsent("binarize", "all");
    fields.putIfAbsent("weights", "binary");
    fields.putIfAbsent("activations", "binary");
    return MAPPER.convertValue(fields, NetworkSpec.class);
  }

  /**
   * The same in the simulator's words; every default must be filled in.
   *
   * @throws IllegalArgumentException if there is no such network
   */
  public NetworkDescription description() {
    if (layers != null) {
      return list(LayerReading.trusted(layers));
    }
    var known = Presets.find(Objects.requireNonNull(preset)).orElseThrow();
    return known.network(known.values(parameters()));
  }

  LayerList list(List<org.hafnia.simulator.network.Layer> read) {
    return new LayerList(
        read,
        Binarize.of(Objects.requireNonNull(binarize)).orElseThrow(),
        precision(Objects.requireNonNull(weights)),
        precision(Objects.requireNonNull(activations)));
  }

  static Precision precision(String word) {
    return Precision.valueOf(word.toUpperCase(Locale.ROOT));
  }

  /**
   * Where the layer table of this network is read; empty for layers that nothing has a name for.
   *
   * @param input shape of a sample
   */
  public Optional<String> tableHref(List<Integer> input, int classes) {
    if (name == null && preset == null) {
      return Optional.empty();
    }
    var query = new LinkedHashMap<String, Object>();
    query.put("input", input.stream().map(String::valueOf).collect(Collectors.joining("x")));
    query.put("classes", classes);
    if (name == null) {
      parameters().forEach((field, value) -> query.put(field, value));
    }
    return Optional.of(
        query.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + shown(entry.getValue()))
            .collect(Collectors.joining("&", NetworkDto.PATH + "/" + label() + "?", "")));
  }

  private static String shown(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
        : String.valueOf(value);
  }

  /** Name of the preset or of the stored network, or that there is none. */
  public String label() {
    return name != null ? name : preset != null ? preset : UNNAMED;
  }

  /** For a line of a list: what it is called, and the neurons of a perceptron. */
  public String title() {
    return hidden == null
        ? label()
        : label() + " " + hidden.stream().map(String::valueOf).collect(Collectors.joining("-"));
  }
}
