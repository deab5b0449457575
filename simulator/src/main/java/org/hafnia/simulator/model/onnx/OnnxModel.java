package org.hafnia.simulator.model.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hafnia.simulator.model.TrainedNetwork;

/**
 * A trained network as an ONNX file: opset 13 of the default domain, one input {@code input} (batch
 * x shape of a sample, 32-bit floats as the network was trained on), one output {@code logits}
 * (batch x classes). Weights are 32-bit floats, whatever their precision; latent ones are left out.
 * Source: onnx.ai, IR version 8.
 */
public final class OnnxModel {

  private static final int OPSET = 13;
  private static final int IR_VERSION = 8;

  /** Protocol buffers end below 2 GiB. */
  private static final long MOST_VALUES = 500_000_000;

  private OnnxModel() {}

  /**
   * The bytes of the file.
   *
   * @param name of the graph
   * @param properties texts by name, kept as the metadata of the model
   * @throws IllegalArgumentException if the network is too large for one file
   */
  public static byte[] of(TrainedNetwork network, String name, Map<String, String> properties) {
    long values = network.arrays().stream().mapToLong(array -> array.size()).sum();
    if (values > MOST_VALUES) {
      throw new IllegalArgumentException(
          "a network of %d numbers; an ONNX file holds at most %d".formatted(values, MOST_VALUES));
    }
    var model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("Hafnia")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
            .setGraph(graph(network, name));
    new TreeMap<>(properties)
        .forEach(
            (key, value) ->
                model.addMetadataProps(
                    StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return model.build().toByteArray();
  }

  private static GraphProto graph(TrainedNetwork network, String name) {
    var graph = GraphProto.newBuilder().setName(name);
    graph.addInput(value("input", network.input().extents()));
    graph.addOutput(value("logits", List.of(network.classes())));
    new OnnxGraph(network, graph).add("input", "logits");
    return graph.build();
  }

  private static ValueInfoProto value(String name, List<Integer> extents) {
    var shape = TensorShapeProto.newBuilder().addDim(Dimension.newBuilder().setDimParam("batch"));
    extents.forEach(extent -> shape.addDim(Dimension.newBuilder().setDimValue(extent)));
    var tensor =
        TypeProto.Tensor.newBuilder()
            .setElemType(TensorProto.DataType.FLOAT.getNumber())
            .setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
