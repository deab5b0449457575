package org.hafnia.service.networks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hafnia.service.api.Network;
import org.hafnia.service.datasets.DatasetSummary;
import org.hafnia.service.datasets.Datasets;
import org.hafnia.service.web.Problem;
import org.hafnia.simulator.network.LayerProblem;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.network.presets.Preset;
import org.hafnia.simulator.network.presets.PresetParameter;
import org.hafnia.simulator.network.presets.Presets;
import org.hafnia.simulator.network.table.LayerTable;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Shows one network with what it takes, as JSON or as text. */
@RestController
class NetworkTableController {

  private static final List<String> SHAPE = List.of("input", "classes", "dataset");

  private final Networks networks;
  private final Datasets datasets;
  private final JsonMapper json;

  NetworkTableController(Networks networks, Datasets datasets, JsonMapper json) {
    this.networks = networks;
    this.datasets = datasets;
    this.json = json;
  }

  /** What a network is shown for; neither is known where nothing was asked. */
  private record Sample(@Nullable TensorShape input, @Nullable Integer classes) {}

  @GetMapping(NetworkDto.PATH + "/{name}")
  ResponseEntity<?> readNetwork(
      @PathVariable String name,
      @RequestParam Map<String, String> query,
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
    var preset = Presets.find(name);
    var network =
        preset.isPresent() ? of(preset.get(), query) : of(networks.find(name), name, query);
    if (!accept.contains(MediaType.TEXT_PLAIN_VALUE)) {
      return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(network);
    }
    return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(TableText.of(network));
  }

  private Network of(Preset preset, Map<String, String> query) {
    var asked = sample(query);
    var input = asked.input() == null ? preset.input() : asked.input();
    int classes = asked.classes() == null ? preset.classes() : asked.classes();
    var spec = networks.filled(NetworkSpec.preset(preset.name(), parameters(preset, query)), "");
    return NetworkDto.of(preset)
        .description(NetworkDto.request(spec, json))
        .table(NetworkDto.table(table(spec, input, classes), input, classes));
  }

  private Network of(Optional<StoredNetwork> found, String name, Map<String, String> query) {
    var stored = found.orElseThrow(() -> Problem.notFound("network", name));
    query.forEach(
        (parameter, value) -> {
          if (!SHAPE.contains(parameter)) {
            throw Problem.parameter(parameter, value, "Expected nothing: " + name + " is stored.");
          }
        });
    var network = NetworkDto.of(stored).description(NetworkDto.request(stored.spec(), json));
    var asked = sample(query);
    var input = asked.input();
    var classes = asked.classes();
    if (input == null && classes == null) {
      return network;
    }
    if (input == null || classes == null) {
      throw Problem.parameter(
          input == null ? "input" : "classes",
          null,
          "Expected with the other one of input and classes.");
    }
    var spec = stored.spec().named(stored.name());
    return network.table(NetworkDto.table(table(spec, input, classes), input, classes));
  }

  private static LayerTable table(NetworkSpec spec, TensorShape input, int classes) {
    try {
      return LayerTable.of(spec.description(), input, classes);
    } catch (LayerProblem problem) {
      throw Networks.misfit(problem, spec, "");
    } catch (IllegalArgumentException e) {
      throw Problem.parameter("input", input.toString(), e.getMessage() + ".");
    }
  }

  private Sample sample(Map<String, String> query) {
    var dataset = query.get("dataset");
    var input = query.get("input");
    var classes = query.get("classes");
    if (dataset == null) {
      return new Sample(
          input == null ? null : shape(input), classes == null ? null : Integer.valueOf(classes));
    }
    if (input != null || classes != null) {
      throw Problem.parameter("dataset", dataset, "Expected without input and classes.");
    }
    var set =
        datasets
            .find(dataset)
            .orElseThrow(
                () ->
                    Problem.parameter(
                        "dataset",
                        dataset,
                        "Expected a data set of /v1/datasets: "
                            + String.join(
                                ", ", datasets.list().stream().map(DatasetSummary::name).toList())
                            + "."));
    return new Sample(new TensorShape(set.shape()), set.classes());
  }

  private static TensorShape shape(String text) {
    try {
      return new TensorShape(Arrays.stream(text.split("x")).map(Integer::valueOf).toList());
    } catch (IllegalArgumentException e) {
      throw Problem.parameter("input", text, "Expected " + e.getMessage() + ".");
    }
  }

  private static Map<String, Object> parameters(Preset preset, Map<String, String> query) {
    var known = new LinkedHashMap<String, PresetParameter>();
    preset.parameters().forEach(parameter -> known.put(parameter.name(), parameter));
    var values = new LinkedHashMap<String, Object>();
    query.forEach(
        (name, text) -> {
          var parameter = known.get(name);
          if (parameter != null) {
            values.put(name, value(parameter, text));
          } else if (!SHAPE.contains(name)) {
            throw Problem.parameter(
                name,
                text,
                "%s has no such parameter; it has %s."
                    .formatted(preset.name(), String.join(", ", known.keySet())));
          }
        });
    return values;
  }

  private static Object value(PresetParameter parameter, String text) {
    try {
      return parameter.checked(
          switch (parameter.kind()) {
            case INTEGER -> Integer.valueOf(text);
            case NUMBER -> Double.valueOf(text);
            case WORD -> text;
            case INTEGERS ->
                new ArrayList<>(Arrays.stream(text.split(",")).map(Integer::valueOf).toList());
          });
    } catch (IllegalArgumentException e) {
      throw Problem.parameter(parameter.name(), text, "Expected " + parameter.range() + ".");
    }
  }
}
