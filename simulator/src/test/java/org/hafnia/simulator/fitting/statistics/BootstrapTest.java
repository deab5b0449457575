package org.hafnia.simulator.fitting.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.hafnia.simulator.fitting.statistics.Replicates.Scale;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  @Test
  void everyDrawTakesAsManyDevicesAsThereAre() {
    var bootstrap = ClusterBootstrap.of(1, "test", 100);

    int[] first = bootstrap.weights(0);

    assertThat(Arrays.stream(first).sum()).isEqualTo(100);
    assertThat(Arrays.stream(first).filter(w -> w == 0).count()).isBetween(25L, 50L);
    assertThat(bootstrap.weights(0)).isEqualTo(first);
    assertThat(bootstrap.weights(1)).isNotEqualTo(first);
    assertThatThrownBy(() -> ClusterBootstrap.of(1, "test", 1)).hasMessageContaining("at least 2");
  }

  @Test
  void intervalsOfTheMeanAreThoseOfStudent() {
    double[] data = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    var bootstrap = ClusterBootstrap.of(2, "mean", data.length);
    double[] means = new double[4000];
    for (int draw = 0; draw < means.length; draw++) {
      int[] weights = bootstrap.weights(draw);
      for (int i = 0; i < data.length; i++) {
        means[draw] += weights[i] * data[i] / data.length;
      }
    }

    var estimate = Replicates.studentized(5.5, means, Scale.LINEAR, 0.95, data.length);

    double se = Math.sqrt(82.5 / 9 / data.length);
    assertThat(estimate.standardError()).isCloseTo(se, within(0.04));
    assertThat(estimate.high()).isCloseTo(5.5 + 2.262 * se, within(0.1));
    assertThat(Replicates.percentile(means, 0.95).low())
        .isCloseTo(5.5 - 1.96 * 0.908, within(0.12));
  }

  @Test
  void positiveNumbersKeepPositiveIntervals() {
    double[] spread = {0.5, 1, 2, 4, 0.25, 0.125};

    var estimate = Replicates.studentized(0.7, spread, Scale.LOG, 0.95, 6);

    assertThat(estimate.low()).isPositive();
    assertThat(estimate.identified()).isTrue();
  }

  @Test
  void numbersThatHardlyEverExistAreNotIdentified() {
    double[] rare = {Double.NaN, Double.NaN, Double.NaN, 1};

    assertThat(Replicates.percentile(rare, 0.95).identified()).isFalse();
  }

  @Test
  void sharesHaveTheIntervalOfWilson() {
    var none = Proportion.wilson(0, 10, 0.95);
    var some = Proportion.wilson(12, 256, 0.95);

    assertThat(none.low()).isZero();
    assertThat(none.high()).isCloseTo(0.2775, within(1e-4));
    assertThat(some.low()).isCloseTo(0.02702, within(1e-4));
    assertThat(some.high()).isCloseTo(0.08013, within(1e-4));
  }

  @Test
  void autocorrelationIsPooledOverTraces() {
    double[] trace = new double[50];
    for (int i = 0; i < trace.length; i++) {
      trace[i] = i % 2 == 0 ? 1 : -1;
    }

    var lags = Residuals.autocorrelation(List.of(trace, trace));

    assertThat(lags).hasSize(10);
    assertThat(lags.get(0)).isCloseTo(-1, within(1e-12));
    assertThat(lags.get(1)).isCloseTo(1, within(1e-12));
  }

  @Test
  void criteriaPayForParameters() {
    var criteria = InformationCriteria.of(-100, 3, 1000);

    assertThat(criteria.aic()).isEqualTo(206);
    assertThat(criteria.bic()).isCloseTo(200 + 3 * Math.log(1000), within(1e-12));
  }
}
