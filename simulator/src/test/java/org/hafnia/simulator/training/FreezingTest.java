package org.hafnia.simulator.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hafnia.simulator.device.Imperfections;
import org.hafnia.simulator.device.LearningRule;
import org.hafnia.simulator.device.presets.Hfo2WeakReset2021;
import org.hafnia.simulator.model.NamedArray;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.network.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers of 64-150-20-4 that a training leaves as its model has them. */
class FreezingTest {

  private static final int EPOCHS = 3;

  static Stream<TrainingSpec> everyScheme() {
    var exact =
        new Hardware.WeakReset(
            Hfo2WeakReset2021.model(), Imperfections.none(), LearningRule.PUBLISHED);
    return Stream.concat(
        SchemesTest.imperfect(),
        Stream.of(
            Small.spec(new Hardware.Ideal(), Precision.REAL, 0.01, EPOCHS),
            Small.spec(new Hardware.Ideal(), Precision.BINARY, 0.01, EPOCHS),
            Small.spec(exact, Precision.BINARY, 8, EPOCHS)));
  }

  @ParameterizedTest
  @MethodSource("everyScheme")
  void keepsTheBytesOfFrozenLayersAndTrainsTheOthers(TrainingSpec spec) {
    var from = model(ideal(spec));
    var frozen = List.of("hidden 1", "norm 1", "hidden 2");
    var tuning = spec.startingFrom(Optional.of(from), frozen);

    var tuned = model(tuning);

    // Conductances that real weights were programmed to are rounded ones; they stay all the same.
    var loaded = writesConductances(spec) ? model(withEpochs(tuning, 1)) : from;
    for (var name : List.of("layer1.weight", "layer2.weight")) {
      assertThat(values(tuned, name)).as(name).isEqualTo(values(loaded, name));
    }
    for (var name : List.of("layer1.gamma", "layer1.beta", "layer1.mean", "layer1.variance")) {
      assertThat(values(tuned, name)).as(name).isEqualTo(values(from, name));
    }
    for (var name : List.of("layer2.gamma", "layer2.mean", "layer3.beta")) {
      assertThat(values(tuned, name)).as(name).isNotEqualTo(values(from, name));
    }
  }

  private static boolean writesConductances(TrainingSpec spec) {
    return spec.hardware() instanceof Hardware.PulseResponse;
  }

  @Test
  void frozenPairsGetNoPulsesAfterTheyWereProgrammed() {
    var devices = Small.spec(Small.devices(LearningRule.PUBLISHED), Precision.BINARY, 8, EPOCHS);
    var from = model(ideal(devices));
    var tuning = devices.startingFrom(Optional.of(from), List.of("hidden 1"));

    var one = Small.result(withEpochs(tuning, 1));
    var more = Small.result(tuning);

    assertThat(more.layers().getFirst()).isEqualTo(one.layers().getFirst());
    assertThat(more.layers().get(1)).isNotEqualTo(one.layers().get(1));
  }

  @ParameterizedTest
  @MethodSource("everyScheme")
  void goesOnAfterACrashWithTheBitsOfOneThatNeverWas(TrainingSpec spec) {
    var tuning = spec.startingFrom(Optional.of(model(ideal(spec))), List.of("norm 1", "hidden 2"));

    var checkpoint = Small.read(Small.checkpointAfter(tuning, 2));
    var resumed = Small.result(tuning, 2, new TrainingListener() {}, Optional.of(checkpoint));

    assertThat(resumed.weightsSha256()).isEqualTo(Small.result(tuning).weightsSha256());
  }

  @Test
  void refusesNamesThatAreNoneWithThoseThatAre() {
    var spec = Small.spec(new Hardware.Ideal(), Precision.BINARY, 0.01, 1);
    var from = Optional.of(model(spec));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Small.result(spec.startingFrom(from, List.of("activation 1"))))
        .withMessage(
            "no layer activation 1 can be frozen; those with parameters are"
                + " hidden 1, norm 1, hidden 2, norm 2, output, norm 3");
  }

  @Test
  void refusesToFreezeEverythingOrWithoutAModel() {
    var spec = Small.spec(new Hardware.Ideal(), Precision.BINARY, 0.01, 1);
    var all = List.of("hidden 1", "norm 1", "hidden 2", "norm 2", "output", "norm 3");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Small.result(spec.startingFrom(Optional.of(model(spec)), all)))
        .withMessageContaining("nothing is left to learn");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.startingFrom(Optional.empty(), List.of("output")))
        .withMessageContaining("there is no model");
  }

  /** What the weights of a scheme can start from. */
  private static TrainingSpec ideal(TrainingSpec spec) {
    var weights = spec.network().precisions().iterator().next();
    return Small.spec(new Hardware.Ideal(), weights, 0.01, 2);
  }

  private static TrainingSpec withEpochs(TrainingSpec spec, int epochs) {
    return new TrainingSpec(
            spec.network(),
            spec.hardware(),
            spec.optimizer(),
            spec.plan(),
            spec.seed(),
            epochs,
            spec.batchSize())
        .startingFrom(spec.from(), spec.freeze());
  }

  private static FloatBuffer values(TrainedNetwork network, String name) {
    return network.array(name).map(NamedArray::values).orElseThrow();
  }

  private static TrainedNetwork model(TrainingSpec spec) {
    var networks = new ArrayList<TrainedNetwork>();
    var listener =
        new TrainingListener() {
          @Override
          public void last(EpochMetrics metrics, Supplier<TrainedNetwork> network) {
            networks.add(network.get());
          }
        };
    Small.result(spec, 1, listener, Optional.empty());
    return networks.getFirst();
  }
}
