package org.hafnia.simulator.device.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class BadCellRuleTest {

  private static final double[] LOW = {8, 8.1, 8.2, 8.3, 8.4};
  private static final double[] HIGH = {11, 11.2, 11.4, 11.6, 11.8};

  @Test
  void theLimitIsOneDeviationOfADifferenceOfReads() {
    var rule = BadCellRule.of(List.of(LOW, LOW), List.of(HIGH, HIGH));

    assertThat(rule.limit()).isCloseTo(Math.sqrt(0.025 + 0.1), within(1e-12));
    assertThat(rule.isBad(LOW, HIGH)).isFalse();
    assertThat(rule.isBad(LOW, new double[] {8, 8.2, 8.3, 8.4, 8.6})).isTrue();
  }

  @Test
  void aCellWithFewReadsIsNotCalledBad() {
    var rule = BadCellRule.of(List.of(LOW), List.of(HIGH));

    assertThat(rule.isBad(new double[] {8}, new double[] {8})).isFalse();
    assertThat(BadCellRule.of(List.of(new double[] {8}), List.of(HIGH)).isKnown()).isFalse();
  }
}
