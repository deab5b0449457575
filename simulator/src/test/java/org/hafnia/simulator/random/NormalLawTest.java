package org.hafnia.simulator.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalLawTest {

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e-100, 1e-15, 1e-12, 1e-9, 1e-3, 0.07, 0.08, 0.3, 0.5, 0.99})
  void quantilesKeepTheirDigitsInTheTail(double u) {
    double z = NormalLaw.quantile(u);

    assertThat(NormalLaw.below(z)).isCloseTo(u, within(2e-12 * u));
    assertThat(NormalLaw.above(-z)).isEqualTo(NormalLaw.below(z));
  }

  @Test
  void scoresTakeTheTailThatHasTheDigits() {
    assertThat(NormalLaw.score(1, NormalLaw.above(9))).isCloseTo(9, within(1e-12));
    assertThat(NormalLaw.score(NormalLaw.below(-9), 1)).isCloseTo(-9, within(1e-12));
  }

  @Test
  void refusesProbabilitiesOutsideTheUnitInterval() {
    assertThatThrownBy(() -> NormalLaw.quantile(1)).hasMessageContaining("(0, 1)");
  }
}
