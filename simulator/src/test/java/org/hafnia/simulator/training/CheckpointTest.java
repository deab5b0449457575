package org.hafnia.simulator.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.hafnia.simulator.device.LearningRule;
import org.hafnia.simulator.network.MlpDescription;
import org.hafnia.simulator.network.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointTest {

  private static final TrainingSpec SPEC =
      Small.spec(new Hardware.Ideal(), Precision.BINARY, 3e-3, 3);

  @ParameterizedTest
  @MethodSource("org.hafnia.simulator.training.TrainerTest#everyScheme")
  void goesOnWithTheBitsOfAnUndisturbedTraining(TrainingSpec spec) {
    var undisturbed = Small.result(spec);

    var checkpoint = Small.read(Small.checkpointAfter(spec, 3));
    var resumed = Small.result(spec, 2, new TrainingListener() {}, Optional.of(checkpoint));

    assertThat(checkpoint.epoch()).isEqualTo(3);
    assertThat(resumed.weightsSha256()).isEqualTo(undisturbed.weightsSha256());
    assertThat(resumed.layers()).isEqualTo(undisturbed.layers());
    assertThat(resumed.resistances()).isEqualTo(undisturbed.resistances());
    assertThat(resumed.epochs())
        .extracting(row -> List.of(row.epoch(), row.trainLoss(), row.testLoss(), row.pulses()))
        .isEqualTo(
            undisturbed.epochs().stream()
                .map(row -> List.of(row.epoch(), row.trainLoss(), row.testLoss(), row.pulses()))
                .toList());
  }

  @Test
  void afterTheLastEpochOnlyTheResultIsLeftToMake() {
    var checkpoint = Small.read(Small.checkpointAfter(SPEC, 3));

    var resumed = Small.result(SPEC, 1, new TrainingListener() {}, Optional.of(checkpoint));

    assertThat(resumed.weightsSha256()).isEqualTo(Small.result(SPEC).weightsSha256());
  }

  @Test
  void canBeGoneOnFromWithMoreEpochs() {
    var longer = Small.spec(new Hardware.Ideal(), Precision.BINARY, 3e-3, 5);
    var checkpoint = Small.read(Small.checkpointAfter(SPEC, 3));

    var resumed = Small.result(longer, 1, new TrainingListener() {}, Optional.of(checkpoint));

    assertThat(resumed.weightsSha256()).isEqualTo(Small.result(longer).weightsSha256());
  }

  @Test
  void isRefusedByAnotherTrainingWithTheFirstDifference() {
    byte[] bytes = Small.checkpointAfter(SPEC, 1);
    var wider =
        new TrainingSpec(
            new MlpDescription(List.of(151, 20), Precision.BINARY, Precision.BINARY),
            SPEC.hardware(),
            SPEC.optimizer(),
            SPEC.plan(),
            1,
            3,
            50);
    var devices = Small.spec(Small.devices(LearningRule.PUBLISHED), Precision.BINARY, 3e-3, 3);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> resume(wider, bytes))
        .withMessageContaining("another training: network is")
        .withMessageContaining("[150, 20]")
        .withMessageContaining("[151, 20]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resume(devices, bytes))
        .withMessageContaining("another training: hardware is Ideal[latent=LatentSpec[");
  }

  @Test
  void refusesEveryKindOfDamage() {
    byte[] bytes = Small.checkpointAfter(SPEC, 1);
    byte[] flipped = bytes.clone();
    flipped[bytes.length / 2] ^= 4;
    byte[] newer = bytes.clone();
    newer[11] = 99;

    assertThatIOException()
        .isThrownBy(() -> read(flipped))
        .withMessageContaining("do not match its checksum");
    assertThatIOException()
        .isThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length - 1)))
        .withMessageContaining("do not match its checksum");
    assertThatIOException().isThrownBy(() -> read(newer)).withMessageContaining("version 99");
    assertThatIOException()
        .isThrownBy(() -> read(new byte[5]))
        .withMessageContaining("not a Hafnia checkpoint");
    assertThatIOException()
        .isThrownBy(() -> read(new byte[500]))
        .withMessageContaining("not a Hafnia checkpoint");
  }

  @Test
  void cannotBeWrittenOnceTheTrainingHasGoneOn() {
    var kept = new AtomicReference<Checkpoint>();
    var listener =
        new TrainingListener() {
          @Override
          public void epoch(EpochMetrics metrics, Checkpoint checkpoint) {
            kept.set(checkpoint);
          }
        };
    Small.result(SPEC, 1, listener, Optional.empty());

    assertThatIllegalStateException()
        .isThrownBy(() -> kept.get().writeTo(OutputStream.nullOutputStream()))
        .withMessageContaining("has gone on since epoch 3");
  }

  private static void resume(TrainingSpec spec, byte[] bytes) {
    Small.result(spec, 1, new TrainingListener() {}, Optional.of(Small.read(bytes)));
  }

  private static Checkpoint read(byte[] bytes) throws java.io.IOException {
    return Checkpoint.readFrom(new ByteArrayInputStream(bytes));
  }
}
