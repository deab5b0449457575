package org.hafnia.simulator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.hafnia.simulator.device.sampling.SampleSpec;
import org.junit.jupiter.api.Test;

class StatesCoverageTest {

  @Test
  void intervalsHoldTheTruthAboutAsOftenAsTheySay() throws Exception {
    var found = StatesCoverage.of("hfo2-radar-2021", new SampleSpec(1, 40, 25), 25);

    assertThat(found).hasSize(7);
    found.forEach(
        (number, coverage) -> {
          assertThat(Math.abs(coverage.relativeBias(number)))
              .as(number)
              .isLessThan(0.1 + 2 * coverage.relativeError(number));
          assertThat(coverage.identified()).as(number).isEqualTo(25);
          // 25 repetitions: at 95 % fewer than 20 happen once in 200 times.
          assertThat(coverage.share()).as(number).isGreaterThanOrEqualTo(0.8);
        });
  }
}
