package org.hafnia.simulator.training.folds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.hafnia.simulator.array.weights.WeightErrors;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.Groups;
import org.hafnia.simulator.dataset.Normalisation;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.network.MlpDescription;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.optimizer.LatentSpec;
import org.hafnia.simulator.optimizer.rule.Rule;
import org.hafnia.simulator.random.RandomStream;
import org.hafnia.simulator.training.EpochMetrics;
import org.hafnia.simulator.training.Hardware;
import org.hafnia.simulator.training.OptimizerSpec;
import org.hafnia.simulator.training.Resources;
import org.hafnia.simulator.training.TrainingSpec;
import org.hafnia.simulator.training.hardware.HardwareTest;
import org.hafnia.simulator.training.plan.Augmentation;
import org.hafnia.simulator.training.plan.Loss;
import org.hafnia.simulator.training.plan.Plan;
import org.hafnia.simulator.training.plan.Schedule;
import org.junit.jupiter.api.Test;

class CrossTrainerTest {

  private static final int FEATURES = 12;
  private static final int EPOCHS = 3;
  static final Dataset DATA =
      Dataset.of("two clouds", samples(90, 0), samples(30, 90), 2, "made by a test");
  static final CrossValidation FOUR = new CrossValidation(4, CrossValidation.By.RECORD, 1);

  /** Keeps what is told, and stops after some epochs. */
  private static final class Watch implements FoldListener {

    private final List<FoldResult> results = new ArrayList<>();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final int stopAfter;
    private int epochs;

    Watch(int stopAfter) {
      this.stopAfter = stopAfter;
    }

    @Override
    public boolean cancelRequested() {
      return epochs >= stopAfter;
    }

    @Override
    public void epoch(int fold, EpochMetrics metrics, FoldsCheckpoint checkpoint) {
      epochs++;
      kept.reset();
      try {
        checkpoint.writeTo(kept);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void done(FoldResult result) {
      results.add(result);
    }
  }

  @Test
  void testsEverySampleOnceByANetworkThatNeverSawIt() {
    var watch = new Watch(Integer.MAX_VALUE);
    var result = completed(FOUR, watch, Optional.empty());

    assertThat(result.pooled().accuracy().total()).isEqualTo(120);
    assertThat(result.folds()).hasSize(4).allMatch(fold -> fold.total() == 30);
    assertThat(result.folds().stream().mapToInt(fold -> fold.correct()).sum())
        .isEqualTo(result.pooled().accuracy().correct());
    assertThat(result.pooled().accuracy().value()).isBetween(0.8, 1.0);
    assertThat(result.pooled().rocArea())
        .hasValueSatisfying(area -> assertThat(area.value()).isBetween(0.85, 1.0));
    assertThat(result.mean()).isCloseTo(result.pooled().accuracy().value(), within(1e-12));
    assertThat(result.hardwareTests().getFirst().samples()).isEqualTo(120);
    assertThat(watch.results)
        .extracting(FoldResult::number, FoldResult::trainSamples)
        .containsExactly(tuple(1), tuple(2), tuple(3), tuple(4));
    assertThat(watch.results)
        .extracting(fold -> fold.result().weightsSha256())
        .doesNotHaveDuplicates();
  }

  @Test
  void normalisesEveryFoldByItsOwnTrainingPartOnly() {
    var watch = new Watch(Integer.MAX_VALUE);
    completed(FOUR, watch, Optional.empty());
    var data = new FoldedData(DATA, FOUR, 1);

    for (var fold : watch.results) {
      assertThat(fold.result().normalisation())
          .contains(Normalisation.of(data.fold(fold.number()).train()));
    }
    assertThat(watch.results)
        .extracting(fold -> fold.result().normalisation())
        .doesNotHaveDuplicates();
  }

  @Test
  void goesOnAtTheRightFoldWithTheSameBits() {
    var undisturbed = completed(FOUR, new Watch(Integer.MAX_VALUE), Optional.empty());

    // In the first fold; between the first and the second; in the last one.
    for (int stop : List.of(1, EPOCHS, 3 * EPOCHS + 2)) {
      var killed = new Watch(stop);
      assertThat(run(FOUR, killed, Optional.empty()))
          .isInstanceOf(CrossValidationOutcome.Cancelled.class);
      var checkpoint = read(killed.kept.toByteArray());
      assertThat(checkpoint.fold()).isEqualTo((stop - 1) / EPOCHS + 1);
      var going = new Watch(Integer.MAX_VALUE);
      var resumed = completed(FOUR, going, Optional.of(checkpoint));

      assertThat(going.results.getFirst().number()).isEqualTo(checkpoint.fold());
      assertThat(resumed.weightsSha256()).isEqualTo(undisturbed.weightsSha256());
      assertThat(resumed.pooled()).isEqualTo(undisturbed.pooled());
      assertThat(resumed.hardwareTests()).isEqualTo(undisturbed.hardwareTests());
    }
  }

  @Test
  void repetitionsCutAnewAndDoNotMakeTheIntervalNarrow() {
    var twice = new CrossValidation(4, CrossValidation.By.RECORD, 2);
    var result = completed(twice, new Watch(Integer.MAX_VALUE), Optional.empty());
    var pooled = result.pooled().accuracy();
    var once = completed(FOUR, new Watch(Integer.MAX_VALUE), Optional.empty()).pooled().accuracy();
    var data = new FoldedData(DATA, twice, 1);

    assertThat(result.folds()).hasSize(8);
    assertThat(pooled.total()).isEqualTo(240);
    assertThat(pooled.high() - pooled.low()).isGreaterThan(0.75 * (once.high() - once.low()));
    assertThat(result.hardwareTests().getFirst().correct()).hasSize(4);
    assertThat(labels(data.fold(1).test())).isNotEqualTo(labels(data.fold(5).test()));
  }

  @Test
  void holdsWholeGroupsOut() {
    var plan = new CrossValidation(5, CrossValidation.By.GROUP, 1);
    var data = new FoldedData(grouped(10), plan, 1);

    for (int number = 1; number <= 5; number++) {
      var fold = data.fold(number);
      assertThat(groups(fold.test())).hasSize(2).doesNotContainAnyElementsOf(groups(fold.train()));
    }
    assertThat(data.fewestToTrain()).isEqualTo(96);
    assertThat(data.allowsValidation(0.2)).isTrue();
    var pair = new CrossValidation(2, CrossValidation.By.GROUP, 1);
    assertThat(new FoldedData(grouped(2), pair, 1).allowsValidation(0.2))
        .as("one group is left, which cannot be divided")
        .isFalse();
    assertThat(new FoldedData(grouped(10), FOUR, 1).fold(1).train().isGrouped())
        .as("cut by record, groups have no part in what is held out for validation")
        .isFalse();
  }

  @Test
  void saysWhatKeepsSamplesFromBeingCut() {
    var all = DATA.train().plus(DATA.test());

    assertThat(FOUR.misfit(all)).isEmpty();
    assertThat(new CrossValidation(61, CrossValidation.By.RECORD, 1).misfit(all))
        .hasValueSatisfying(
            misfit ->
                assertThat(misfit.detail())
                    .isEqualTo("Expected at most 60: of the 120 samples, class 0 has so many."));
    var groups = grouped(10);
    var five = new CrossValidation(5, CrossValidation.By.GROUP, 1);
    assertThat(five.misfit(all))
        .hasValueSatisfying(misfit -> assertThat(misfit.field()).isEqualTo("by"));
    assertThat(
            new CrossValidation(11, CrossValidation.By.GROUP, 1)
                .misfit(groups.train().plus(groups.test())))
        .hasValueSatisfying(misfit -> assertThat(misfit.detail()).contains("10 groups"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CrossValidation(1, CrossValidation.By.RECORD, 1));
  }

  @Test
  void refusesDamagedCheckpoints() {
    var killed = new Watch(EPOCHS + 1);
    run(FOUR, killed, Optional.empty());
    byte[] bytes = killed.kept.toByteArray();
    byte[] flipped = bytes.clone();
    flipped[40] ^= 1;
    byte[] later = bytes.clone();
    later[bytes.length - 20] ^= 1;

    assertThatIOException().isThrownBy(() -> FoldsCheckpoint.readFrom(in(flipped)));
    assertThatIOException().isThrownBy(() -> FoldsCheckpoint.readFrom(in(later)));
    assertThatIOException().isThrownBy(() -> FoldsCheckpoint.readFrom(in(new byte[4])));
    assertThatIOException().isThrownBy(() -> FoldsCheckpoint.readFrom(in(new byte[64])));
  }

  private static org.assertj.core.groups.Tuple tuple(int number) {
    return org.assertj.core.groups.Tuple.tuple(number, 90);
  }

  private static CrossValidationResult completed(
      CrossValidation plan, Watch watch, Optional<FoldsCheckpoint> from) {
    if (run(plan, watch, from) instanceof CrossValidationOutcome.Completed done) {
      return done.result();
    }
    throw new AssertionError("it did not complete");
  }

  private static CrossValidationOutcome run(
      CrossValidation plan, Watch watch, Optional<FoldsCheckpoint> from) {
    var resources = new Resources(1, System::nanoTime, () -> 0);
    var data = new FoldedData(DATA, plan, 1);
    return new CrossTrainer(spec(), plan, data, resources, watch).run(from);
  }

  static TrainingSpec spec() {
    var errors = WeightErrors.at(0.05);
    var hardware =
        new Hardware.WithErrors(
            Optional.empty(), List.of(new HardwareTest("5 %", errors, 2)), LatentSpec.USUAL);
    var augmentation = new Augmentation(true, 0, false, 0, 0);
    return new TrainingSpec(
        new MlpDescription(List.of(40), Precision.BINARY, Precision.BINARY),
        hardware,
        new OptimizerSpec(Rule.ADAM, 5e-3, Schedule.Steps.halving(7), 8e-3),
        new Plan(Loss.CROSS_ENTROPY, augmentation, 0, Optional.empty()),
        1,
        EPOCHS,
        10);
  }

  private static FoldsCheckpoint read(byte[] bytes) {
    try {
      return FoldsCheckpoint.readFrom(in(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ByteArrayInputStream in(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static Set<String> groups(Samples samples) {
    var groups = new HashSet<String>();
    for (int i = 0; i < samples.count(); i++) {
      groups.add(samples.group(i).orElseThrow());
    }
    return groups;
  }

  private static List<Float> labels(Samples samples) {
    return IntStream.range(0, samples.count()).mapToObj(i -> samples.value(i, 0)).toList();
  }

  private static Dataset grouped(int groups) {
    return Dataset.of(
        "grouped",
        samples(90, 0).grouped(ids(90, groups)),
        samples(30, 90).grouped(ids(30, groups)),
        2,
        "made by a test");
  }

  private static Groups ids(int count, int groups) {
    return Groups.of(IntStream.range(0, count).mapToObj(i -> "patient " + i / 2 % groups).toList());
  }

  private static Samples samples(int count, int first) {
    var noise = RandomStream.of(1, "noise", 0);
    float[] numbers = new float[count * FEATURES];
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % 2);
      for (int j = 0; j < FEATURES; j++) {
        double centre = labels[i] == 0 ? 0.2 : -0.2;
        numbers[i * FEATURES + j] = (float) (3 + 0.5 * (centre + 0.4 * noise.normal(first + i, j)));
      }
    }
    return Samples.of(new int[] {FEATURES}, numbers, labels);
  }
}
