package org.hafnia.simulator.model.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.hafnia.simulator.network.ActivationFunction;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.LayerDescription.Activation;
import org.hafnia.simulator.network.LayerDescription.BatchNorm;
import org.hafnia.simulator.network.LayerDescription.Convolution;
import org.hafnia.simulator.network.LayerDescription.Dense;
import org.hafnia.simulator.network.LayerDescription.Dropout;
import org.hafnia.simulator.network.LayerDescription.Flatten;
import org.hafnia.simulator.network.LayerDescription.Pool;
import org.hafnia.simulator.network.LayerDescription.Residual;
import org.hafnia.simulator.network.LayerDescription.Resize;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.network.Window;

/** Layers as JSON values and back; fields are named as in the contract, sizes are all there. */
final class LayerJson {

  private static final String KIND = "kind";
  private static final String INPUT = "input";
  private static final String WEIGHTS = "weights";
  private static final String BIAS = "bias";

  private LayerJson() {}

  static List<Object> of(List<LayerDescription> layers) {
    return layers.stream().<Object>map(LayerJson::of).toList();
  }

  private static Map<String, Object> of(LayerDescription layer) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put(KIND, layer.kind());
    fields.put(INPUT, layer.input().extents());
    switch (layer) {
      case Dense dense -> {
        fields.put("outputs", dense.outputs());
        fields.put(BIAS, dense.bias());
        fields.put(WEIGHTS, word(dense.weights()));
      }
      case Convolution convolution -> {
        fields.put("filters", convolution.filters());
        window(convolution.window(), fields);
        fields.put("groups", convolution.groups());
        fields.put(BIAS, convolution.bias());
        fields.put(WEIGHTS, word(convolution.weights()));
      }
      case Pool pool -> window(pool.window(), fields);
      case Activation some -> {
        fields.put("function", some.function().word());
        fields.put("threshold", some.threshold());
      }
      case Dropout dropout -> fields.put("rate", dropout.rate());
      case Resize resize -> fields.put("factor", resize.factor());
      case Residual residual -> {
        fields.put("body", of(residual.body()));
        fields.put("shortcut", of(residual.shortcut()));
      }
      case BatchNorm norm -> {}
      case Flatten flatten -> {}
    }
    return fields;
  }

  private static void window(Window window, Map<String, Object> fields) {
    fields.put("kernel", window.kernel());
    fields.put("stride", window.stride());
    fields.put("padding", window.padding());
  }

  private static String word(Precision precision) {
    return precision.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The layers that such values describe.
   *
   * @throws IllegalArgumentException where they describe none
   */
  static List<LayerDescription> layers(Object list) {
    return ((List<?>) list).stream().map(one -> new Fields((Map<?, ?>) one).layer()).toList();
  }

  /** The fields of one layer. */
  private record Fields(Map<?, ?> fields) {

    LayerDescription layer() {
      var input = new TensorShape(whole(INPUT));
      String kind = text(KIND);
      return switch (kind) {
        case "dense" -> new Dense(input.size(), count("outputs"), is(BIAS), precision());
        case "conv1d", "conv2d" ->
            new Convolution(
                input, count("filters"), window(), count("groups"), is(BIAS), precision());
        case "max-pool" -> new Pool(input, window(), true);
        case "average-pool" -> new Pool(input, window(), false);
        case "batch-norm" -> new BatchNorm(input);
        case "activation" ->
            new Activation(
                input, ActivationFunction.of(text("function")).orElseThrow(), number("threshold"));
        case "dropout" -> new Dropout(input, number("rate"));
        case "flatten" -> new Flatten(input);
        case "resize" -> new Resize(input, number("factor"));
        case "residual" -> new Residual(input, layers(get("body")), layers(get("shortcut")));
        default -> throw new IllegalArgumentException("no kind of layer is called " + kind);
      };
    }

    private Object get(String field) {
      return Objects.requireNonNull(fields.get(field), "a layer lacks " + field);
    }

    private String text(String field) {
      return (String) get(field);
    }

    private double number(String field) {
      return ((Number) get(field)).doubleValue();
    }

    private int count(String field) {
      return ((Number) get(field)).intValue();
    }

    private boolean is(String field) {
      return (Boolean) get(field);
    }

    private List<Integer> whole(String field) {
      return ((List<?>) get(field)).stream().map(one -> ((Number) one).intValue()).toList();
    }

    private Window window() {
      return new Window(whole("kernel"), whole("stride"), whole("padding"));
    }

    private Precision precision() {
      return Precision.valueOf(text(WEIGHTS).toUpperCase(Locale.ROOT));
    }
  }
}
