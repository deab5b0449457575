package org.hafnia.simulator.fitting.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InverseIntervalTest {

  @ParameterizedTest
  @ValueSource(doubles = {1.25, -0.75})
  void reachesFurtherAwayFromZeroThanTowardsIt(double value) {
    var interval = InverseInterval.around(value, 0.2);

    assertThat(value).isBetween(interval.low(), interval.high());
    assertThat(value / interval.low() + value / interval.high()).isCloseTo(2, within(1e-12));
    assertThat(Math.abs(value / interval.low() - 1))
        .isCloseTo(0.2 / Math.abs(value), within(1e-12));
  }

  @Test
  void isThatOfTheNumberWhereItIsNarrow() {
    var interval = InverseInterval.around(1.25, 1e-4);

    assertThat(interval.low()).isCloseTo(1.2499, within(1e-7));
    assertThat(interval.high()).isCloseTo(1.2501, within(1e-7));
  }

  @Test
  void refusesOneThatWouldReachZero() {
    assertThatThrownBy(() -> InverseInterval.around(-1, 1))
        .hasMessageContaining("half = 1.0 of an interval around -1.0");
  }
}
