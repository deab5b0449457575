package org.hafnia.simulator.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTest {

  @ParameterizedTest
  @CsvSource({
    "2e-7, s, 200 ns",
    "8338.4, Ω, 8.34 kΩ",
    "9999.9, Ω, 10 kΩ",
    "298.15, K, 298 K",
    "3.3, V, 3.3 V",
    "0, V, 0 V",
    "-0.25, V, -250 mV",
    "1e20, s, 100000000 Ts"
  })
  void writesThreeDigitsWithThePrefixThatFits(double value, String unit, String shown) {
    assertThat(Shown.quantity(value, unit)).isEqualTo(shown);
  }

  @Test
  void countsInTheSingularAndThePlural() {
    assertThat(Shown.count(1, "device")).isEqualTo("1 device");
    assertThat(Shown.count(16_384, "device")).isEqualTo("16,384 devices");
  }
}
