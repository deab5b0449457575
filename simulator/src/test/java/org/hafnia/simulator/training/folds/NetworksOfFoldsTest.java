package org.hafnia.simulator.training.folds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hafnia.simulator.training.folds.CrossTrainerTest.DATA;
import static org.hafnia.simulator.training.folds.CrossTrainerTest.FOUR;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.training.EpochMetrics;
import org.hafnia.simulator.training.Resources;
import org.hafnia.simulator.training.TrainingSpec;
import org.junit.jupiter.api.Test;

class NetworksOfFoldsTest {

  /** Keeps every fold's last network and its result. */
  private static final class Kept implements FoldListener {

    private final List<TrainedNetwork> networks = new ArrayList<>();
    private final List<FoldResult> results = new ArrayList<>();

    @Override
    public void last(int fold, EpochMetrics metrics, Supplier<TrainedNetwork> network) {
      assertThat(results).hasSize(fold - 1);
      networks.add(network.get());
    }

    @Override
    public void done(FoldResult result) {
      results.add(result);
    }

    private List<String> digests() {
      return results.stream().map(fold -> fold.result().weightsSha256()).toList();
    }

    private double firstLoss() {
      return results.getFirst().result().epochs().getFirst().trainLoss();
    }
  }

  private static Kept run(TrainingSpec spec) {
    var kept = new Kept();
    var resources = new Resources(1, System::nanoTime, () -> 0);
    new CrossTrainer(spec, FOUR, new FoldedData(DATA, FOUR, 1), resources, kept)
        .run(Optional.empty());
    return kept;
  }

  @Test
  void everyFoldShowsItsNetworkBeforeItIsDone() {
    var kept = run(CrossTrainerTest.spec());

    assertThat(kept.networks).hasSize(4);
    assertThat(kept.networks).extracting(TrainedNetwork::sha256).doesNotHaveDuplicates();
  }

  @Test
  void everyFoldStartsFromTheModelThatIsNamed() {
    var fresh = run(CrossTrainerTest.spec());
    var model = Optional.of(fresh.networks.getFirst());

    var tuned = run(CrossTrainerTest.spec().startingFrom(model));

    assertThat(tuned.digests()).doesNotContainAnyElementsOf(fresh.digests());
    assertThat(tuned.firstLoss()).isLessThan(fresh.firstLoss());
  }
}
