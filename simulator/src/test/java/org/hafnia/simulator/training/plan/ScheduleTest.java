package org.hafnia.simulator.training.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hafnia.simulator.training.plan.Schedule.CosineRestarts;
import org.hafnia.simulator.training.plan.Schedule.Steps;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void halvesAfterEverySoManyEpochs() {
    var schedule = Steps.halving(7);

    assertThat(schedule.factor(7)).isEqualTo(1);
    assertThat(schedule.factor(8)).isEqualTo(0.5);
    assertThat(schedule.factor(15)).isEqualTo(0.25);
  }

  @Test
  void cosineFallsAndStartsAgainInLongerAndLongerStretches() {
    var schedule = new CosineRestarts(100, 2);

    assertThat(List.of(1, 101, 301)).allSatisfy(e -> assertThat(schedule.factor(e)).isEqualTo(1));
    assertThat(schedule.factor(51)).isCloseTo(0.5, within(1e-12));
    assertThat(schedule.factor(201)).isCloseTo(0.5, within(1e-12));
    assertThat(schedule.factor(100)).isLessThan(3e-4);
    assertThat(List.of(schedule.stretch(100, 700), schedule.stretch(101, 700)))
        .containsExactly(100, 200);
    assertThat(schedule.stretch(700, 700)).isEqualTo(400);
  }

  @Test
  void refusesStretchesOfNoEpochsAndFactorsThatGrow() {
    assertThatIllegalArgumentException().isThrownBy(() -> new CosineRestarts(0, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> new CosineRestarts(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Steps.halving(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Steps(1, 1.5));
  }

  @Test
  void earlyStoppingWaitsForItsPatience() {
    var stop = new EarlyStopping(2, 0.01);

    assertThat(stop.ends(List.of(0.5, 0.6, 0.605))).isFalse();
    assertThat(stop.ends(List.of(0.5, 0.6, 0.605, 0.6))).isTrue();
    assertThat(stop.ends(List.of(0.5, 0.6, 0.605, 0.62))).isFalse();
    assertThat(stop.ends(List.of())).isFalse();
  }
}
