package org.hafnia.simulator.device.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LognormalLawTest {

  private static final LognormalLaw LAW = new LognormalLaw(8.533, 0.201);

  @ParameterizedTest
  @ValueSource(doubles = {1e-12, 1e-6, 0.3, 0.5, 0.9})
  void quantilesInvertTheDistributionInBothTails(double u) {
    assertThat(LAW.below(LAW.quantile(u))).isCloseTo(u, within(1e-9 * u));
    double mirrored = 2 * LAW.mu() - LAW.quantile(u);
    assertThat(LAW.above(mirrored)).isCloseTo(u, within(1e-9 * u));
  }
}
