package org.hafnia.simulator.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hafnia.simulator.dataset.Normalisation;
import org.hafnia.simulator.model.NamedArray;
import org.hafnia.simulator.model.TrainedNetwork;
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
import org.hafnia.simulator.network.blocks.Network;
import org.hafnia.simulator.network.blocks.Parameter;
import org.hafnia.simulator.network.blocks.Parameter.Role;
import org.hafnia.simulator.network.blocks.memory.ComputeDevice;
import org.hafnia.simulator.network.presets.Presets;
import org.hafnia.simulator.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The exported file, run by ONNX Runtime, against our own blocks on libtorch. */
class OnnxModelTest {

  private static final int BATCH = 6;

  static Stream<Arguments> networks() {
    return Stream.of(
        Arguments.of("mlp", preset("mlp", Map.of("hidden", List.of(40, 30)))),
        Arguments.of("vgg-binarynet", preset("vgg-binarynet", Map.of("inflation", 0.1))),
        Arguments.of("vgg-ternary", preset("vgg-ternary", Map.of("filters", 2))),
        Arguments.of("ecg-cnn", preset("ecg-cnn", Map.of("filters", 4))),
        Arguments.of("eeg-cnn", preset("eeg-cnn", Map.of("filters", 4))),
        Arguments.of("mobilenet-v1", preset("mobilenet-v1", Map.of("width", 0.125))),
        Arguments.of(
            "mobilenet-v1 of fewer pixels",
            preset("mobilenet-v1", Map.of("width", 0.125, "resolution", 0.3))),
        Arguments.of("less time", lessTime()),
        Arguments.of("every kind of layer", everyKind()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void runsAsOurOwnBlocksDo(String name, List<LayerDescription> layers) throws OrtException {
    try (var ours = Network.of(layers, 1, ComputeDevice.CPU)) {
      fill(ours);
      var input = layers.getFirst().input();
      float[] samples = samples(input.size());
      float[] expected = logits(ours, samples, input.size());

      float[][] found =
          run(OnnxModel.of(model(layers, ours), name, Map.of("a", "b")), samples, input);

      int classes = expected.length / BATCH;
      for (int i = 0; i < BATCH; i++) {
        float scale = 1;
        for (int c = 0; c < classes; c++) {
          scale = Math.max(scale, Math.abs(expected[i * classes + c]));
        }
        for (int c = 0; c < classes; c++) {
          assertThat(found[i][c] / scale)
              .as("sample %d, class %d", i, c)
              .isCloseTo(expected[i * classes + c] / scale, within(1e-4f));
        }
      }
    }
  }

  /** Channels first: 4 channels of 9 x 7 numbers each. */
  @Test
  void normalisesChannelsFirst() throws OrtException {
    var layers = everyKind();
    var mean = List.of(0.5f, -1f, 2f, 0f);
    var sd = List.of(0.25f, 2f, 1f, 4f);
    try (var ours = Network.of(layers, 1, ComputeDevice.CPU)) {
      fill(ours);
      var input = layers.getFirst().input();
      float[] raw = samples(input.size());
      float[] entering = raw.clone();
      int channel = input.size() / mean.size();
      for (int i = 0; i < raw.length; i++) {
        int c = i % input.size() / channel;
        entering[i] = (raw[i] - mean.get(c)) / sd.get(c);
      }
      float[] expected = logits(ours, entering, input.size());

      var model = model(layers, ours).after(new Normalisation(mean, sd));
      float[][] found = run(OnnxModel.of(model, "normalised", Map.of("a", "b")), raw, input);

      for (int i = 0; i < BATCH; i++) {
        for (int c = 0; c < 5; c++) {
          assertThat(found[i][c]).isCloseTo(expected[i * 5 + c], within(1e-3f));
        }
      }
    }
  }

  private static float[][] run(byte[] file, float[] samples, TensorShape input)
      throws OrtException {
    var environment = OrtEnvironment.getEnvironment();
    var shape =
        LongStream.concat(
                LongStream.of(BATCH), input.extents().stream().mapToLong(Integer::longValue))
            .toArray();
    try (var options = new OrtSession.SessionOptions();
        var session = environment.createSession(file, options);
        var tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(samples), shape);
        var result = session.run(Map.of("input", tensor))) {
      assertThat(session.getMetadata().getCustomMetadata()).containsEntry("a", "b");
      return (float[][]) result.get(0).getValue();
    }
  }

  private static float[] logits(Network network, float[] samples, int features) {
    var all = network.zeros(BATCH, features);
    all.memory().put(0, samples);
    try (var pass = network.inference(Optional.empty())) {
      var found = pass.values(network.forward(pass, pass.rows(all, BATCH)));
      float[] logits = new float[found.remaining()];
      found.get(0, logits);
      return logits;
    }
  }

  private static float[] samples(int features) {
    var stream = RandomStream.of(1, "samples", 0);
    float[] samples = new float[BATCH * features];
    for (int i = 0; i < samples.length; i++) {
      // Zeros among them: a sign of 0 is where runtimes differ.
      samples[i] = i % 7 == 0 ? 0 : (float) stream.normal(i, 0);
    }
    return samples;
  }

  private static void fill(Network network) {
    var all = Stream.concat(network.parameters().stream(), network.statistics().stream()).toList();
    for (int p = 0; p < all.size(); p++) {
      var parameter = all.get(p);
      var stream = RandomStream.of(2, "parameters", p);
      var memory = parameter.memory();
      for (int i = 0; i < memory.limit(); i++) {
        double value = stream.normal(i, 0);
        memory.put(
            i,
            (float)
                (parameter.role() == Role.WEIGHTS ? Math.signum(value) : value(parameter, value)));
      }
    }
  }

  private static double value(Parameter parameter, double normal) {
    return parameter.name().endsWith(".variance") ? 5 + Math.abs(normal) : normal;
  }

  private static TrainedNetwork model(List<LayerDescription> layers, Network network) {
    var all = Stream.concat(network.parameters().stream(), network.statistics().stream());
    return new TrainedNetwork(
        layers,
        all.map(array -> NamedArray.copyOf(array.name(), array.shape(), array.memory())).toList());
  }

  private static List<LayerDescription> preset(String name, Map<String, Object> values) {
    var preset = Presets.find(name).orElseThrow();
    return preset.network(preset.values(values)).layers(preset.input(), preset.classes());
  }

  private static List<LayerDescription> lessTime() {
    var less = new Resize(TensorShape.of(3, 10), 0.7);
    return List.of(less, new Dense(less.output().size(), 5, true, Precision.REAL));
  }

  private static List<LayerDescription> everyKind() {
    var input = TensorShape.of(4, 9, 7);
    var window = new Window(List.of(3), List.of(2), List.of(1));
    var first = new Convolution(input, 6, window, 2, true, Precision.BINARY);
    var shape = first.output();
    var same = new Window(List.of(3), List.of(1), List.of(1));
    var body =
        List.<LayerDescription>of(
            new Convolution(shape, 6, same, 6, false, Precision.REAL),
            new BatchNorm(shape),
            new Activation(shape, ActivationFunction.TERNARY, 0.3));
    var shortcut =
        List.<LayerDescription>of(
            new Convolution(shape, 6, Window.of(1, 1, 0), 1, true, Precision.TERNARY),
            new Activation(shape, ActivationFunction.RELU),
            new BatchNorm(shape));
    var largest = new Pool(shape, new Window(List.of(3), List.of(2), List.of(1)), true);
    var mean = new Pool(largest.output(), new Window(List.of(2), List.of(1), List.of(1)), false);
    var flat = mean.output().size();
    return List.of(
        first,
        new BatchNorm(shape),
        new BatchNorm(shape),
        new Activation(shape, ActivationFunction.HARDTANH),
        new Residual(shape, body, shortcut),
        new Residual(shape, List.of(new Activation(shape, ActivationFunction.SIGN)), List.of()),
        largest,
        mean,
        new Dropout(mean.output(), 0.5),
        new Flatten(mean.output()),
        new Activation(TensorShape.of(flat), ActivationFunction.IDENTITY),
        new Dense(flat, 5, true, Precision.REAL));
  }
}
