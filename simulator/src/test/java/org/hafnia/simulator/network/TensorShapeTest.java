package org.hafnia.simulator.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TensorShapeTest {

  @Test
  void sharesOfHalvesAreThoseOfPairs() {
    assertThat(TensorShape.shares(4, 2)).containsExactly(0.5f, 0.5f, 0, 0, 0, 0, 0.5f, 0.5f);
  }

  /** Three values on two places: the middle one lies half on each. */
  @Test
  void sharesAreWhatLiesInAPart() {
    float third = 1 / 3f;

    assertThat(TensorShape.shares(3, 2))
        .containsExactly(new float[] {2 * third, third, 0, 0, third, 2 * third}, within(1e-6f));
  }

  @Test
  void sharesOfAPartAddUpToOne() {
    for (int n = 1; n <= 40; n++) {
      for (int m = 1; m <= n; m++) {
        float[] shares = TensorShape.shares(n, m);
        for (int i = 0; i < m; i++) {
          double sum = 0;
          for (int j = 0; j < n; j++) {
            sum += shares[i * n + j];
          }
          assertThat(sum).as("part %d of %d, of %d", i, m, n).isCloseTo(1, within(1e-5));
        }
      }
    }
  }

  @Test
  void aVectorHasNoPlacesToMakeFewerOf() {
    var vector = TensorShape.of(12);

    assertThatThrownBy(() -> new LayerDescription.Resize(vector, 0.5))
        .hasMessage("its input of 12 has neither time nor rows and columns");
    assertThatThrownBy(() -> new LayerDescription.Resize(TensorShape.of(1, 12), 1.5))
        .hasMessage("a factor of 1.5; it is above 0 and at most 1");
  }
}
