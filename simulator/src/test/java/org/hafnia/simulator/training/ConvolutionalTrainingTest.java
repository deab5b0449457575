package org.hafnia.simulator.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.hafnia.simulator.device.LearningRule;
import org.hafnia.simulator.network.Binarize;
import org.hafnia.simulator.network.Layer;
import org.hafnia.simulator.network.LayerList;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.Window;
import org.hafnia.simulator.network.blocks.memory.ComputeDevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks with convolutions, a pool, dropout and a residual, on every hardware they run on. */
class ConvolutionalTrainingTest {

  private static final Optional<String> UNNAMED = Optional.empty();

  static Stream<TrainingSpec> everyScheme() {
    return Stream.of(
        spec(Binarize.NONE, Precision.BINARY, new Hardware.Ideal(), 3e-3),
        spec(Binarize.ALL, Precision.BINARY, new Hardware.Ideal(), 3e-3),
        spec(Binarize.ALL, Precision.TERNARY, new Hardware.Ideal(), 3e-3),
        spec(Binarize.ALL, Precision.BINARY, Small.devices(LearningRule.REPROGRAM), 8),
        spec(Binarize.CLASSIFIER, Precision.BINARY, Small.devices(LearningRule.PUBLISHED), 8));
  }

  @ParameterizedTest
  @MethodSource("everyScheme")
  void goesOnWithTheBitsOfAnUndisturbedTrainingOnAnyNumberOfThreads(TrainingSpec spec) {
    var undisturbed = Small.result(spec);

    var checkpoint = Small.read(Small.checkpointAfter(spec, 2));
    var resumed = Small.result(spec, 2, new TrainingListener() {}, Optional.of(checkpoint));

    assertThat(resumed.weightsSha256()).isEqualTo(undisturbed.weightsSha256());
    assertThat(undisturbed.epochs().getLast().trainLoss())
        .isLessThan(undisturbed.epochs().getFirst().trainLoss());
  }

  @ParameterizedTest
  @MethodSource("everyScheme")
  void givesTheSameBitsWhereEveryArrayCrossesToTheDeviceByACopy(TrainingSpec spec) {
    var copying = spec.on(ComputeDevice.copyingCpu());

    var checkpoint = Small.read(Small.checkpointAfter(copying, 2));
    var resumed = Small.result(copying, 1, new TrainingListener() {}, Optional.of(checkpoint));

    assertThat(resumed.weightsSha256()).isEqualTo(Small.result(spec).weightsSha256());
  }

  @Test
  void refusesDevicesThatAreNotThere() {
    var spec =
        spec(Binarize.CLASSIFIER, Precision.BINARY, Small.devices(LearningRule.PUBLISHED), 8);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Small.result(spec.on(ComputeDevice.of("gpu:97"))))
        .withMessageContaining("no device gpu:97 here; there is cpu");
  }

  @Test
  void realLayersUseNoDevices() {
    var spec =
        spec(Binarize.CLASSIFIER, Precision.BINARY, Small.devices(LearningRule.PUBLISHED), 8);

    var layers = Small.result(spec).layers();

    assertThat(layers)
        .extracting(layer -> layer.use().devices())
        .containsExactly(0L, 0L, 0L, 2L * 6 * 16 * 4);
    assertThat(layers.getLast().use().pulses()).isPositive();
  }

  private static TrainingSpec spec(
      Binarize binarize, Precision weights, Hardware hardware, double rate) {
    var usual = Small.spec(new Hardware.Ideal(), Precision.BINARY, rate, 3);
    return new TrainingSpec(
        network(binarize, weights),
        hardware,
        usual.optimizer(),
        usual.plan(),
        usual.seed(),
        usual.epochs(),
        usual.batchSize());
  }

  private static LayerList network(Binarize binarize, Precision weights) {
    var norm = new Layer.BatchNorm(UNNAMED);
    var activation = new Layer.Activate(UNNAMED, Optional.empty(), 0.5);
    var same = Window.of(3, 1, 1);
    return new LayerList(
        List.of(
            convolution(OptionalInt.of(6), same, OptionalInt.of(1)),
            norm,
            activation,
            new Layer.Residual(
                UNNAMED,
                List.of(
                    convolution(OptionalInt.empty(), same, OptionalInt.empty()),
                    norm,
                    convolution(OptionalInt.of(6), Window.of(1, 1, 0), OptionalInt.of(1))),
                List.of()),
            new Layer.Pool(UNNAMED, true, Optional.of(Window.of(2, 2, 0))),
            norm,
            activation,
            new Layer.Dropout(UNNAMED, 0.1),
            new Layer.Dense(UNNAMED, OptionalInt.empty(), true, Optional.empty()),
            norm),
        binarize,
        weights,
        Precision.BINARY);
  }

  private static Layer convolution(OptionalInt filters, Window window, OptionalInt groups) {
    return new Layer.Convolution(UNNAMED, 2, filters, window, groups, false, Optional.empty());
  }
}
