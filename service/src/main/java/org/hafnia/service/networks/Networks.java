package org.hafnia.service.networks;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hafnia.service.web.Nearest;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.network.LayerProblem;
import org.hafnia.simulator.network.presets.Preset;
import org.hafnia.simulator.network.presets.PresetParameter;
import org.hafnia.simulator.network.presets.Presets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Decides about networks: which there are, what a request for one means, which may go. */
@Service
public class Networks {

  private static final int MOST_LISTED = 30;

  private final NetworkStore store;
  private final List<NetworkReferences> references;
  private final Clock clock;

  Networks(NetworkStore store, List<NetworkReferences> references, Clock clock) {
    this.store = store;
    this.references = references;
    this.clock = clock;
  }

  /**
   * The network of a request with every default filled in.
   *
   * @param pointer where it stands in the request
   */
  @Transactional(readOnly = true)
  public NetworkSpec filled(NetworkSpec asked, String pointer) {
    var name = asked.name();
    if (name != null) {
      return stored(name, asked, pointer);
    }
    if ((asked.preset() == null) == (asked.layers() == null)) {
      throw invalid(
          new FieldError(
              pointer + "/preset",
              asked.preset(),
              "Expected one of preset, layers and name. Presets: " + presetNames() + "."));
    }
    return asked.layers() == null ? preset(asked, pointer) : listed(asked, pointer);
  }

  private NetworkSpec stored(String name, NetworkSpec asked, String pointer) {
    var found = store.find(name).orElseThrow(() -> unknown(name, pointer + "/name"));
    var spec = found.spec().named(name);
    if (!asked.equals(NetworkSpec.EMPTY.named(name)) && !asked.equals(spec)) {
      throw invalid(
          new FieldError(
              pointer + "/name", name, "Expected nothing beside the name of a stored network."));
    }
    return spec;
  }

  private static NetworkSpec preset(NetworkSpec asked, String pointer) {
    var preset = Presets.find(Objects.requireNonNull(asked.preset())).orElseThrow();
    var parameters = asked.parameters();
    var errors = new ArrayList<FieldError>();
    var names = preset.parameters().stream().map(PresetParameter::name).toList();
    parameters.forEach(
        (name, value) -> {
          if (!names.contains(name)) {
            errors.add(
                new FieldError(
                    pointer + "/" + name,
                    value instanceof List<?> ? null : value,
                    "%s has no such parameter.%s It has %s."
                        .formatted(
                            preset.name(),
                            Nearest.question(name, names),
                            String.join(", ", names))));
          }
        });
    refuse(errors);
    try {
      var values = new LinkedHashMap<>(preset.values(parameters).values());
      preset.network(preset.values(parameters));
      // As trainings before there was a choice were kept, and are identified.
      if (preset.name().equals("mlp")) {
        values.remove("binarize", "all");
      }
      return NetworkSpec.preset(preset.name(), values);
    } catch (IllegalArgumentException e) {
      throw invalid(new FieldError(pointer + "/preset", preset.name(), e.getMessage() + "."));
    }
  }

  private static NetworkSpec listed(NetworkSpec asked, String pointer) {
    var errors = new ArrayList<FieldError>();
    asked.parameters().keySet().stream()
        .filter(name -> !List.of("binarize", "weights", "activations").contains(name))
        .forEach(
            name ->
                errors.add(
                    new FieldError(
                        pointer + "/" + name,
                        null,
                        "Expected nothing: a list of layers has no such parameter.")));
    var reading = new LayerReading();
    var layers = reading.layers(Objects.requireNonNull(asked.layers()), pointer + "/layers");
    errors.addAll(reading.errors());
    refuse(errors);
    var spec = asked.listed();
    try {
      spec.list(layers);
    } catch (LayerProblem problem) {
      throw misfit(problem, spec, pointer);
    }
    return spec;
  }

  /** The problem of a layer that does not fit, with its place in the request. */
  public static Problem misfit(LayerProblem problem, NetworkSpec spec, String pointer) {
    String detail =
        Character.toUpperCase(problem.detail().charAt(0)) + problem.detail().substring(1) + ".";
    boolean shown = spec.layers() != null && spec.name() == null;
    String at = shown ? "/" + problem.path() : spec.name() != null ? "/name" : "/preset";
    return Problem.of(
        ProblemType.INVALID_NETWORK,
        detail,
        new FieldError(pointer + at, shown ? null : spec.label(), detail));
  }

  private static void refuse(List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw invalid(errors.toArray(FieldError[]::new));
    }
  }

  private static Problem invalid(FieldError... errors) {
    return Problem.of(
        ProblemType.INVALID_REQUEST,
        errors.length == 1 ? errors[0].detail() : "Parts of the network do not go together.",
        errors);
  }

  /** Keeps a stored network from being deleted before the end of the transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void hold(NetworkSpec spec, String pointer) {
    var name = spec.name();
    if (name != null) {
      store.hold(name);
      if (store.find(name).isEmpty()) {
        throw unknown(name, pointer + "/name");
      }
    }
  }

  @Transactional(readOnly = true)
  Optional<StoredNetwork> find(String name) {
    return store.find(name);
  }

  @Transactional(readOnly = true)
  List<StoredNetwork> list(@Nullable String after, int limit) {
    return store.list(after, limit);
  }

  /** Stores what a user posted; the same content again is the network that is there. */
  @Transactional
  StoredNetwork post(
      String name, @Nullable String title, @Nullable String source, NetworkSpec described) {
    var spec = listed(described, "");
    store.lock(name);
    var network =
        new StoredNetwork(
            // As exact as the database keeps it.
            name, title, source, spec, clock.instant().truncatedTo(ChronoUnit.MICROS));
    var there = store.find(name);
    if (there.isPresent() && there.get().sha256().equals(network.sha256())) {
      return there.get();
    }
    boolean reserved = Presets.find(name).isPresent() || name.equals(NetworkSpec.UNNAMED);
    if (reserved || there.isPresent()) {
      throw Problem.of(
          ProblemType.NETWORK_EXISTS,
          "The name %s is taken by a %s."
              .formatted(name, reserved ? "preset" : "network of other layers"),
          new FieldError("/name", name, "Expected a name that nothing has yet."));
    }
    store.insert(network);
    return network;
  }

  /** Deletes a network that nothing refers to. */
  @Transactional
  void delete(String name) {
    if (Presets.find(name).isPresent()) {
      throw Problem.of(ProblemType.NETWORK_IN_USE, "The network " + name + " is a preset.");
    }
    store.lock(name);
    if (store.find(name).isEmpty()) {
      throw Problem.notFound("network", name);
    }
    for (var reference : references) {
      reference
          .networkUse(name)
          .ifPresent(
              use -> {
                throw Problem.of(
                    ProblemType.NETWORK_IN_USE,
                    "The network %s stays: %s uses it.".formatted(name, use));
              });
    }
    store.delete(name);
  }

  private static String presetNames() {
    return String.join(", ", Presets.all().stream().map(Preset::name).toList());
  }

  private Problem unknown(String name, String pointer) {
    var names = store.list(null, MOST_LISTED).stream().map(StoredNetwork::name).toList();
    var all = Stream.concat(names.stream(), Stream.of(presetNames())).toList();
    String detail =
        "There is no such stored network."
            + Nearest.question(name, names)
            + " Stored: "
            + (names.isEmpty() ? "none" : String.join(", ", names))
            + ". Presets are named by preset: "
            + all.getLast()
            + ".";
    return Problem.of(ProblemType.UNKNOWN_NETWORK, detail, new FieldError(pointer, name, detail));
  }
}
