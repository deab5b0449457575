package org.hafnia.simulator.model.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hafnia.simulator.model.NamedArray;
import org.hafnia.simulator.model.TrainedNetwork;
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
import org.hafnia.simulator.network.LayerDescription.Weighted;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.network.Window;

/** Makes the nodes of a graph, layer by layer; each method answers the name of what it makes. */
final class OnnxGraph {

  private static final float EPSILON = 1e-5f;

  private final TrainedNetwork network;
  private final GraphProto.Builder graph;
  private final Set<String> norms = new HashSet<>();
  private final Set<String> constants = new HashSet<>();
  private int depth;
  private int made;

  OnnxGraph(TrainedNetwork network, GraphProto.Builder graph) {
    this.network = network;
    this.graph = graph;
  }

  /** All layers, from the value of one name to that of another. */
  void add(String input, String output) {
    String last = layers(network.layers(), normalised(input));
    graph.addNode(node("Identity", List.of(last), output));
  }

  /** (x - mean) / sd per channel, where the network was trained so. */
  private String normalised(String x) {
    return network
        .normalisation()
        .map(
            normalisation -> {
              String centred = op("Sub", x, perChannel("input.mean", normalisation.mean()));
              return op("Div", centred, perChannel("input.sd", normalisation.sd()));
            })
        .orElse(x);
  }

  /** A number per channel, for each value of a sample: what is one channel lies together. */
  private String perChannel(String name, List<Float> values) {
    var input = network.input();
    float[] spread = new float[input.size()];
    for (int i = 0; i < spread.length; i++) {
      spread[i] = values.get((int) ((long) i * values.size() / spread.length));
    }
    graph.addInitializer(tensor(NamedArray.of(name, input.extents(), spread)));
    return name;
  }

  private String layers(List<LayerDescription> layers, String input) {
    String at = input;
    for (var layer : layers) {
      at = layer(layer, at);
    }
    return at;
  }

  private String layer(LayerDescription layer, String x) {
    return switch (layer) {
      case Dense dense -> dense(dense, x);
      case Convolution convolution -> convolution(convolution, x);
      case BatchNorm norm -> norm(x);
      case Activation some -> activation(some, x);
      case Pool pool -> pool(pool, x);
      case Dropout dropout -> op("Identity", x);
      case Resize resize -> resized(resize, x);
      case Flatten flatten -> op(List.of(whole("axis", 1)), "Flatten", x);
      case Residual residual -> {
        String body = layers(residual.body(), x);
        yield op("Add", body, layers(residual.shortcut(), x));
      }
    };
  }

  private String dense(Dense layer, String x) {
    String flat = op(List.of(whole("axis", 1)), "Flatten", x);
    return op(List.of(whole("transB", 1)), "Gemm", weighted(layer, flat));
  }

  private String convolution(Convolution layer, String x) {
    var attributes = window(layer.window());
    attributes.add(whole("group", layer.groups()));
    return op(attributes, "Conv", weighted(layer, x));
  }

  /** What the next layer with weights takes: x, W and, where there is one, b. */
  private String[] weighted(Weighted layer, String x) {
    String name = "layer" + ++depth;
    var inputs = new ArrayList<>(List.of(x, array(name + ".weight")));
    if (layer.bias()) {
      inputs.add(array(name + ".bias"));
    }
    return inputs.toArray(String[]::new);
  }

  private String norm(String x) {
    String name = "layer" + depth;
    for (int i = 2; !norms.add(name); i++) {
      name = "layer" + depth + "." + i;
    }
    return op(
        List.of(real("epsilon", EPSILON)),
        "BatchNormalization",
        x,
        array(name + ".gamma"),
        array(name + ".beta"),
        array(name + ".mean"),
        array(name + ".variance"));
  }

  private String activation(Activation layer, String x) {
    return switch (layer.function()) {
      // Sign gives 0 at 0, where ours gives 1: half a step up mends it.
      case SIGN -> op("Sign", op("Add", op("Sign", x), constant("half", 0.5f)));
      case TERNARY -> {
        float threshold = (float) layer.threshold();
        yield op("Sign", op("Sub", x, clip(x, threshold)));
      }
      case HARDTANH -> clip(x, 1);
      case RELU -> op("Relu", x);
      case IDENTITY -> op("Identity", x);
    };
  }

  private String clip(String x, float limit) {
    return op("Clip", x, constant("from" + -limit, -limit), constant("to" + limit, limit));
  }

  private String pool(Pool layer, String x) {
    var attributes = window(layer.window());
    if (!layer.max()) {
      attributes.add(whole("count_include_pad", 0));
    }
    return op(attributes, layer.max() ? "MaxPool" : "AveragePool", x);
  }

  /** Along the last extent, then along the one before it, unless that is the channels'. */
  private String resized(Resize layer, String x) {
    var from = layer.input().extents();
    var to = layer.output().extents();
    int n = from.getLast();
    int m = to.getLast();
    String columns = constant(List.of(m, n), TensorShape.shares(n, m));
    String y = op("MatMul", x, op("Transpose", columns));
    if (from.size() == 2) {
      return y;
    }
    int rows = from.get(1);
    int left = to.get(1);
    return op("MatMul", constant(List.of(left, rows), TensorShape.shares(rows, left)), y);
  }

  private String constant(List<Integer> shape, float[] values) {
    String name = "constant" + ++made;
    graph.addInitializer(tensor(NamedArray.of(name, shape, values)));
    return name;
  }

  private static List<AttributeProto> window(Window window) {
    var pads = new ArrayList<>(window.padding());
    pads.addAll(window.padding());
    return new ArrayList<>(
        List.of(
            wholes("kernel_shape", window.kernel()),
            wholes("strides", window.stride()),
            wholes("pads", pads)));
  }

  private String op(String type, String... inputs) {
    return op(List.of(), type, inputs);
  }

  private String op(List<AttributeProto> attributes, String type, String... inputs) {
    String output = "value" + ++made;
    graph.addNode(node(type, List.of(inputs), output).addAllAttribute(attributes));
    return output;
  }

  private NodeProto.Builder node(String type, List<String> inputs, String output) {
    return NodeProto.newBuilder()
        .setName(type + graph.getNodeCount())
        .setOpType(type)
        .addAllInput(inputs)
        .addOutput(output);
  }

  private String array(String name) {
    var array =
        network
            .array(name)
            .orElseThrow(() -> new IllegalArgumentException("the network has no array " + name));
    graph.addInitializer(tensor(array));
    return name;
  }

  private static TensorProto.Builder tensor(NamedArray array) {
    var tensor =
        TensorProto.newBuilder()
            .setName(array.name())
            .setDataType(TensorProto.DataType.FLOAT.getNumber())
            .setRawData(bytes(array.values()));
    array.shape().forEach(tensor::addDims);
    return tensor;
  }

  private String constant(String name, float value) {
    if (constants.add(name)) {
      graph.addInitializer(
          TensorProto.newBuilder()
              .setName(name)
              .setDataType(TensorProto.DataType.FLOAT.getNumber())
              .setRawData(bytes(FloatBuffer.wrap(new float[] {value}))));
    }
    return name;
  }

  private static ByteString bytes(FloatBuffer values) {
    var bytes =
        ByteBuffer.allocate(values.remaining() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return ByteString.copyFrom(bytes);
  }

  private static AttributeProto whole(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  private static AttributeProto wholes(String name, List<Integer> values) {
    var attribute = AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
    values.forEach(attribute::addInts);
    return attribute.build();
  }

  private static AttributeProto real(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.FLOAT)
        .setF(value)
        .build();
  }
}
