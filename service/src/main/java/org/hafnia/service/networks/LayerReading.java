package org.hafnia.service.networks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.hafnia.service.web.Nearest;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.simulator.network.ActivationFunction;
import org.hafnia.simulator.network.Layer;
import org.hafnia.simulator.network.LayerDescription.Activation;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.Window;
import org.jspecify.annotations.Nullable;

/** Reads layers, and collects what is wrong with them, each with its place. */
final class LayerReading {

  private static final List<String> WEIGHTED = List.of("bias", "weights");
  private static final List<String> SLIDING = List.of("kernel", "stride", "padding");

  private final List<FieldError> errors = new ArrayList<>();

  /** Layers that have been read before without an error. */
  static List<Layer> trusted(List<LayerSpec> specs) {
    var reading = new LayerReading();
    var layers = reading.layers(specs, "/layers");
    if (!reading.errors.isEmpty()) {
      throw new IllegalArgumentException(reading.errors.getFirst().toString());
    }
    return layers;
  }

  List<FieldError> errors() {
    return errors;
  }

  /** The layers that could be read. */
  List<Layer> layers(List<LayerSpec> specs, String pointer) {
    var layers = new ArrayList<Layer>();
    for (int i = 0; i < specs.size(); i++) {
      String at = pointer + "/" + i;
      try {
        read(specs.get(i), at).ifPresent(layers::add);
      } catch (IllegalArgumentException e) {
        errors.add(new FieldError(at, null, e.getMessage() + "."));
      }
    }
    return layers;
  }

  private Optional<Layer> read(LayerSpec spec, String at) {
    int before = errors.size();
    checkFields(spec, at);
    var layer =
        switch (spec.kind()) {
          case "dense" -> dense(spec);
          case "conv1d" -> convolution(spec, 1, at);
          case "conv2d" -> convolution(spec, 2, at);
          case "max-pool", "average-pool" -> pool(spec, at);
          case "batch-norm" -> new Layer.BatchNorm(name(spec));
          case "activation" -> activation(spec, at);
          case "dropout" -> dropout(spec, at);
          case "resize" -> resize(spec, at);
          case "flatten" -> new Layer.Flatten(name(spec));
          case "residual" -> residual(spec, at);
          default -> throw new IllegalArgumentException("there is no layer " + spec.kind());
        };
    return errors.size() > before ? Optional.empty() : Optional.ofNullable(layer);
  }

  /** Names fields that the kind does not have. */
  private void checkFields(LayerSpec spec, String at) {
    var known = known(spec.kind());
    given(spec)
        .forEach(
            (field, value) -> {
              if (value != null && !known.contains(field)) {
                errors.add(
                    new FieldError(
                        at + "/" + field,
                        value instanceof List<?> ? null : value,
                        "A layer of kind %s has no such field.%s It has %s."
                            .formatted(
                                spec.kind(),
                                Nearest.question(field, known),
                                known.isEmpty() ? "only a name" : String.join(", ", known))));
              }
            });
  }

  private static Map<String, @Nullable Object> given(LayerSpec spec) {
    var given = new LinkedHashMap<String, @Nullable Object>();
    given.put("units", spec.units());
    given.put("filters", spec.filters());
    given.put("kernel", spec.kernel());
    given.put("stride", spec.stride());
    given.put("padding", spec.padding());
    given.put("groups", spec.groups());
    given.put("depthwise", spec.depthwise());
    given.put("bias", spec.bias());
    given.put("weights", spec.weights());
    given.put("function", spec.function());
    given.put("threshold", spec.threshold());
    given.put("rate", spec.rate());
    given.put("factor", spec.factor());
    given.put("body", spec.body());
    given.put("shortcut", spec.shortcut());
    return given;
  }

  private static List<String> known(String kind) {
    var known = new ArrayList<String>();
    switch (kind) {
      case "dense" -> {
        known.add("units");
        known.addAll(WEIGHTED);
      }
      case "conv1d", "conv2d" -> {
        known.addAll(List.of("filters", "groups", "depthwise"));
        known.addAll(SLIDING);
        known.addAll(WEIGHTED);
      }
      case "max-pool", "average-pool" -> known.addAll(SLIDING);
      case "activation" -> known.addAll(List.of("function", "threshold"));
      case "dropout" -> known.add("rate");
      case "resize" -> known.add("factor");
      case "residual" -> known.addAll(List.of("body", "shortcut"));
      default -> {
        // Nothing but its name.
      }
    }
    return known;
  }

  private static Optional<String> name(LayerSpec spec) {
    return Optional.ofNullable(spec.name());
  }

  private static OptionalInt number(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  private static Optional<Precision> weights(LayerSpec spec) {
    return Optional.ofNullable(spec.weights()).map(NetworkSpec::precision);
  }

  private static boolean bias(LayerSpec spec) {
    return !Boolean.FALSE.equals(spec.bias());
  }

  private static Layer dense(LayerSpec spec) {
    return new Layer.Dense(name(spec), number(spec.units()), bias(spec), weights(spec));
  }

  private @Nullable Layer convolution(LayerSpec spec, int directions, String at) {
    boolean depthwise = Boolean.TRUE.equals(spec.depthwise());
    if (spec.filters() == null && !depthwise) {
      missing(at + "/filters", "a whole number from 1 to 1000000");
    }
    if (spec.groups() != null && depthwise) {
      errors.add(
          new FieldError(
              at + "/groups", spec.groups(), "Expected nothing: depthwise says how many."));
    }
    var kernel = spec.kernel();
    if (kernel == null) {
      missing(at + "/kernel", "a list of 1 or 2 whole numbers");
      return null;
    }
    return new Layer.Convolution(
        name(spec),
        directions,
        number(spec.filters()),
        window(spec, kernel, List.of(1)),
        depthwise ? OptionalInt.empty() : OptionalInt.of(spec.groups() == null ? 1 : spec.groups()),
        bias(spec),
        weights(spec));
  }

  private static Window window(LayerSpec spec, List<Integer> kernel, List<Integer> stride) {
    return new Window(
        kernel,
        Objects.requireNonNullElse(spec.stride(), stride),
        Objects.requireNonNullElse(spec.padding(), List.of(0)));
  }

  private Layer pool(LayerSpec spec, String at) {
    var kernel = spec.kernel();
    if (kernel == null && (spec.stride() != null || spec.padding() != null)) {
      missing(at + "/kernel", "a list of 1 or 2 whole numbers, as there is a stride or a padding");
    }
    return new Layer.Pool(
        name(spec),
        spec.kind().equals("max-pool"),
        Optional.ofNullable(kernel).map(sides -> window(spec, sides, sides)));
  }

  private Layer activation(LayerSpec spec, String at) {
    var function = Optional.ofNullable(spec.function()).flatMap(ActivationFunction::of);
    if (spec.threshold() != null
        && function.isPresent()
        && function.get() != ActivationFunction.TERNARY) {
      errors.add(
          new FieldError(
              at + "/threshold", spec.threshold(), "Expected with the function ternary only."));
    }
    double threshold = Objects.requireNonNullElse(spec.threshold(), Activation.USUAL_THRESHOLD);
    return new Layer.Activate(name(spec), function, threshold);
  }

  private @Nullable Layer dropout(LayerSpec spec, String at) {
    var rate = spec.rate();
    if (rate == null) {
      missing(at + "/rate", "a number from 0 to 0.99");
      return null;
    }
    return new Layer.Dropout(name(spec), rate);
  }

  private @Nullable Layer resize(LayerSpec spec, String at) {
    var factor = spec.factor();
    if (factor == null) {
      missing(at + "/factor", "a number above 0, at most 1");
      return null;
    }
    return new Layer.Resize(name(spec), factor);
  }

  private @Nullable Layer residual(LayerSpec spec, String at) {
    var body = spec.body();
    if (body == null) {
      missing(at + "/body", "a list of layers");
      return null;
    }
    var shortcut = Objects.requireNonNullElse(spec.shortcut(), List.<LayerSpec>of());
    int before = errors.size();
    var read = layers(body, at + "/body");
    var past = layers(shortcut, at + "/shortcut");
    return errors.size() > before ? null : new Layer.Residual(name(spec), read, past);
  }

  private void missing(String pointer, String expected) {
    errors.add(new FieldError(pointer, null, "Missing; expected " + expected + "."));
  }
}
